package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.function.Consumer;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/**
 * A network whose input is {@code [1, 3, height, width]} and whose output is {@code [1, channels,
 * rows, columns]}. One image per pass: the activations of a batch no longer fit the caches of a
 * CPU, which made batches of four slower than single images.
 */
abstract class TensorBackbone implements Backbone {

  private final BackboneInfo info;
  private final Preprocessing preprocessing;
  private final TensorRuntime tensors;

  TensorBackbone(BackboneInfo info, Preprocessing preprocessing, Compute compute) {
    this.info = info;
    this.preprocessing = preprocessing;
    this.tensors = TensorRuntime.of(compute);
  }

  /** The tensor library with its device. */
  final TensorRuntime tensors() {
    return tensors;
  }

  /**
   * Runs the network. May be called by several threads at once.
   *
   * @param input belongs to the caller's manager; may be closed here once it is no longer needed
   * @return the output, in the input's manager
   */
  abstract NDArray run(NDArray input);

  @Override
  public final BackboneInfo info() {
    return info;
  }

  @Override
  public final Optional<Preprocessing> inputPreprocessing() {
    return Optional.of(preprocessing);
  }

  @Override
  public final FeatureMap extract(RgbImage image) {
    info.checkSize(image.size());
    return forward(image.size(), memory -> preprocessing.write(image, memory));
  }

  /**
   * Runs the network on a prepared input.
   *
   * @param tensor {@code [3, height, width]}, row-major
   */
  public final FeatureMap forward(float[] tensor, ImageSize size) {
    return forward(
        size,
        memory -> MemorySegment.copy(tensor, 0, memory, ValueLayout.JAVA_FLOAT, 0, tensor.length));
  }

  private FeatureMap forward(ImageSize size, Consumer<MemorySegment> writer) {
    int height = info.mapHeight(size);
    int width = info.mapWidth(size);
    try (Arena arena = Arena.ofConfined();
        NDManager manager = tensors.newManager()) {
      NDArray input =
          tensors.tensor(manager, arena, new Shape(1, 3, size.height(), size.width()), writer);
      NDArray map = run(input);
      Shape expected = new Shape(1, info.channels(), height, width);
      if (!map.getShape().equals(expected)) {
        throw new InputException(
            "The weights of "
                + info.id()
                + " give an output of shape "
                + map.getShape()
                + " instead of "
                + expected
                + ".");
      }
      float[] cells = map.transpose(0, 2, 3, 1).toFloatArray();
      return new FeatureMap(
          height, width, FloatMatrix.of(height * width, info.channels(), cells), info.geometry());
    }
  }
}
