package org.vladoscope.step;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.Needs;
import org.vladoscope.graph.Shelf;
import org.vladoscope.graph.Step;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.Stopwatch;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.engine.IndexSoftware;
import org.vladoscope.step.kept.IndexFiles;
import org.vladoscope.step.kept.OpenedIndexes;

/** The index over the global descriptors of the map's database images. */
public final class IndexStep implements Step<Whole, DescriptorIndex> {

  /** What it is. */
  public static final StepKind KIND =
      new StepKind("indexes", 4, "Index", "image", "images", false, 2e-10);

  private final StepResources resources;
  private final IndexConfig config;
  private final DatabaseImages database;
  private final GlobalStep globals;

  IndexStep(
      StepResources resources, DescriptorSizes sizes, DatabaseImages database, GlobalStep globals) {
    this.resources = resources;
    this.config = sizes.config().index();
    this.database = database;
    this.globals = globals;
  }

  @Override
  public StepKind kind() {
    return KIND;
  }

  /** Names the index with its search settings, as it is in memory. */
  @Override
  public ContentHash key(Whole map) {
    return CacheKey.of("opened index", 1)
        .with("content", contentKey())
        .with("factory", config.factory())
        .with("nprobe", String.valueOf(config.nprobe()))
        .with("efSearch", String.valueOf(config.efSearch()))
        .hash();
  }

  /** Names the descriptors and their order. */
  private ContentHash contentKey() {
    CacheKey key = CacheKey.of("indexed", 1);
    globals.addTo(key, database);
    return key.hash();
  }

  private IndexFiles files() {
    return new IndexFiles(
        config,
        contentKey(),
        database.size(),
        globals.length(),
        resources.store(),
        resources.software(config, database.size(), globals.length()),
        resources.compute());
  }

  @Override
  public Shelf<DescriptorIndex> shelf() {
    IndexFiles files = files();
    // What another program's file holds as it is need not lie in the cache too, except where it is
    // searched in a file of ours.
    boolean isSaved =
        !(config.isExact() && globals.isForeign()) || files.software() == IndexSoftware.MAPPED;
    return new OpenedIndexes(resources.indexes(), files, isSaved);
  }

  @Override
  public void need(Whole map, Needs needs) {
    database.views().forEach(view -> needs.need(globals, view.image()));
  }

  /** One that compares with all descriptors is built as quickly as it is read. */
  @Override
  public int count(Whole map) {
    return config.isExact() ? 0 : database.size();
  }

  @Override
  public double operations(Whole map) {
    return config.isExact() ? 0 : config.buildOperations(globals.length()) * database.size();
  }

  @Override
  public List<DescriptorIndex> compute(List<Whole> map, Stopwatch watch, Progress progress) {
    return List.of(files().build(this::rows, watch, progress));
  }

  private FloatMatrix rows(int[] ids, Progress progress) {
    int length = globals.length();
    FloatMatrix rows = FloatMatrix.zeros(ids.length, length);
    AtomicInteger done = new AtomicInteger();
    resources
        .compute()
        .parallel(
            ids.length,
            progress,
            i -> {
              float[] row = resources.runner().value(globals, database.image(ids[i]), progress);
              System.arraycopy(row, 0, rows.data(), i * length, length);
              progress.report(
                  "Computing global descriptors", (double) done.incrementAndGet() / ids.length);
            });
    return rows;
  }
}
