package org.vladoscope.index;

import java.util.List;
import org.vladoscope.common.FloatMatrix;

/** Finds the nearest of many descriptors. Safe to search from several threads. */
public interface DescriptorIndex extends AutoCloseable {

  /** Number of descriptors. */
  int size();

  /** Length of a descriptor. */
  int dimensions();

  /**
   * The nearest descriptors of each query by Euclidean distance. Of equally near ones the first
   * added comes first.
   *
   * @param queries {@code [n, dimensions]}
   * @param k how many are wanted, 1 or more; fewer come back if the index holds fewer
   */
  List<Neighbours> search(FloatMatrix queries, int k);

  @Override
  void close();
}
