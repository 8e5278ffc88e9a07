package org.vladoscope.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.vladoscope.feature.checkpoint.ModelWeights;

/**
 * VGG16 from the image to conv5_3 without its ReLU, layer by layer. Random weights do for timing:
 * their values do not change how long it takes.
 */
public final class ReferenceVgg16 {

  /** Output channels of each convolution; 0 halves the image. */
  private static final int[] LAYERS = {
    64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512
  };

  private final List<NDArray> weights = new ArrayList<>();
  private final List<NDArray> biases = new ArrayList<>();

  /** With random weights. */
  ReferenceVgg16(NDManager manager) {
    int channels = 3;
    for (int layer : LAYERS) {
      if (layer > 0) {
        // He's initialisation, which keeps the values' size from layer to layer.
        float deviation = (float) Math.sqrt(2.0 / (9 * channels));
        weights.add(
            manager.randomNormal(0, deviation, new Shape(layer, channels, 3, 3), DataType.FLOAT32));
        biases.add(manager.zeros(new Shape(layer)));
        channels = layer;
      }
    }
  }

  /** With the weights of a file. */
  public ReferenceVgg16(NDManager manager, ModelWeights file) {
    int channels = 3;
    int convolution = 0;
    for (int layer : LAYERS) {
      if (layer > 0) {
        String name = "features." + ModelWeights.VGG16_CONVOLUTIONS.get(convolution++);
        Shape shape = new Shape(layer, channels, 3, 3);
        weights.add(manager.create(file.get(name + ".weight").floats(), shape));
        biases.add(manager.create(file.get(name + ".bias").floats()));
        channels = layer;
      }
    }
  }

  /** How many channels each convolution takes and gives, in their order. */
  public static List<int[]> convolutions() {
    List<int[]> convolutions = new ArrayList<>();
    int channels = 3;
    for (int layer : LAYERS) {
      if (layer > 0) {
        convolutions.add(new int[] {channels, layer});
        channels = layer;
      }
    }
    return convolutions;
  }

  /**
   * The features.
   *
   * @param picture {@code [1, 3, height, width]}
   * @return {@code [1, 512, height / 16, width / 16]}
   */
  public NDArray features(NDArray picture) {
    NDArray x = picture.duplicate();
    int convolution = 0;
    for (int layer : LAYERS) {
      NDArray next;
      if (layer == 0) {
        next = Pool.maxPool2d(x, new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false);
      } else {
        next =
            Conv2d.conv2d(
                    x,
                    weights.get(convolution),
                    biases.get(convolution),
                    new Shape(1, 1),
                    new Shape(1, 1))
                .singletonOrThrow();
        convolution++;
        if (convolution < weights.size()) {
          NDArray positive = next.getNDArrayInternal().relu();
          next.close();
          next = positive;
        }
      }
      x.close();
      x = next;
    }
    return x;
  }

  /** Writes the weights as a .safetensors file with torchvision's names. */
  void save(Path file) throws IOException {
    StringBuilder header = new StringBuilder("{");
    long at = 0;
    for (int i = 0; i < weights.size(); i++) {
      at = describe(header, ModelWeights.VGG16_CONVOLUTIONS.get(i) + ".weight", weights.get(i), at);
      at = describe(header, ModelWeights.VGG16_CONVOLUTIONS.get(i) + ".bias", biases.get(i), at);
    }
    header.setLength(header.length() - 1);
    header.append('}');
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(Long.BYTES + text.length + at))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    for (int i = 0; i < weights.size(); i++) {
      for (NDArray values : List.of(weights.get(i), biases.get(i))) {
        for (float value : values.toFloatArray()) {
          bytes.putFloat(value);
        }
      }
    }
    Files.write(file, bytes.array());
  }

  private static long describe(StringBuilder header, String name, NDArray values, long at) {
    long end = at + Float.BYTES * values.getShape().size();
    header.append(
        String.format(
            Locale.ROOT,
            "\"features.%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]},",
            name,
            Arrays.toString(values.getShape().getShape()),
            at,
            end));
    return end;
  }
}
