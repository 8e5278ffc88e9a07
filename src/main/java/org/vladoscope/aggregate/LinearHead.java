package org.vladoscope.aggregate;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.feature.checkpoint.ModelWeights;

/**
 * A linear layer whose result is scaled to unit length: how several networks end.
 *
 * @param weight {@code [out, in]}
 * @param bias out values
 */
record LinearHead(FloatMatrix weight, float[] bias) {

  /** Reads the layer that a complete file holds under a name. */
  static LinearHead of(ModelWeights weights, String layer) {
    return new LinearHead(Perceptron.matrix(weights, layer), weights.get(layer + ".bias").floats());
  }

  /** Length of what comes out. */
  int out() {
    return weight.rows();
  }

  /** A vector through the layer, of unit length; summed in double precision. */
  float[] of(float[] in) {
    float[] out = new float[weight.rows()];
    for (int row = 0; row < out.length; row++) {
      int at = row * in.length;
      double even = 0;
      double odd = 0;
      int i = 0;
      for (; i + 1 < in.length; i += 2) {
        even += (double) weight.data()[at + i] * in[i];
        odd += (double) weight.data()[at + i + 1] * in[i + 1];
      }
      for (; i < in.length; i++) {
        even += (double) weight.data()[at + i] * in[i];
      }
      out[row] = (float) (even + odd + bias[row]);
    }
    L2.normalize(out, 0, out.length);
    return out;
  }
}
