package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.TensorRuntime;

/** A TorchScript network that someone brought along. */
final class OwnTorchScript implements OwnRunner {

  private final String name;
  private final int output;
  private final TensorRuntime tensors;
  private final TorchScript network;

  /**
   * Loads it.
   *
   * @param output which of several outputs counts, or −1 for the last that is a map of cells
   */
  OwnTorchScript(String name, byte[] content, int output, Compute compute) {
    this.name = name;
    this.output = output;
    this.tensors = TensorRuntime.of(compute);
    this.network = new TorchScript(name, content, tensors);
  }

  /** More than a fifth of the heap for one image leaves no room for what is made of it. */
  private void checkSize(Shape map, int height, int width) {
    long bytes = map.size() * Float.BYTES;
    long most = Math.min(Runtime.getRuntime().maxMemory() / 5, 4L * (Integer.MAX_VALUE - 8));
    if (bytes > most) {
      throw new InputException(
          String.format(
              "The network %s makes %d\u00d7%d\u00d7%d values of an image of %d\u00d7%d pixels, %d"
                  + " MB, where there is memory for %d MB; give Java more with -Xmx if that is"
                  + " meant.",
              name, map.get(1), map.get(2), map.get(3), width, height, bytes >> 20, most >> 20));
    }
  }

  @Override
  public Output run(float[] input, int height, int width) {
    try (Arena arena = Arena.ofConfined();
        NDManager manager = tensors.newManager()) {
      NDList outputs =
          network.run(tensors.tensor(manager, arena, input, 0, new Shape(1, 3, height, width)));
      for (int i = outputs.size() - 1; i >= 0; i--) {
        NDArray map = outputs.get(i);
        Shape shape = map.getShape();
        if ((output < 0 || output == i) && shape.dimension() == 4 && shape.get(0) == 1) {
          checkSize(shape, height, width);
          return new Output(
              (int) shape.get(1),
              (int) shape.get(2),
              (int) shape.get(3),
              map.toType(DataType.FLOAT32, false).toFloatArray());
        }
      }
      throw new InputException(
          "The network "
              + name
              + " gives no map of cells, a tensor of shape [1, channels, rows, columns], as output "
              + (output < 0 ? "" : output + " ")
              + "but "
              + outputs.getShapes().length
              + " other tensors; name the right one in its .json file.");
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
