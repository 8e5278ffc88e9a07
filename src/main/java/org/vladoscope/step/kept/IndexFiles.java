package org.vladoscope.step.kept;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.graph.Stopwatch;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.Distance;
import org.vladoscope.index.ExactIndex;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.engine.IndexSoftware;
import org.vladoscope.index.faiss.FaissIndex;
import org.vladoscope.store.DescriptorStore;

/**
 * Builds an index, or finds it in the store.
 *
 * @param config its kind
 * @param content names the descriptors and their order
 * @param size how many descriptors there are
 * @param dimensions their length
 * @param store where its file lies
 * @param software what builds and searches it
 * @param compute where it is built
 */
public record IndexFiles(
    IndexConfig config,
    ContentHash content,
    int size,
    int dimensions,
    DescriptorStore store,
    IndexSoftware software,
    Compute compute) {

  private static final Logger LOG = LoggerFactory.getLogger(IndexFiles.class);
  private static final String INDEXES = "indexes";

  /** Values of the descriptors handed over at a time: 4 MB, and 32 MB of a large index. */
  private static final int LEAST_CHUNK_VALUES = 1 << 20;

  private static final int MOST_CHUNK_VALUES = 8 << 20;

  /** A chunk is at most such a share of the index, in which it is held once more. */
  private static final int CHUNKS = 32;

  /** Some of the descriptors. */
  public interface Rows {
    /** Those of some ids, {@code [ids.length, dimensions]}. */
    FloatMatrix of(int[] ids, Progress progress);
  }

  private ContentHash key() {
    CacheKey key = CacheKey.of(INDEXES, 1).with("engine", software.id());
    if (!software.comparesAll()) {
      key.with("factory", config.factory());
    }
    return key.with("content", content).hash();
  }

  /** True if the index need not be built. */
  boolean exist() {
    return store.findLarge(INDEXES, key()).isPresent();
  }

  /** The index as it was saved; empty if it was not, or is damaged. */
  Optional<DescriptorIndex> load() {
    ContentHash key = key();
    Optional<Path> file = store.findLarge(INDEXES, key);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      DescriptorIndex index = software.load(file.get(), config, compute);
      if (index.size() == size && index.dimensions() == dimensions) {
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

  /** Writes the index, for the next time. */
  void save(DescriptorIndex index) {
    store.writeLarge(INDEXES, key(), index::save);
  }

  /**
   * Builds the index.
   *
   * @param watch times what building takes without finding the descriptors
   * @throws InputException if there are too few for this kind of index
   */
  public DescriptorIndex build(Rows rows, Stopwatch watch, Progress progress) {
    DescriptorIndex index =
        software.create(
            config,
            dimensions,
            Distance.EUCLIDEAN,
            compute,
            () -> store.newLargePart(INDEXES, key()));
    try {
      switch (index) {
        case ExactIndex exact -> exact.add(rows.of(ids(0, size), progress), Progress.NONE);
        case FaissIndex faiss -> fill(faiss, rows, watch, progress);
        default -> fill(index, rows, watch, progress.part(0, .95));
      }
      return index;
    } catch (RuntimeException | Error e) {
      index.close();
      throw e;
    }
  }

  private void fill(FaissIndex index, Rows rows, Stopwatch watch, Progress progress) {
    config.check(size, dimensions);
    boolean trains = !index.isTrained();
    if (trains) {
      FloatMatrix samples = trainingRows(rows, progress.part(0, .2));
      watch.time(
          () -> {
            index.train(samples, progress.part(.2, .5));
            return index;
          });
    }
    index.reserve(size);
    fill((DescriptorIndex) index, rows, watch, progress.part(trains ? .5 : 0, .95));
  }

  /** As many descriptors as training needs, from all over. */
  private FloatMatrix trainingRows(Rows rows, Progress progress) {
    int count = Math.min(size, config.trainingSize());
    int[] ids = IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).toArray();
    return rows.of(ids, progress);
  }

  private void fill(DescriptorIndex index, Rows rows, Stopwatch watch, Progress progress) {
    long share = (long) size * dimensions / CHUNKS;
    long values = Math.clamp(share, LEAST_CHUNK_VALUES, MOST_CHUNK_VALUES);
    int chunk = (int) Math.max(1, values / dimensions);
    for (int from = 0; from < size; from += chunk) {
      int to = Math.min(from + chunk, size);
      Progress part = progress.part((double) from / size, (double) to / size);
      FloatMatrix some = rows.of(ids(from, to), part.part(0, .5));
      watch.time(
          () -> {
            index.add(some, part.part(.5, 1));
            return index;
          });
    }
  }

  private static int[] ids(int from, int to) {
    return IntStream.range(from, to).toArray();
  }
}
