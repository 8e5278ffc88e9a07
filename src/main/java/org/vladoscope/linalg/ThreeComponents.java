package org.vladoscope.linalg;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;

/**
 * Vectors seen along their three strongest principal components, as colours are made from. The
 * largest loading of each direction is positive, so that colours do not turn around from one run to
 * the next.
 *
 * @param scores {@code [n, 3]}: how far each vector lies from the mean along each component; zeros
 *     where the vectors do not spread that far
 * @param shares of the variance of all values, three, each 0 to 1
 */
public record ThreeComponents(FloatMatrix scores, double[] shares) {

  /** How many components there are. */
  public static final int COUNT = 3;

  /** A component of less than this share is rounding, and no direction. */
  private static final double LEAST_SHARE = 1e-9;

  /**
   * Finds them.
   *
   * @param vectors {@code [n, D]}, not changed
   * @param progress a cancel is noticed within a second
   */
  public static ThreeComponents of(FloatMatrix vectors, Compute compute, Progress progress) {
    int n = vectors.rows();
    int dims = vectors.cols();
    FloatMatrix scores = FloatMatrix.zeros(n, COUNT);
    double[] shares = new double[COUNT];
    int count = Math.min(COUNT, Math.min(n - 1, dims));
    double variance = variance(vectors);
    if (count < 1 || variance == 0) {
      return new ThreeComponents(scores, shares);
    }
    PrincipalComponents found = PrincipalComponents.fit(vectors, count, compute, progress);
    for (int p = 0; p < count; p++) {
      double share = found.variances()[p] / variance;
      if (share < LEAST_SHARE) {
        break;
      }
      shares[p] = Math.min(1, share);
      double sign = sign(found.directions(), p);
      for (int row = 0; row < n; row++) {
        double sum = 0;
        for (int d = 0; d < dims; d++) {
          sum +=
              ((double) vectors.data()[row * dims + d] - found.mean()[d])
                  * found.directions().data()[p * dims + d];
        }
        scores.data()[row * COUNT + p] = (float) (sign * sum);
      }
    }
    return new ThreeComponents(scores, shares);
  }

  private static double sign(FloatMatrix directions, int row) {
    int largest = 0;
    for (int d = 1; d < directions.cols(); d++) {
      if (Math.abs(directions.get(row, d)) > Math.abs(directions.get(row, largest))) {
        largest = d;
      }
    }
    return directions.get(row, largest) < 0 ? -1 : 1;
  }

  /** The variances of all values added up, with the divisor n − 1. */
  private static double variance(FloatMatrix vectors) {
    int n = vectors.rows();
    double total = 0;
    for (int d = 0; d < vectors.cols(); d++) {
      double mean = 0;
      for (int row = 0; row < n; row++) {
        mean += vectors.get(row, d) / n;
      }
      for (int row = 0; row < n; row++) {
        total += (vectors.get(row, d) - mean) * (vectors.get(row, d) - mean) / Math.max(1, n - 1);
      }
    }
    return total;
  }

  /** The scores along one component. */
  public float[] along(int component) {
    float[] values = new float[scores.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = scores.get(row, component);
    }
    return values;
  }
}
