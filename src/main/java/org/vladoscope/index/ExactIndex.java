package org.vladoscope.index;

import java.util.Arrays;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.compute.Compute;

/** Compares a query with every descriptor, by matrix products. */
public final class ExactIndex implements DescriptorIndex {

  /** Half the distance from 1 to the next larger float. */
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  private final FloatMatrix descriptors;
  private final double[] squaredNorms;
  private final double largestNorm;
  private final Compute compute;

  /**
   * An index over fixed descriptors.
   *
   * @param descriptors {@code [n, d]}
   */
  public ExactIndex(FloatMatrix descriptors, Compute compute) {
    this.descriptors = descriptors;
    this.compute = compute;
    this.squaredNorms = new double[descriptors.rows()];
    double largest = 0;
    for (int i = 0; i < squaredNorms.length; i++) {
      double sum = 0;
      for (int d = 0; d < descriptors.cols(); d++) {
        sum += (double) descriptors.get(i, d) * descriptors.get(i, d);
      }
      squaredNorms[i] = sum;
      largest = Math.max(largest, sum);
    }
    this.largestNorm = Math.sqrt(largest);
  }

  @Override
  public int size() {
    return descriptors.rows();
  }

  @Override
  public int dimensions() {
    return descriptors.cols();
  }

  @Override
  public List<Neighbours> search(FloatMatrix queries, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("at least one neighbour must be asked for, not " + k);
    }
    if (queries.cols() != dimensions()) {
      throw new IllegalArgumentException(
          "queries of " + queries.cols() + " values do not fit an index of " + dimensions());
    }
    Neighbours[] results = new Neighbours[queries.rows()];
    Arrays.fill(results, new Neighbours(new int[0], new float[0]));
    compute.forEachProductBlock(
        queries,
        descriptors,
        (firstRow, rows, products) -> {
          for (int i = 0; i < rows; i++) {
            results[firstRow + i] = nearest(queries, firstRow + i, products, i * size(), k);
          }
        });
    return List.of(results);
  }

  private Neighbours nearest(FloatMatrix queries, int query, float[] products, int from, int k) {
    int count = Math.min(k, size());
    Nearest approximate = new Nearest(count);
    for (int id = 0; id < size(); id++) {
      approximate.offer(id, key(id, products[from + id]));
    }
    // The product is rounded: whatever may belong to the nearest gets its exact distance.
    double limit = approximate.last() + 2 * keyError(queries, query);
    Nearest exact = new Nearest(count);
    for (int id = 0; id < size(); id++) {
      if (!(key(id, products[from + id]) > limit)) {
        exact.offer(id, squaredDistance(queries, query, id));
      }
    }
    float[] distances = new float[count];
    for (int i = 0; i < count; i++) {
      distances[i] = (float) Math.sqrt(exact.keys[i]);
    }
    return new Neighbours(exact.ids, distances);
  }

  /** |d|² − 2 q·d, which orders like the distance. */
  private double key(int id, float product) {
    return squaredNorms[id] - 2.0 * product;
  }

  /** By how much a key can be wrong: the bound of a dot product summed in single precision. */
  private double keyError(FloatMatrix queries, int query) {
    int d = dimensions();
    double norm = L2.norm(queries.data(), query * d, (query + 1) * d);
    return 2 * (d + 1) * UNIT_ROUNDOFF * norm * largestNorm;
  }

  /** The ids with the smallest keys; equal keys in order of arrival, what is no number last. */
  private static final class Nearest {
    private final int[] ids;
    private final double[] keys;
    private int filled;

    Nearest(int count) {
      ids = new int[count];
      keys = new double[count];
    }

    void offer(int id, double key) {
      if (filled < keys.length) {
        filled++;
      } else if (Double.compare(key, keys[filled - 1]) >= 0) {
        return;
      }
      int at = filled - 1;
      while (at > 0 && Double.compare(key, keys[at - 1]) < 0) {
        keys[at] = keys[at - 1];
        ids[at] = ids[at - 1];
        at--;
      }
      keys[at] = key;
      ids[at] = id;
    }

    double last() {
      return filled == 0 ? Double.POSITIVE_INFINITY : keys[filled - 1];
    }
  }

  private double squaredDistance(FloatMatrix queries, int query, int id) {
    double sum = 0;
    for (int d = 0; d < dimensions(); d++) {
      double difference = (double) queries.get(query, d) - descriptors.get(id, d);
      sum += difference * difference;
    }
    return sum;
  }

  @Override
  public void close() {}
}
