package org.vladoscope.aggregate;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.compute.NativeMatrix;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.StoredTensor;

/**
 * Two linear layers with what is below 0 cut off between them, applied to rows.
 *
 * @param first {@code [hidden, in]}
 * @param firstBias hidden values
 * @param second {@code [out, hidden]}
 * @param secondBias out values
 */
record Perceptron(FloatMatrix first, float[] firstBias, FloatMatrix second, float[] secondBias) {

  /** Reads the layers that a complete file holds under two names. */
  static Perceptron of(ModelWeights weights, String first, String second) {
    return new Perceptron(
        matrix(weights, first),
        weights.get(first + ".bias").floats(),
        matrix(weights, second),
        weights.get(second + ".bias").floats());
  }

  /** The weights of a layer, {@code [out, in]}, also where they are a 1×1 convolution. */
  static FloatMatrix matrix(ModelWeights weights, String layer) {
    StoredTensor tensor = weights.get(layer + ".weight");
    return tensor.matrix(tensor.length(0), tensor.length(1));
  }

  /** Length of a row that comes out. */
  int out() {
    return second.rows();
  }

  /** Numbers it consists of. */
  long size() {
    return first.data().length + (long) second.data().length;
  }

  /** {@code [rows, in]} become {@code [rows, out]}. */
  FloatMatrix of(FloatMatrix rows) {
    FloatMatrix hidden = linear(rows, first, firstBias);
    for (int i = 0; i < hidden.data().length; i++) {
      hidden.data()[i] = Math.max(0, hidden.data()[i]);
    }
    return linear(hidden, second, secondBias);
  }

  private static FloatMatrix linear(FloatMatrix rows, FloatMatrix weight, float[] bias) {
    FloatMatrix result = FloatMatrix.zeros(rows.rows(), weight.rows());
    try (NativeMatrix in = NativeMatrix.of(rows);
        NativeMatrix by = NativeMatrix.of(weight);
        NativeMatrix out = new NativeMatrix(rows.rows(), weight.rows())) {
      out.setTimesTransposed(in, by);
      out.copyRows(0, rows.rows(), result.data(), 0);
    }
    for (int i = 0; i < result.data().length; i++) {
      result.data()[i] += bias[i % bias.length];
    }
    return result;
  }
}
