package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import org.jspecify.annotations.Nullable;
import org.vladoscope.compute.TensorGraph;

/**
 * A convolution, and the other steps of a network. Results are in the input's manager; inputs are
 * freed as soon as they are used, because the maps of a whole network would take a gigabyte.
 *
 * @param weight {@code [out, in, side, side]}
 * @param bias {@code [out]}
 * @param stride in both directions
 * @param padding zeros on every side
 * @param narrow the graph that convolves in reduced precision, or null for full precision
 */
record Convolution(
    NDArray weight, NDArray bias, int stride, int padding, @Nullable TensorGraph narrow) {

  /** The convolution of {@code x}, which stays. */
  NDArray of(NDArray x) {
    if (narrow != null) {
      NDManager manager = x.getManager();
      return narrow.run(
          x, weight, bias, manager.create((float) stride), manager.create((float) padding));
    }
    return Conv2d.conv2d(
            x,
            weight,
            bias,
            new Shape(stride, stride),
            new Shape(padding, padding),
            new Shape(1, 1),
            1)
        .singletonOrThrow();
  }

  /** The convolution of {@code x}, which is freed. */
  NDArray consume(NDArray x) {
    NDArray y = of(x);
    x.close();
    return y;
  }

  /** What is above zero; {@code x} is freed. */
  static NDArray relu(NDArray x) {
    NDArray y = Activation.relu(x);
    x.close();
    return y;
  }

  /** The largest values of windows; {@code x} is freed. */
  static NDArray maxPool(NDArray x, int side, int stride, int padding) {
    NDArray y =
        Pool.maxPool2d(
            x,
            new Shape(side, side),
            new Shape(stride, stride),
            new Shape(padding, padding),
            false);
    x.close();
    return y;
  }
}
