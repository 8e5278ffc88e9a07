package org.vladoscope.step;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.graph.Stage;
import org.vladoscope.graph.StageLog;
import org.vladoscope.graph.StageTimes;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.ExactIndex;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.Metric;
import org.vladoscope.index.faiss.FaissIndex;
import org.vladoscope.index.faiss.FaissLibrary;
import org.vladoscope.store.DescriptorStore;

/** Builds the index over global descriptors, or finds it in the cache. */
public final class IndexStage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IndexStage.class);
  private static final String INDEXES = "indexes";

  /** Descriptors handed over at a time: they are never all in the Java heap. */
  private static final int CHUNK_VALUES = 8 << 20;

  /** Where the descriptors come from. */
  interface Source {

    /** How many there are. */
    int size();

    /** Their length. */
    int dimensions();

    /**
     * Some of them.
     *
     * @return {@code [ids.length, dimensions]}
     */
    FloatMatrix rows(int[] ids, Progress progress);
  }

  private final Compute compute;
  private final DescriptorStore store;
  private final IndexEngine engine;
  private final StageLog log;
  private final List<DescriptorIndex> opened = new ArrayList<>();
  private boolean toldOfFallback;

  public IndexStage(Compute compute, DescriptorStore store, IndexEngine engine, StageLog log) {
    this.compute = compute;
    this.store = store;
    this.engine = engine;
    this.log = log;
  }

  /**
   * True if an index need not be built. One that compares with all descriptors is built as quickly
   * as it is read.
   */
  boolean isStored(IndexConfig config, ContentHash content) {
    return config.isExact() || store.contains(INDEXES, faissKey(config, content));
  }

  private static ContentHash faissKey(IndexConfig config, ContentHash content) {
    return ContentHash.ofParts(INDEXES, "faiss", config.factory(), content);
  }

  /**
   * The index of some descriptors.
   *
   * @param content identifies the descriptors and their order
   * @throws InputException if there are too few for this kind of index, or FAISS was demanded and
   *     cannot be loaded
   */
  DescriptorIndex index(IndexConfig config, ContentHash content, Source source, Progress progress) {
    DescriptorIndex index =
        usesFaiss()
            ? faissIndex(config, content, source, progress)
            : exactIndex(content, source, progress);
    synchronized (opened) {
      opened.add(index);
    }
    return index;
  }

  private boolean usesFaiss() {
    if (engine == IndexEngine.EXACT) {
      return false;
    }
    Optional<String> problem = FaissLibrary.problem(compute);
    if (problem.isPresent() && engine == IndexEngine.FAISS) {
      throw new InputException(
          "FAISS cannot be loaded ("
              + problem.get()
              + "); leave out -D"
              + IndexEngine.PROPERTY
              + "=faiss to search without it.");
    }
    problem.ifPresent(this::tellOfFallback);
    return problem.isEmpty();
  }

  private synchronized void tellOfFallback(String problem) {
    if (!toldOfFallback) {
      toldOfFallback = true;
      LOG.warn("FAISS cannot be loaded, exact search takes over: {}", problem);
    }
  }

  private DescriptorIndex faissIndex(
      IndexConfig config, ContentHash content, Source source, Progress progress) {
    config.check(source.size(), source.dimensions());
    ContentHash key = faissKey(config, content);
    Optional<DescriptorIndex> saved =
        load(key, source, file -> FaissIndex.load(file, config, compute));
    if (saved.isPresent()) {
      return saved.get();
    }
    FaissIndex index = FaissIndex.create(config, source.dimensions(), Metric.EUCLIDEAN, compute);
    try {
      build(config, index, source, progress);
      store.writeLarge(INDEXES, key, index::save);
      return index;
    } catch (RuntimeException | Error e) {
      index.close();
      throw e;
    }
  }

  private DescriptorIndex exactIndex(ContentHash content, Source source, Progress progress) {
    ContentHash key = ContentHash.ofParts(INDEXES, "exact", content);
    return load(key, source, file -> ExactIndex.load(file, compute))
        .orElseGet(
            () -> {
              ExactIndex index = new ExactIndex(source.dimensions(), Metric.EUCLIDEAN, compute);
              index.add(source.rows(ids(0, source.size()), progress), Progress.NONE);
              store.writeLarge(INDEXES, key, index::save);
              return index;
            });
  }

  /** Reads an index from its file. */
  private interface Loader {
    DescriptorIndex load(Path file);
  }

  private Optional<DescriptorIndex> load(ContentHash key, Source source, Loader loader) {
    Optional<Path> file = store.findLarge(INDEXES, key);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      DescriptorIndex index = loader.load(file.get());
      if (index.size() == source.size() && index.dimensions() == source.dimensions()) {
        return Optional.of(index);
      }
      index.close();
      LOG.warn("The index {} belongs to other descriptors; it is built again", file.get());
    } catch (InputException e) {
      LOG.warn("{} It is built again.", e.getMessage());
    }
    store.drop(INDEXES, key);
    return Optional.empty();
  }

  /** As many descriptors as training needs, from all over. */
  private static FloatMatrix trainingRows(IndexConfig config, Source source, Progress progress) {
    int count = Math.min(source.size(), config.trainingSize());
    int[] ids =
        IntStream.range(0, count).map(i -> (int) ((long) i * source.size() / count)).toArray();
    return source.rows(ids, progress);
  }

  private void build(IndexConfig config, FaissIndex index, Source source, Progress progress) {
    boolean trains = !index.isTrained();
    double seconds = 0;
    if (trains) {
      FloatMatrix samples = trainingRows(config, source, progress.part(0, .2));
      long start = System.nanoTime();
      index.train(samples, progress.part(.2, .5));
      seconds += secondsSince(start);
    }
    seconds += fill(index, source, progress.part(trains ? .5 : 0, .95));
    if (!config.isExact()) {
      double operations = config.buildOperations(source.dimensions()) * source.size();
      log.add(Stage.INDEX, new StageTimes.Total(source.size(), operations, seconds));
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Adds all descriptors, and tells how long that took without finding them. */
  private static double fill(DescriptorIndex index, Source source, Progress progress) {
    double seconds = 0;
    int chunk = Math.max(1, CHUNK_VALUES / source.dimensions());
    for (int from = 0; from < source.size(); from += chunk) {
      int to = Math.min(from + chunk, source.size());
      Progress part = progress.part((double) from / source.size(), (double) to / source.size());
      FloatMatrix rows = source.rows(ids(from, to), part.part(0, .5));
      long start = System.nanoTime();
      index.add(rows, part.part(.5, 1));
      seconds += secondsSince(start);
    }
    return seconds;
  }

  private static int[] ids(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  /** Frees every index. */
  @Override
  public void close() {
    synchronized (opened) {
      opened.forEach(DescriptorIndex::close);
      opened.clear();
    }
  }
}
