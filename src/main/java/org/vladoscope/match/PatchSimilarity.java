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
   * the first the compiler vectorises, the second it does not. They stay in the cache meanwhile.
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
    compute.forEachProductBlock(query, candidate, precision, GROUP, result::take);
    return result;
  }

  /** Takes in the similarities of some query patches; they may come in any order. */
  private void take(int firstRow, int rows, float[] products) {
    int columns = nearestInQuery.length;
    float[] largest = new float[columns];
    Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    float[] row = new float[columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(products, i * columns, row, 0, columns);
      int best = indexOfLargest(row);
      nearestInCandidate[firstRow + i] = best;
      querySimilarity[firstRow + i] = row[best];
      raise(largest, row);
    }
    merge(firstRow, largest, products);
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

  /** Whose the largest similarity is, is asked only of columns that it raises. */
  private synchronized void merge(int firstRow, float[] largest, float[] products) {
    int columns = largest.length;
    for (int j = 0; j < columns; j++) {
      boolean mayBeFirst = largest[j] == candidateSimilarity[j] && firstRow < nearestInQuery[j];
      if (largest[j] > candidateSimilarity[j] || mayBeFirst) {
        int i = 0;
        while (products[i * columns + j] != largest[j]) {
          i++;
        }
        candidateSimilarity[j] = largest[j];
        nearestInQuery[j] = firstRow + i;
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
