package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.StoredTensor;

/** The weights of a network on its device, freed together. */
final class NetworkWeights implements AutoCloseable {

  /** What batch normalisation adds to the variance, as torchvision's networks have it. */
  private static final double EPSILON = 1e-5;

  private final TensorRuntime tensors;
  private final Precision precision;
  private final Arena arena = Arena.ofShared();
  private final NDManager manager;

  NetworkWeights(TensorRuntime tensors, Precision precision) {
    this.tensors = tensors;
    this.precision = precision;
    this.manager = tensors.newManager();
  }

  /** Keeps values. */
  NDArray put(float[] values, long... shape) {
    return tensors.tensor(manager, arena, values, 0, new Shape(shape));
  }

  /**
   * Keeps values rounded to bfloat16, if that is the precision; such tensors are for graphs only.
   */
  NDArray putRounded(float[] values, long... shape) {
    if (precision != Precision.BF16) {
      return put(values, shape);
    }
    try (Arena once = Arena.ofConfined();
        NDArray exact = tensors.tensor(manager, once, values, 0, new Shape(shape))) {
      return tensors.toNarrow().run(exact);
    }
  }

  /** A convolution of a checkpoint. */
  Convolution convolution(ModelWeights weights, String name, int stride, int padding) {
    StoredTensor weight = weights.get(name + ".weight");
    float[] bias = weights.get(name + ".bias").floats();
    return convolution(weight.floats(), bias, weight.length(1), weight.length(2), stride, padding);
  }

  /** A convolution with values {@code [out, in, side, side]} and a bias of {@code out} values. */
  Convolution convolution(float[] values, float[] bias, int in, int side, int stride, int padding) {
    return new Convolution(
        put(values, bias.length, in, side, side),
        put(bias, bias.length),
        stride,
        padding,
        precision == Precision.BF16 ? tensors.narrowConvolution() : null);
  }

  /**
   * A convolution followed by batch normalisation, as one convolution: y = γ·(w·x − μ)/√(σ² + ε) +
   * β is linear in x, and scaling w and the bias once saves a pass over every map.
   */
  Convolution normalised(ModelWeights weights, String name, String norm, int stride, int padding) {
    StoredTensor weight = weights.get(name + ".weight");
    float[] values = weight.floats();
    float[] gamma = weights.get(norm + ".weight").floats();
    float[] beta = weights.get(norm + ".bias").floats();
    float[] mean = weights.get(norm + ".running_mean").floats();
    float[] variance = weights.get(norm + ".running_var").floats();
    int perOutput = values.length / gamma.length;
    float[] bias = new float[gamma.length];
    for (int k = 0; k < gamma.length; k++) {
      double scale = gamma[k] / Math.sqrt(variance[k] + EPSILON);
      bias[k] = (float) (beta[k] - mean[k] * scale);
      for (int i = k * perOutput; i < (k + 1) * perOutput; i++) {
        values[i] = (float) (values[i] * scale);
      }
    }
    return convolution(values, bias, weight.length(1), weight.length(2), stride, padding);
  }

  @Override
  public void close() {
    manager.close();
    arena.close();
  }
}
