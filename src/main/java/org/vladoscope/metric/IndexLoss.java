package org.vladoscope.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vladoscope.index.Neighbours;

/**
 * What an approximate index misses.
 *
 * @param found for each N the share of the N truly nearest images that are among the first N found,
 *     averaged over the queries
 * @param exactRecall recall@N that an exact search gives, or null without ground truth
 */
public record IndexLoss(Map<Integer, Double> found, @Nullable Recall exactRecall) {

  /**
   * Compares both.
   *
   * @param exact neighbours of every query by comparison with every image
   * @param approximate as many, of the same queries
   * @param atN the numbers of neighbours to compare
   * @param exactRecall recall by exact search, or null
   */
  public static IndexLoss of(
      List<Neighbours> exact,
      List<Neighbours> approximate,
      List<Integer> atN,
      @Nullable Recall exactRecall) {
    if (exact.size() != approximate.size()) {
      throw new IllegalArgumentException(
          exact.size() + " exact answers do not fit " + approximate.size());
    }
    Map<Integer, Double> found = new LinkedHashMap<>();
    for (int n : atN) {
      double sum = 0;
      for (int q = 0; q < exact.size(); q++) {
        sum += shareFound(exact.get(q).ids(), approximate.get(q).ids(), n);
      }
      found.put(n, exact.isEmpty() ? 1 : sum / exact.size());
    }
    return new IndexLoss(found, exactRecall);
  }

  private static double shareFound(int[] exact, int[] approximate, int n) {
    int[] wanted = Arrays.copyOf(exact, Math.min(n, exact.length));
    int[] got = Arrays.copyOf(approximate, Math.min(n, approximate.length));
    if (wanted.length == 0) {
      return 1;
    }
    Arrays.sort(got);
    long hits = Arrays.stream(wanted).filter(id -> Arrays.binarySearch(got, id) >= 0).count();
    return (double) hits / wanted.length;
  }
}
