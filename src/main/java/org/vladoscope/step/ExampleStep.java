package org.vladoscope.step;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.graph.Needs;
import org.vladoscope.graph.Shelf;
import org.vladoscope.graph.Step;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.Stopwatch;
import org.vladoscope.vlad.OwnedCells;
import org.vladoscope.vlad.Vocabulary;

/**
 * Beside the steps that lead to a ranking: the most typical cells of each cluster, found once and
 * kept on disk.
 */
public final class ExampleStep implements Step<Whole, ClusterExamples> {

  /** What it is. */
  public static final StepKind KIND =
      new StepKind("typical-cells", 10, "Typical cells", "search", "searches", false, 2e-9);

  /** At most so many database images are looked through, spread evenly over the map. */
  private static final int MAX_IMAGES = 240;

  private static final int PER_CLUSTER = 6;

  private final StepResources resources;
  private final PipelineConfig config;
  private final DatabaseImages database;
  private final FeatureStep features;
  private final LearningStep learning;
  private final Shelf<ClusterExamples> shelf;

  ExampleStep(
      StepResources resources,
      PipelineConfig config,
      DatabaseImages database,
      FeatureStep features,
      LearningStep learning) {
    this.resources = resources;
    this.config = config;
    this.database = database;
    this.features = features;
    this.learning = learning;
    this.shelf = Shelf.onDisk(resources.store(), KIND.id(), this::write, this::read);
  }

  @Override
  public StepKind kind() {
    return KIND;
  }

  @Override
  public ContentHash key(Whole map) {
    return CacheKey.of(KIND.id(), 1)
        .with("aggregator", learning.key(Whole.MAP))
        .with("database", database.key(features))
        .with("images", MAX_IMAGES)
        .with("cells", PER_CLUSTER)
        .hash();
  }

  @Override
  public Shelf<ClusterExamples> shelf() {
    return shelf;
  }

  @Override
  public void need(Whole map, Needs needs) {
    needs.need(learning, Whole.MAP);
    for (int row : sample(database.size())) {
      needs.need(features, database.image(row));
    }
  }

  @Override
  public double operations(Whole map) {
    int channels = resources.networks().info(config).channels();
    return (double) sample(database.size()).length
        * config.aggregator().globalOperations(1, channels);
  }

  @Override
  public List<ClusterExamples> compute(List<Whole> map, Stopwatch watch, Progress progress) {
    Vocabulary words =
        resources
            .runner()
            .value(learning, Whole.MAP, progress)
            .vocabulary()
            .orElseThrow(
                () ->
                    new InputException(
                        "The aggregator "
                            + config.aggregator().id()
                            + " has no clusters that cells could be typical of."));
    int[] rows = sample(database.size());
    OwnedCells[] owned = new OwnedCells[rows.length];
    AtomicInteger done = new AtomicInteger();
    resources
        .compute()
        .parallel(
            rows.length,
            progress,
            i -> {
              FeatureMap cells =
                  resources.runner().value(features, database.image(rows[i]), progress);
              owned[i] = OwnedCells.of(cells, words);
              progress.report(
                  "Looking for typical cells", (double) done.incrementAndGet() / rows.length);
            });
    return List.of(watch.time(() -> examples(rows, owned, words.size())));
  }

  private static int[] sample(int available) {
    int count = Math.min(available, MAX_IMAGES);
    return IntStream.range(0, count).map(i -> (int) ((long) i * available / count)).toArray();
  }

  private ClusterExamples examples(int[] rows, OwnedCells[] owned, int words) {
    long all = IntStream.range(0, words).mapToLong(word -> cells(owned, word)).sum();
    List<ClusterExamples.OfCluster> clusters = new ArrayList<>();
    for (int k = 0; k < words; k++) {
      int word = k;
      List<ClusterExamples.Cell> best =
          IntStream.range(0, owned.length)
              .filter(i -> owned[i].nearest()[word] >= 0)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> owned[i].distances()[word]))
              .limit(PER_CLUSTER)
              .map(
                  i ->
                      new ClusterExamples.Cell(
                          database.image(rows[i]),
                          owned[i].nearest()[word],
                          owned[i].distances()[word]))
              .toList();
      double share = (double) cells(owned, word) / Math.max(1, all);
      clusters.add(new ClusterExamples.OfCluster(share, best));
    }
    return new ClusterExamples(clusters, rows.length);
  }

  private static long cells(OwnedCells[] owned, int word) {
    return Arrays.stream(owned).mapToLong(o -> o.counts()[word]).sum();
  }

  /** Images, clusters; per cluster its share, and per cell the row of its image, cell, distance. */
  private ByteBuffer write(ClusterExamples examples) {
    Map<PlaceImage, Integer> rows = new HashMap<>();
    for (int row = 0; row < database.size(); row++) {
      rows.put(database.image(row), row);
    }
    int words = examples.clusters().size();
    ByteBuffer out =
        ByteBuffer.allocate(
            2 * Integer.BYTES + words * (Double.BYTES + Integer.BYTES + PER_CLUSTER * 12));
    out.putInt(examples.images()).putInt(words);
    for (ClusterExamples.OfCluster cluster : examples.clusters()) {
      out.putDouble(cluster.share()).putInt(cluster.cells().size());
      for (ClusterExamples.Cell cell : cluster.cells()) {
        int row = Objects.requireNonNull(rows.get(cell.image()));
        out.putInt(row).putInt(cell.cell()).putFloat(cell.distance());
      }
    }
    return out.flip();
  }

  private ClusterExamples read(ByteBuffer in) {
    int images = in.getInt();
    int words = in.getInt();
    List<ClusterExamples.OfCluster> clusters = new ArrayList<>();
    for (int k = 0; k < words; k++) {
      double share = in.getDouble();
      List<ClusterExamples.Cell> cells = new ArrayList<>();
      for (int left = in.getInt(); left > 0; left--) {
        PlaceImage image = database.image(in.getInt());
        cells.add(new ClusterExamples.Cell(image, in.getInt(), in.getFloat()));
      }
      clusters.add(new ClusterExamples.OfCluster(share, cells));
    }
    return new ClusterExamples(clusters, images);
  }
}
