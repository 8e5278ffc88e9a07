package org.vladoscope.step;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.OwnedCells;

/**
 * Beside the stages that lead to a ranking: the most typical cells of each cluster, found once and
 * kept on disk.
 */
public final class ExampleStage {

  private static final String KIND = "typical-cells";

  /** At most so many database images are looked through, spread evenly over the map. */
  private static final int MAX_IMAGES = 240;

  private static final int PER_CLUSTER = 6;

  private final Compute compute;
  private final DescriptorStore store;
  private final FeatureStage features;

  public ExampleStage(Compute compute, DescriptorStore store, FeatureStage features) {
    this.compute = compute;
    this.store = store;
    this.features = features;
  }

  public ClusterExamples examples(
      MapDescriptors descriptors, PipelineConfig config, Progress progress) {
    // The vocabulary's key covers the images, their order, and everything that makes features.
    ContentHash key =
        ContentHash.ofParts(KIND, descriptors.vocabularyKey(), MAX_IMAGES, PER_CLUSTER);
    Optional<ByteBuffer> stored = store.read(KIND, key);
    if (stored.isPresent()) {
      return read(stored.get(), descriptors);
    }
    int[] rows = sample(descriptors.views().size());
    OwnedCells[] owned = new OwnedCells[rows.length];
    AtomicInteger done = new AtomicInteger();
    compute.parallel(
        rows.length,
        progress,
        i -> {
          FeatureMap featureMap =
              features.features(descriptors.views().get(rows[i]).image(), config);
          owned[i] = OwnedCells.of(featureMap, descriptors.vocabulary());
          progress.report(
              "Looking for typical cells", (double) done.incrementAndGet() / rows.length);
        });
    ByteBuffer entry = write(rows, owned, descriptors.vocabulary().size());
    store.write(KIND, key, entry.duplicate());
    return read(entry, descriptors);
  }

  private static int[] sample(int available) {
    int count = Math.min(available, MAX_IMAGES);
    return IntStream.range(0, count).map(i -> (int) ((long) i * available / count)).toArray();
  }

  /** Images, words; per word its cells, and per example the row of its image, cell, distance. */
  private static ByteBuffer write(int[] rows, OwnedCells[] owned, int words) {
    ByteBuffer out =
        ByteBuffer.allocate(
            2 * Integer.BYTES + words * (Long.BYTES + Integer.BYTES + PER_CLUSTER * 12));
    out.putInt(rows.length).putInt(words);
    for (int k = 0; k < words; k++) {
      int word = k;
      out.putLong(IntStream.range(0, owned.length).mapToLong(i -> owned[i].counts()[word]).sum());
      List<Integer> best =
          IntStream.range(0, owned.length)
              .filter(i -> owned[i].nearest()[word] >= 0)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> owned[i].distances()[word]))
              .limit(PER_CLUSTER)
              .toList();
      out.putInt(best.size());
      for (int i : best) {
        out.putInt(rows[i]).putInt(owned[i].nearest()[word]).putFloat(owned[i].distances()[word]);
      }
    }
    return out.flip();
  }

  private ClusterExamples read(ByteBuffer in, MapDescriptors descriptors) {
    int images = in.getInt();
    int words = in.getInt();
    long[] counts = new long[words];
    List<List<ClusterExamples.Cell>> cells = new ArrayList<>();
    long all = 0;
    for (int k = 0; k < words; k++) {
      counts[k] = in.getLong();
      all += counts[k];
      List<ClusterExamples.Cell> found = new ArrayList<>();
      for (int left = in.getInt(); left > 0; left--) {
        PlaceImage image = descriptors.views().get(in.getInt()).image();
        found.add(new ClusterExamples.Cell(image, in.getInt(), in.getFloat()));
      }
      cells.add(found);
    }
    List<ClusterExamples.OfCluster> clusters = new ArrayList<>();
    for (int k = 0; k < words; k++) {
      clusters.add(
          new ClusterExamples.OfCluster((double) counts[k] / Math.max(1, all), cells.get(k)));
    }
    return new ClusterExamples(clusters, images);
  }
}
