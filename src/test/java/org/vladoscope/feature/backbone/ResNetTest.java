package org.vladoscope.feature.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.SafetensorsWriter;
import org.vladoscope.image.ImageSize;

/**
 * ResNets under the names of CosPlace, against loops in double precision that fold nothing; there
 * is no golden data of their layers.
 */
class ResNetTest {

  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 1);
  private static final int HEIGHT = 70;
  private static final int WIDTH = 97;

  private final Random random = new Random(4);
  private final Map<String, SafetensorsWriter.Tensor> tensors = new LinkedHashMap<>();

  @TempDir Path folder;

  @AfterAll
  static void stop() {
    COMPUTE.close();
  }

  @ParameterizedTest
  @CsvSource({"ResNet18,2 2 2 2,4", "ResNet18,2 2 2,3", "ResNet50,3 4 6 3,4", "ResNet101,3 4 23,3"})
  void cellsAreThoseOfPlainLoops(String name, String blocks, int last) throws IOException {
    Path file = network(name, blocks);
    float[] input = values(3 * HEIGHT * WIDTH, 1);

    FeatureMap map = run(file, input);

    BackboneInfo info = Backbones.describe(new BackboneChoice("resnet", file), COMPUTE);
    assertThat(info.description()).startsWith(name + " to layer" + last);
    assertThat(info.geometry().stride()).isEqualTo(last == 4 ? 32 : 16);
    Plane expected = reference(input, name.equals("ResNet18"), blocks.split(" "));
    assertThat(map.height()).isEqualTo(expected.height).isEqualTo(info.mapHeight(size()));
    assertThat(map.width()).isEqualTo(expected.width).isEqualTo(info.mapWidth(size()));
    double largest = 0;
    double difference = 0;
    for (int cell = 0; cell < map.cells().rows(); cell++) {
      for (int c = 0; c < map.channels(); c++) {
        double value = expected.values[c * map.cells().rows() + cell];
        largest = Math.max(largest, Math.abs(value));
        difference = Math.max(difference, Math.abs(value - map.cells().get(cell, c)));
      }
    }
    assertThat(largest).isGreaterThan(.1);
    assertThat(difference / largest).isLessThan(1e-5);
  }

  @Test
  void cosPlacesHeadGoesWithItsNetwork() throws IOException {
    network("ResNet50", "3 4 6 3");
    put("aggregation.1.p", 0, 1);
    tensor("aggregation.1.p").values()[0] = 2.7f;
    put("aggregation.3.weight", .5, 6, 16);
    put("aggregation.3.bias", .1, 6);
    Path file = save();

    ModelWeights weights = ModelWeights.read(file);
    FeatureMap map = run(file, values(3 * HEIGHT * WIDTH, 1));
    float[] descriptor =
        Aggregators.ALL
            .of("gem")
            .withHead(file)
            .learn(FloatMatrix.zeros(0, 16), Aggregator.Images.NONE, COMPUTE, Progress.NONE)
            .global(map);

    assertThat(descriptor).hasSize(6);
    assertThat(weights.report().lines())
        .contains("Network: ResNet50 to layer4, 16 channels")
        .anyMatch(line -> line.contains("seems to come from CosPlace or EigenPlaces"))
        .contains("Use the network by --backbone resnet --weights net.safetensors")
        .contains(
            "Use the aggregator by --aggregator gem with the network, or"
                + " --aggregator-weights net.safetensors")
        .noneMatch(line -> line.startsWith("Not used"));
  }

  @Test
  void whatIsMissingOfALayerIsNamed() throws IOException {
    network("ResNet18", "2 2 2 2");
    tensors.remove("backbone.7.1.bn2.running_var");
    Path file = save();

    assertThatThrownBy(() -> Backbones.describe(new BackboneChoice("resnet", file), COMPUTE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("layer4.1.bn2.running_var is missing");
  }

  private static ImageSize size() {
    return new ImageSize(WIDTH, HEIGHT);
  }

  private static FeatureMap run(Path file, float[] input) {
    try (Backbone network = Backbones.open(new BackboneChoice("resnet", file), COMPUTE)) {
      return ((TensorBackbone) network).forward(input, size());
    }
  }

  /** Layers of 2, 4, 8 and 16 channels. */
  private Path network(String name, String blocks) throws IOException {
    boolean isBasic = name.equals("ResNet18");
    convolution("backbone.0", 3, 3, 7);
    norm("backbone.1", 3);
    int in = 3;
    String[] counts = blocks.split(" ");
    for (int layer = 1; layer <= counts.length; layer++) {
      int out = 1 << layer;
      for (int b = 0; b < Integer.parseInt(counts[layer - 1]); b++) {
        String block = "backbone." + (layer + 3) + "." + b;
        int middle = isBasic ? out : 2;
        convolution(block + ".conv1", isBasic ? out : middle, in, isBasic ? 3 : 1);
        norm(block + ".bn1", middle);
        convolution(block + ".conv2", middle, middle, 3);
        norm(block + ".bn2", middle);
        if (!isBasic) {
          convolution(block + ".conv3", out, middle, 1);
          norm(block + ".bn3", out);
        }
        if (b == 0) {
          convolution(block + ".downsample.0", out, in, 1);
          norm(block + ".downsample.1", out);
        }
        in = out;
      }
    }
    return save();
  }

  private void convolution(String name, int out, int in, int side) {
    put(name + ".weight", 1 / Math.sqrt(in * side), out, in, side, side);
  }

  private void norm(String name, int channels) {
    put(name + ".weight", .7, channels);
    put(name + ".bias", .3, channels);
    put(name + ".running_mean", .3, channels);
    put(name + ".running_var", .5, channels);
    float[] variance = tensor(name + ".running_var").values();
    for (int i = 0; i < channels; i++) {
      variance[i] = .2f + Math.abs(variance[i]);
    }
    put(name + ".num_batches_tracked", 0, 1);
  }

  private void put(String name, double deviation, Integer... shape) {
    int size = List.of(shape).stream().reduce(1, (a, b) -> a * b);
    tensors.put(name, new SafetensorsWriter.Tensor(List.of(shape), values(size, deviation)));
  }

  private float[] values(int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }

  private Path save() throws IOException {
    Path file = folder.resolve("net.safetensors");
    try (OutputStream out = Files.newOutputStream(file)) {
      SafetensorsWriter.write(out, Map.of(), tensors);
    }
    return file;
  }

  /** A map of all channels, one after the other. */
  private record Plane(int channels, int height, int width, double[] values) {}

  private Plane reference(float[] input, boolean isBasic, String[] counts) {
    double[] pixels = new double[input.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = input[i];
    }
    Plane x = new Plane(3, HEIGHT, WIDTH, pixels);
    x = largest(relu(normalised(convolved(x, "backbone.0", 2, 3), "backbone.1")));
    for (int layer = 1; layer <= counts.length; layer++) {
      for (int b = 0; b < Integer.parseInt(counts[layer - 1]); b++) {
        String block = "backbone." + (layer + 3) + "." + b;
        int stride = layer > 1 && b == 0 ? 2 : 1;
        Plane y;
        if (isBasic) {
          y = relu(normalised(convolved(x, block + ".conv1", stride, 1), block + ".bn1"));
          y = normalised(convolved(y, block + ".conv2", 1, 1), block + ".bn2");
        } else {
          y = relu(normalised(convolved(x, block + ".conv1", 1, 0), block + ".bn1"));
          y = relu(normalised(convolved(y, block + ".conv2", stride, 1), block + ".bn2"));
          y = normalised(convolved(y, block + ".conv3", 1, 0), block + ".bn3");
        }
        Plane around =
            b > 0
                ? x
                : normalised(
                    convolved(x, block + ".downsample.0", stride, 0), block + ".downsample.1");
        for (int i = 0; i < y.values.length; i++) {
          y.values[i] += around.values[i];
        }
        x = relu(y);
      }
    }
    return x;
  }

  private Plane convolved(Plane x, String name, int stride, int padding) {
    SafetensorsWriter.Tensor weight = tensor(name + ".weight");
    int out = weight.shape().get(0);
    int side = weight.shape().get(2);
    int height = (x.height + 2 * padding - side) / stride + 1;
    int width = (x.width + 2 * padding - side) / stride + 1;
    double[] values = new double[out * height * width];
    for (int o = 0; o < out; o++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          double sum = 0;
          for (int c = 0; c < x.channels; c++) {
            for (int dy = 0; dy < side; dy++) {
              for (int dx = 0; dx < side; dx++) {
                int fromY = row * stride + dy - padding;
                int fromX = column * stride + dx - padding;
                if (fromY >= 0 && fromY < x.height && fromX >= 0 && fromX < x.width) {
                  sum +=
                      weight.values()[((o * x.channels + c) * side + dy) * side + dx]
                          * x.values[(c * x.height + fromY) * x.width + fromX];
                }
              }
            }
          }
          values[(o * height + row) * width + column] = sum;
        }
      }
    }
    return new Plane(out, height, width, values);
  }

  private Plane normalised(Plane x, String name) {
    float[] gamma = tensor(name + ".weight").values();
    float[] beta = tensor(name + ".bias").values();
    float[] mean = tensor(name + ".running_mean").values();
    float[] variance = tensor(name + ".running_var").values();
    int size = x.height * x.width;
    for (int i = 0; i < x.values.length; i++) {
      int c = i / size;
      x.values[i] = (x.values[i] - mean[c]) / Math.sqrt(variance[c] + 1e-5) * gamma[c] + beta[c];
    }
    return x;
  }

  private static Plane relu(Plane x) {
    for (int i = 0; i < x.values.length; i++) {
      x.values[i] = Math.max(0, x.values[i]);
    }
    return x;
  }

  /** Windows of 3×3 at every second place, with a border. */
  private static Plane largest(Plane x) {
    int height = (x.height - 1) / 2 + 1;
    int width = (x.width - 1) / 2 + 1;
    double[] values = new double[x.channels * height * width];
    for (int i = 0; i < values.length; i++) {
      int column = i % width * 2;
      int row = i / width % height * 2;
      int c = i / width / height;
      for (int y = Math.max(0, row - 1); y <= Math.min(x.height - 1, row + 1); y++) {
        for (int at = Math.max(0, column - 1); at <= Math.min(x.width - 1, column + 1); at++) {
          values[i] = Math.max(values[i], x.values[(c * x.height + y) * x.width + at]);
        }
      }
    }
    return new Plane(x.channels, height, width, values);
  }

  private SafetensorsWriter.Tensor tensor(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }
}
