package org.vladoscope.index;

import java.nio.file.Path;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;

/**
 * Finds the nearest of many descriptors. Safe to use from several threads; who adds waits for those
 * who search, and the other way round.
 *
 * <p>Every method but {@link #close()} throws {@link IllegalStateException} once the index is
 * closed, and {@link IllegalArgumentException} for vectors of another length or with values that
 * are no finite numbers.
 */
public interface DescriptorIndex extends AutoCloseable {

  /** Number of descriptors. */
  int size();

  /** Length of a descriptor. */
  int dimensions();

  /** What is meant by near. */
  Distance distance();

  /** True if it finds what a comparison with every descriptor finds. */
  boolean isExact();

  /** What it is, for people, such as "FAISS 1.7.3, HNSW32". */
  String description();

  /**
   * Appends descriptors; the first gets the id {@link #size()}.
   *
   * @param descriptors {@code [n, dimensions]}
   * @throws java.util.concurrent.CancellationException if cancelled; the index may then hold a part
   *     of them and is to be closed
   */
  void add(FloatMatrix descriptors, Progress progress);

  /**
   * The nearest descriptors of each query. Of equally near ones the first added comes first.
   *
   * @param queries {@code [n, dimensions]}
   * @param k how many are wanted, 1 or more; fewer come back if the index holds fewer
   */
  default List<Neighbours> search(FloatMatrix queries, int k) {
    return searchKeyed(queries, k).stream().map(found -> found.in(distance())).toList();
  }

  /** The same, with what orders the neighbours. */
  List<KeyedNeighbours> searchKeyed(FloatMatrix queries, int k);

  /**
   * All descriptors that are near enough to each query, the nearest first.
   *
   * @param queries {@code [n, dimensions]}
   * @param limit the largest distance or, with {@link Distance#INNER_PRODUCT}, the smallest product
   *     that counts, itself included; approximate kinds of index may miss some
   * @throws UnsupportedOperationException if this kind of index cannot do that
   */
  List<Neighbours> searchWithin(FloatMatrix queries, float limit);

  /**
   * Writes the index to a file, replacing an older one at once or not at all.
   *
   * @throws org.vladoscope.common.InputException if the file cannot be written
   */
  void save(Path file);

  /** Frees the memory. Closing twice does nothing. */
  @Override
  void close();
}
