package org.vladoscope.aggregate;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.vlad.SoftAssignment;

/**
 * How SALAD shares the cells of an image among its clusters and a dustbin (Izquierdo and Civera,
 * CVPR 2024): by Sinkhorn's algorithm, which also evens out what the clusters get. Shares of a cell
 * add up to 1 together with what goes to the dustbin and so does not count.
 *
 * @param scores what the shares are made from, {@code [P, m]}; the dustbin's is the same for all
 *     cells
 * @param before shares by the softmax of the scores alone, {@code [P, m]}
 * @param after shares as they count, {@code [P, m]}
 * @param dustbinBefore what the softmax alone would give to the dustbin, P values
 * @param dustbin what goes to the dustbin, P values from 0 to 1
 */
public record TransportAssignment(
    FloatMatrix scores,
    SoftAssignment before,
    SoftAssignment after,
    float[] dustbinBefore,
    float[] dustbin) {

  /** Steps of Sinkhorn's algorithm; the published models were trained with as many. */
  private static final int STEPS = 3;

  /** Checks the shapes. */
  public TransportAssignment {
    int cells = before.shares().rows();
    if (scores.rows() != cells
        || scores.cols() != before.words()
        || after.shares().rows() != cells
        || after.words() != before.words()
        || dustbinBefore.length != cells
        || dustbin.length != cells) {
      throw new IllegalArgumentException("these assignments are not of one image");
    }
  }

  /**
   * Shares cells by their scores.
   *
   * @param height rows of cells
   * @param width columns of cells
   * @param scores {@code [P, m]}, P larger than m
   * @param dustScore the score of the dustbin for every cell
   */
  static TransportAssignment of(int height, int width, FloatMatrix scores, double dustScore) {
    int cells = scores.rows();
    int clusters = scores.cols();
    if (cells <= clusters) {
      throw new InputException(
          String.format(
              "An image of %d cells is too small for the %d clusters of SALAD; use larger images.",
              cells, clusters));
    }
    int rows = clusters + 1;
    double[] all = new double[cells * rows];
    for (int p = 0; p < cells; p++) {
      for (int k = 0; k < clusters; k++) {
        all[p * rows + k] = scores.get(p, k);
      }
      all[p * rows + clusters] = dustScore;
    }
    double[] u = new double[rows];
    double[] softmax = ofCells(all, u, rows);
    double[] v = new double[cells];
    for (int step = 0; step < STEPS; step++) {
      for (int k = 0; k < rows; k++) {
        // The dustbin takes what the clusters leave: n − m of n cells.
        u[k] = (k < clusters ? 0 : Math.log(cells - clusters)) - ofCluster(all, v, rows, k);
      }
      v = ofCells(all, u, rows);
    }
    return new TransportAssignment(
        scores,
        shares(height, width, all, new double[rows], softmax),
        shares(height, width, all, u, v),
        dust(all, new double[rows], softmax),
        dust(all, u, v));
  }

  /** What share of each cell Sinkhorn moves to another cluster or the dustbin, P values 0 to 1. */
  public float[] moved() {
    float[] moved = new float[dustbin.length];
    for (int cell = 0; cell < moved.length; cell++) {
      double sum = Math.abs(dustbin[cell] - dustbinBefore[cell]);
      for (int k = 0; k < before.words(); k++) {
        sum += Math.abs(after.share(cell, k) - before.share(cell, k));
      }
      moved[cell] = (float) (sum / 2);
    }
    return moved;
  }

  /** −log Σₖ exp(Sₖₚ + uₖ) of every cell. */
  private static double[] ofCells(double[] scores, double[] u, int rows) {
    double[] v = new double[scores.length / rows];
    for (int p = 0; p < v.length; p++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < rows; k++) {
        max = Math.max(max, scores[p * rows + k] + u[k]);
      }
      double sum = 0;
      for (int k = 0; k < rows; k++) {
        sum += Math.exp(scores[p * rows + k] + u[k] - max);
      }
      v[p] = -(max + Math.log(sum));
    }
    return v;
  }

  /** log Σₚ exp(Sₖₚ + vₚ) of a cluster. */
  private static double ofCluster(double[] scores, double[] v, int rows, int k) {
    double max = Double.NEGATIVE_INFINITY;
    for (int p = 0; p < v.length; p++) {
      max = Math.max(max, scores[p * rows + k] + v[p]);
    }
    double sum = 0;
    for (int p = 0; p < v.length; p++) {
      sum += Math.exp(scores[p * rows + k] + v[p] - max);
    }
    return max + Math.log(sum);
  }

  private static SoftAssignment shares(
      int height, int width, double[] scores, double[] u, double[] v) {
    int clusters = u.length - 1;
    float[] shares = new float[v.length * clusters];
    for (int i = 0; i < shares.length; i++) {
      int p = i / clusters;
      int k = i % clusters;
      shares[i] = (float) Math.exp(scores[p * u.length + k] + u[k] + v[p]);
    }
    return new SoftAssignment(height, width, FloatMatrix.of(v.length, clusters, shares));
  }

  private static float[] dust(double[] scores, double[] u, double[] v) {
    int last = u.length - 1;
    float[] dust = new float[v.length];
    for (int p = 0; p < dust.length; p++) {
      dust[p] = (float) Math.exp(scores[p * u.length + last] + u[last] + v[p]);
    }
    return dust;
  }
}
