package org.vladoscope.linalg;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;

/**
 * The projection of descriptors onto fewer, decorrelated dimensions, followed by scaling to unit
 * length: y = (W·x + b) / |W·x + b|. The reference's WPCA layer.
 *
 * @param weight {@code [P, D]}
 * @param bias P values, −W·μ
 */
public record Whitening(FloatMatrix weight, float[] bias) {

  /** Checks the shapes. */
  public Whitening {
    if (bias.length != weight.rows()) {
      throw new IllegalArgumentException(
          "a bias of " + bias.length + " values does not fit weights " + weight);
    }
  }

  /** Length P of the results. */
  public int dimensions() {
    return weight.rows();
  }

  /**
   * A copy of some columns of the weight, for a part of the descriptor.
   *
   * @return {@code [P, count]}
   */
  public FloatMatrix columns(int from, int count) {
    FloatMatrix columns = FloatMatrix.zeros(weight.rows(), count);
    for (int row = 0; row < weight.rows(); row++) {
      System.arraycopy(
          weight.data(), row * weight.cols() + from, columns.data(), row * count, count);
    }
    return columns;
  }

  /**
   * W·x + b for every row, not yet of unit length.
   *
   * @param descriptors {@code [n, D]}
   * @param precision what descriptors and weights are rounded to
   * @return {@code [n, P]}
   */
  public FloatMatrix project(FloatMatrix descriptors, Precision precision, Compute compute) {
    FloatMatrix projected = compute.timesTransposed(descriptors, weight, precision);
    addBias(projected);
    return projected;
  }

  /** Adds the bias to every row, in place. */
  public void addBias(FloatMatrix projected) {
    float[] values = projected.data();
    for (int row = 0; row < values.length; row += bias.length) {
      for (int i = 0; i < bias.length; i++) {
        values[row + i] += bias[i];
      }
    }
  }

  /** {@link #apply(FloatMatrix, Precision, Compute)} in full precision. */
  public FloatMatrix apply(FloatMatrix descriptors, Compute compute) {
    return apply(descriptors, Precision.FP32, compute);
  }

  /**
   * Projects every row and scales it to unit length.
   *
   * @param descriptors {@code [n, D]}
   * @param precision what descriptors and weights are rounded to
   * @return {@code [n, P]}
   */
  public FloatMatrix apply(FloatMatrix descriptors, Precision precision, Compute compute) {
    FloatMatrix projected = project(descriptors, precision, compute);
    L2.normalizeRows(projected);
    return projected;
  }
}
