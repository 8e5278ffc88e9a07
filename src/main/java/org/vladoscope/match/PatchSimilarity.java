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
    int[] columnBest = new int[columns];
    float[] columnMax = new float[columns];
    Arrays.fill(columnMax, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < rows; i++) {
      int row = firstRow + i;
      int best = 0;
      float max = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < columns; j++) {
        float value = products[i * columns + j];
        if (value > max) {
          max = value;
          best = j;
        }
        if (value > columnMax[j]) {
          columnMax[j] = value;
          columnBest[j] = row;
        }
      }
      nearestInCandidate[row] = best;
      querySimilarity[row] = max;
    }
    merge(columnBest, columnMax);
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
    int count = 0;
    for (int j = 0; j < nearestInQuery.length; j++) {
      if (nearestInCandidate[nearestInQuery[j]] == j) {
        query[count] = nearestInQuery[j];
        candidate[count] = j;
        count++;
      }
    }
    return new PatchMatches(Arrays.copyOf(query, count), Arrays.copyOf(candidate, count));
  }
}
