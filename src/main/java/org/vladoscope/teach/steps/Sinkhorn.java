package org.vladoscope.teach.steps;

import org.vladoscope.common.InputException;

/**
 * Shares of cells among clusters and a dustbin, as SALAD finds them (Izquierdo and Civera, CVPR
 * 2024): rows and columns are scaled in turn (Sinkhorn), each cluster to a mass of 1, the dustbin
 * to what the others leave, each cell to 1.
 */
public final class Sinkhorn {

  /** So many times in the original. */
  public static final int ITERATIONS = 3;

  private Sinkhorn() {}

  /**
   * Shares the cells.
   *
   * @param scores {@code [n][m]}: how well each cell fits each cluster
   * @param dustbin how well any cell fits the dustbin; whatever it is, the scaling takes it out
   *     again
   * @return {@code [n][m + 1]}, the dustbin last; rows add up to 1
   * @throws InputException if there are no more cells than clusters
   */
  public static double[][] shares(double[][] scores, double dustbin, int iterations) {
    int cells = scores.length;
    int clusters = cells == 0 ? 0 : scores[0].length;
    if (cells <= clusters) {
      throw new InputException(
          String.format(
              "Every cluster takes the mass of one cell and the dustbin the rest: more cells than"
                  + " clusters are needed, but there are %d and %d.",
              cells, clusters));
    }
    double[][] logs = new double[clusters + 1][cells];
    for (int i = 0; i < cells; i++) {
      for (int k = 0; k < clusters; k++) {
        logs[k][i] = scores[i][k];
      }
      logs[clusters][i] = dustbin;
    }
    double[] rows = new double[clusters + 1];
    double[] columns = new double[cells];
    for (int iteration = 0; iteration < iterations; iteration++) {
      for (int k = 0; k <= clusters; k++) {
        double mass = k < clusters ? 0 : Math.log(cells - clusters);
        double[] terms = new double[cells];
        for (int i = 0; i < cells; i++) {
          terms[i] = logs[k][i] + columns[i];
        }
        rows[k] = mass - logSum(terms);
      }
      for (int i = 0; i < cells; i++) {
        double[] terms = new double[clusters + 1];
        for (int k = 0; k <= clusters; k++) {
          terms[k] = logs[k][i] + rows[k];
        }
        columns[i] = -logSum(terms);
      }
    }
    double[][] shares = new double[cells][clusters + 1];
    for (int i = 0; i < cells; i++) {
      for (int k = 0; k <= clusters; k++) {
        shares[i][k] = Math.exp(logs[k][i] + rows[k] + columns[i]);
      }
    }
    return shares;
  }

  /** The logarithm of a sum of exponentials, without overflow. */
  private static double logSum(double[] terms) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double term : terms) {
      largest = Math.max(largest, term);
    }
    double sum = 0;
    for (double term : terms) {
      sum += Math.exp(term - largest);
    }
    return largest + Math.log(sum);
  }
}
