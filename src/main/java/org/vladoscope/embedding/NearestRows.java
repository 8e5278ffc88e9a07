package org.vladoscope.embedding;

import java.util.concurrent.atomic.AtomicInteger;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.linalg.Products;

/**
 * The nearest rows of each row, by Euclidean distance in double precision, all pairs compared.
 *
 * @param ids for each row its k nearest, the nearest first; of rows as near, the first
 * @param distances as many, rising
 */
record NearestRows(int[][] ids, double[][] distances) {

  private static final int ROWS_AT_A_TIME = 64;

  /**
   * Finds them.
   *
   * @param asked rows for which others are looked for
   * @param among what is looked through
   * @param itself true if both are the same rows, and none is its own neighbour
   * @param k how many, at most as many as there are others
   */
  static NearestRows of(
      FloatMatrix asked,
      FloatMatrix among,
      boolean itself,
      int k,
      Compute compute,
      String what,
      Progress progress) {
    int[][] ids = new int[asked.rows()][k];
    double[][] distances = new double[asked.rows()][k];
    int blocks = (asked.rows() + ROWS_AT_A_TIME - 1) / ROWS_AT_A_TIME;
    AtomicInteger done = new AtomicInteger();
    compute.parallel(
        blocks,
        progress,
        block -> {
          int to = Math.min(asked.rows(), (block + 1) * ROWS_AT_A_TIME);
          for (int row = block * ROWS_AT_A_TIME; row < to && !progress.isCancelled(); row++) {
            find(asked, row, among, itself ? row : -1, ids[row], distances[row]);
          }
          progress.report(what, (double) done.incrementAndGet() / blocks);
        });
    progress.check();
    return new NearestRows(ids, distances);
  }

  private static void find(
      FloatMatrix asked, int row, FloatMatrix among, int except, int[] ids, double[] distances) {
    int found = 0;
    for (int other = 0; other < among.rows(); other++) {
      if (other == except) {
        continue;
      }
      double squared = Products.squaredDistance(asked, row, among, other);
      if (found == ids.length && !(squared < distances[found - 1])) {
        continue;
      }
      int at = found < ids.length ? found++ : found - 1;
      while (at > 0 && distances[at - 1] > squared) {
        distances[at] = distances[at - 1];
        ids[at] = ids[at - 1];
        at--;
      }
      distances[at] = squared;
      ids[at] = other;
    }
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.sqrt(distances[i]);
    }
  }
}
