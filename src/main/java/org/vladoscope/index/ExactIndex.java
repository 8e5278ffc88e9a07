package org.vladoscope.index;

import java.util.Arrays;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;

/** Compares a query with every descriptor, by matrix products. */
public final class ExactIndex implements DescriptorIndex {

  private final FloatMatrix descriptors;
  private final double[] squaredNorms;
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
    for (int i = 0; i < squaredNorms.length; i++) {
      double sum = 0;
      for (int d = 0; d < descriptors.cols(); d++) {
        sum += (double) descriptors.get(i, d) * descriptors.get(i, d);
      }
      squaredNorms[i] = sum;
    }
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
    int[] ids = new int[count];
    double[] keys = new double[count];
    Arrays.fill(keys, Double.POSITIVE_INFINITY);
    for (int id = 0; id < size(); id++) {
      // |d|² − 2 q·d orders like the distance.
      insert(ids, keys, id, squaredNorms[id] - 2.0 * products[from + id]);
    }
    // The product loses digits where vectors almost coincide: the few found get exact distances.
    double[] exact = new double[count];
    int[] order = new int[count];
    Arrays.fill(exact, Double.POSITIVE_INFINITY);
    Arrays.sort(ids);
    for (int id : ids) {
      insert(order, exact, id, squaredDistance(queries, query, id));
    }
    float[] distances = new float[count];
    for (int i = 0; i < count; i++) {
      distances[i] = (float) Math.sqrt(exact[i]);
    }
    return new Neighbours(order, distances);
  }

  /** Inserts into a list sorted by key, dropping the last; equal keys stay in order of arrival. */
  private static void insert(int[] ids, double[] keys, int id, double key) {
    int at = keys.length - 1;
    if (!(key < keys[at])) {
      return;
    }
    while (at > 0 && key < keys[at - 1]) {
      keys[at] = keys[at - 1];
      ids[at] = ids[at - 1];
      at--;
    }
    keys[at] = key;
    ids[at] = id;
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
