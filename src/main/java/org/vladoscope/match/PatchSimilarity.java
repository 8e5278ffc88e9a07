package org.vladoscope.match;

import java.util.Arrays;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;

/**
 * For every patch of a query the most similar patch of a candidate, and the other way round.
 *
 * @param nearestInCandidate per query patch the index of its nearest candidate patch
 * @param querySimilarity per query patch the cosine similarity to that patch
 * @param nearestInQuery per candidate patch the index of its nearest query patch
 * @param candidateSimilarity per candidate patch the cosine similarity to that patch
 */
public record PatchSimilarity(
    int[] nearestInCandidate,
    float[] querySimilarity,
    int[] nearestInQuery,
    float[] candidateSimilarity) {

  /**
   * So many rows are gone over for the largest value of each column before it is asked whose it is:
   * the first the compiler vectorises, the second it does not.
   */
  private static final int GROUP = 16;

  /** {@link #between(FloatMatrix, FloatMatrix, Precision, Compute)} in full precision. */
  public static PatchSimilarity between(FloatMatrix query, FloatMatrix candidate, Compute compute) {
    return between(query, candidate, Precision.FP32, compute);
  }

  /**
   * Compares all patches of one scale. Of equally similar patches the first one counts.
   *
   * @param query {@code [n, P]} unit-length descriptors
   * @param candidate {@code [m, P]} unit-length descriptors
   * @param precision what descriptors are rounded to before they are multiplied
   */
  public static PatchSimilarity between(
      FloatMatrix query, FloatMatrix candidate, Precision precision, Compute compute) {
    PatchSimilarity result =
        new PatchSimilarity(
            new int[query.rows()],
            new float[query.rows()],
            new int[candidate.rows()],
            new float[candidate.rows()]);
    Arrays.fill(result.candidateSimilarity, Float.NEGATIVE_INFINITY);
    compute.forEachProductBlock(query, candidate, precision, result::take);
    return result;
  }

  /** Takes in the similarities of some query patches; blocks may come in any order. */
  private void take(int firstRow, int rows, float[] products) {
    int columns = nearestInQuery.length;
    int[] columnGroup = new int[columns];
    float[] columnMax = negativeInfinity(columns);
    float[] groupMax = new float[columns];
    float[] row = new float[columns];
    for (int first = 0; first < rows; first += GROUP) {
      Arrays.fill(groupMax, Float.NEGATIVE_INFINITY);
      for (int i = first; i < Math.min(first + GROUP, rows); i++) {
        System.arraycopy(products, i * columns, row, 0, columns);
        int best = indexOfLargest(row);
        nearestInCandidate[firstRow + i] = best;
        querySimilarity[firstRow + i] = row[best];
        raise(groupMax, row);
      }
      for (int j = 0; j < columns; j++) {
        if (groupMax[j] > columnMax[j]) {
          columnMax[j] = groupMax[j];
          columnGroup[j] = first;
        }
      }
    }
    int[] columnBest = new int[columns];
    for (int j = 0; j < columns; j++) {
      int i = columnGroup[j];
      while (i < rows - 1 && products[i * columns + j] != columnMax[j]) {
        i++;
      }
      columnBest[j] = firstRow + i;
    }
    merge(columnBest, columnMax);
  }

  private static float[] negativeInfinity(int count) {
    float[] values = new float[count];
    Arrays.fill(values, Float.NEGATIVE_INFINITY);
    return values;
  }

  private static int indexOfLargest(float[] values) {
    int best = 0;
    for (int j = 1; j < values.length; j++) {
      if (values[j] > values[best]) {
        best = j;
      }
    }
    return best;
  }

  private static void raise(float[] largest, float[] values) {
    for (int j = 0; j < largest.length; j++) {
      largest[j] = Math.max(largest[j], values[j]);
    }
  }

  private synchronized void merge(int[] columnBest, float[] columnMax) {
    for (int j = 0; j < columnBest.length; j++) {
      boolean better =
          columnMax[j] > candidateSimilarity[j]
              || (columnMax[j] == candidateSimilarity[j] && columnBest[j] < nearestInQuery[j]);
      if (better) {
        candidateSimilarity[j] = columnMax[j];
        nearestInQuery[j] = columnBest[j];
      }
    }
  }

  /** The pairs of patches that are each other's nearest. */
  public PatchMatches mutual() {
    int[] query = new int[nearestInQuery.length];
    int[] candidate = new int[nearestInQuery.length];
    float[] similarity = new float[nearestInQuery.length];
    int count = 0;
    for (int j = 0; j < nearestInQuery.length; j++) {
      if (nearestInCandidate[nearestInQuery[j]] == j) {
        query[count] = nearestInQuery[j];
        candidate[count] = j;
        similarity[count] = candidateSimilarity[j];
        count++;
      }
    }
    return new PatchMatches(
        Arrays.copyOf(query, count),
        Arrays.copyOf(candidate, count),
        Arrays.copyOf(similarity, count));
  }
}
