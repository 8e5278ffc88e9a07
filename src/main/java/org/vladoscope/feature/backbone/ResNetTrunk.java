package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.checkpoint.ModelWeights;

/** The layers of a ResNet (He et al., CVPR 2016) up to one of them, as torchvision has them. */
final class ResNetTrunk {

  /** Two or three convolutions with a way around them. */
  private record Block(List<Convolution> convolutions, @Nullable Convolution beside) {

    /** Runs the block; frees {@code x} unless it is kept. */
    NDArray run(NDArray x, boolean keep) {
      NDArray y = convolutions.getFirst().of(x);
      for (Convolution convolution : convolutions.subList(1, convolutions.size())) {
        y = convolution.consume(Convolution.relu(y));
      }
      NDArray around = beside == null ? x : beside.of(x);
      y.addi(around);
      if (beside != null) {
        around.close();
      }
      if (!keep) {
        x.close();
      }
      return Convolution.relu(y);
    }
  }

  private final Convolution stem;
  private final List<List<Block>> layers = new ArrayList<>();

  /**
   * Reads the weights.
   *
   * @param last number of the last layer, from 1
   */
  ResNetTrunk(ModelWeights weights, NetworkWeights store, int last) {
    stem = store.normalised(weights, "conv1", "bn1", 2, 3);
    for (int layer = 1; layer <= last; layer++) {
      List<Block> blocks = new ArrayList<>();
      for (int b = 0; b < weights.blocks(layer); b++) {
        blocks.add(block(weights, store, layer, b));
      }
      layers.add(blocks);
    }
  }

  private static Block block(ModelWeights weights, NetworkWeights store, int layer, int number) {
    String name = "layer" + layer + "." + number;
    int stride = stride(layer, number);
    boolean isBottleneck = isBottleneck(weights);
    List<Convolution> convolutions = new ArrayList<>();
    for (int i = 1; i <= (isBottleneck ? 3 : 2); i++) {
      boolean isWide = !isBottleneck || i == 2;
      // The step down is in the first convolution that sees neighbours.
      int own = isWide && i == (isBottleneck ? 2 : 1) ? stride : 1;
      convolutions.add(
          store.normalised(weights, name + ".conv" + i, name + ".bn" + i, own, isWide ? 1 : 0));
    }
    Convolution beside =
        weights.has(name + ".downsample.0.weight")
            ? store.normalised(weights, name + ".downsample.0", name + ".downsample.1", stride, 0)
            : null;
    return new Block(convolutions, beside);
  }

  private static int stride(int layer, int block) {
    return layer > 1 && block == 0 ? 2 : 1;
  }

  /** Whether blocks are three convolutions, of which the middle one alone sees neighbours. */
  private static boolean isBottleneck(ModelWeights weights) {
    return weights.has("layer1.0.conv3.weight");
  }

  /** Where the cells of a layer lie. */
  static CellGeometry geometry(ModelWeights weights, int last) {
    CellGeometry geometry = CellGeometry.PIXELS.then(7, 2, 3).then(3, 2, 1);
    int perBlock = isBottleneck(weights) ? 1 : 2;
    for (int layer = 1; layer <= last; layer++) {
      for (int i = 0; i < perBlock * weights.blocks(layer); i++) {
        geometry = geometry.then(3, stride(layer, i), 1);
      }
    }
    return geometry;
  }

  /** Channels of a layer. */
  static int channels(ModelWeights weights, int layer) {
    String convolution = isBottleneck(weights) ? ".conv3" : ".conv2";
    String name = "layer" + layer + "." + (weights.blocks(layer) - 1) + convolution + ".weight";
    return weights.get(name).length(0);
  }

  /**
   * The maps of the highest layers, the highest one last; the input is freed.
   *
   * @param count how many
   */
  List<NDArray> run(NDArray input, int count) {
    List<NDArray> maps = new ArrayList<>();
    NDArray x = Convolution.maxPool(Convolution.relu(stem.consume(input)), 3, 2, 1);
    boolean isKept = false;
    for (int layer = 0; layer < layers.size(); layer++) {
      for (Block block : layers.get(layer)) {
        // The first block of a layer reads the last map of the layer below.
        x = block.run(x, isKept);
        isKept = false;
      }
      if (layer >= layers.size() - count) {
        maps.add(x);
        isKept = true;
      }
    }
    return maps;
  }
}
