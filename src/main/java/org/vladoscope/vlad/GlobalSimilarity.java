package org.vladoscope.vlad;

import org.vladoscope.common.FloatMatrix;

/**
 * Why two global descriptors are alike: their dot product split by clusters and cells. The shares
 * of the clusters add up to the similarity, and so do all contributions of either image's cells. A
 * share may be negative: the cluster speaks against the match.
 *
 * @param similarity cosine similarity of the descriptors, −1 to 1
 * @param wordShares what each cluster adds to it, K values
 * @param queryCells what each cell and cluster of the query adds to it, {@code [cells, K]}
 * @param candidateCells the same for the candidate
 */
public record GlobalSimilarity(
    double similarity, double[] wordShares, FloatMatrix queryCells, FloatMatrix candidateCells) {

  /**
   * Compares two images described with the same vocabulary and sharpness.
   *
   * @throws IllegalArgumentException if their descriptors differ in length
   */
  public static GlobalSimilarity between(GlobalAnatomy query, GlobalAnatomy candidate) {
    FloatMatrix queryCells = query.contributions(candidate.descriptor());
    FloatMatrix candidateCells = candidate.contributions(query.descriptor());
    float[] a = query.descriptor();
    float[] b = candidate.descriptor();
    int channels = a.length / query.words();
    double[] shares = new double[query.words()];
    double similarity = 0;
    for (int k = 0; k < shares.length; k++) {
      for (int i = k * channels; i < (k + 1) * channels; i++) {
        shares[k] += (double) a[i] * b[i];
      }
      similarity += shares[k];
    }
    return new GlobalSimilarity(similarity, shares, queryCells, candidateCells);
  }

  /** What every cell adds through one word, row by row. */
  public static float[] cellShares(FloatMatrix cells, int word) {
    float[] values = new float[cells.rows()];
    for (int cell = 0; cell < values.length; cell++) {
      values[cell] = cells.get(cell, word);
    }
    return values;
  }

  /** What every cell adds through all clusters, row by row. */
  public static float[] cellShares(FloatMatrix cells) {
    float[] values = new float[cells.rows()];
    for (int cell = 0; cell < values.length; cell++) {
      double sum = 0;
      for (int k = 0; k < cells.cols(); k++) {
        sum += cells.get(cell, k);
      }
      values[cell] = (float) sum;
    }
    return values;
  }
}
