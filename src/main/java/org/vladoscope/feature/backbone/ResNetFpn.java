package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.ModelPart;
import org.vladoscope.feature.SizeRule;
import org.vladoscope.feature.SizeRule.Rounding;
import org.vladoscope.feature.Training;
import org.vladoscope.feature.WeightsFile;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.ShapeReport.Trunk;
import org.vladoscope.feature.checkpoint.StoredTensor;
import org.vladoscope.image.ImageSize;

/**
 * A ResNet (He et al., CVPR 2016) up to layer3, and over it the feature pyramid that
 * OpenPlaceRecognition uses: a lateral 1×1 convolution, and for every step down a transposed
 * convolution that doubles the map, plus the lateral of the level below. Channels and the number of
 * steps are those of the checkpoint.
 */
final class ResNetFpn implements CheckpointKind {

  private static final int MIN_SIDE = 32;
  private static final int TOP_LEVEL = 4;
  private static final int LATERAL_CHANNELS = 256;
  private static final long LATERAL_SEED = 1;

  private final String id;
  private final Trunk trunk;

  private ResNetFpn(String id, Trunk trunk) {
    this.id = id;
    this.trunk = trunk;
  }

  static ResNetFpn resNet18() {
    return new ResNetFpn("resnet18-fpn", Trunk.RESNET18);
  }

  static ResNetFpn resNet50() {
    return new ResNetFpn("resnet50-fpn", Trunk.RESNET50);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String summary() {
    return trunk + " with a feature pyramid, stride 16 or less; needs a file";
  }

  @Override
  public BackboneInfo describe(BackboneChoice choice, ImageSize size, Compute compute) {
    return info(choice, read(choice));
  }

  @Override
  public ModelWeights read(BackboneChoice choice) {
    ModelWeights weights = ModelWeights.read(WeightsFile.of(choice));
    weights.demand(weights.report().backbone(trunk), "a " + trunk);
    if (weights.laterals().isEmpty() && !choice.randomParts()) {
      throw new InputException(
          WeightsFile.of(choice)
              + " has no lateral convolution for "
              + id
              + ", only the trunk; use weights trained for places, or ask for a random one with"
              + " --random-parts.");
    }
    return weights;
  }

  private BackboneInfo info(BackboneChoice choice, ModelWeights weights) {
    int steps = steps(weights);
    boolean random = weights.laterals().isEmpty();
    String file = WeightsFile.name(choice);
    List<ModelPart> parts = new ArrayList<>();
    parts.add(new ModelPart("trunk", random ? Training.IMAGENET : Training.TRAINED, file));
    parts.add(
        random
            ? new ModelPart("lateral 1\u00d71 convolution", Training.RANDOM, "")
            : new ModelPart("lateral 1\u00d71 convolution", Training.TRAINED, file));
    if (steps > 0) {
      parts.add(new ModelPart(steps + " steps down", Training.TRAINED, file));
    }
    return new BackboneInfo(
        id,
        trunk + " with a feature pyramid of " + steps + " steps down",
        weights.report().channels(),
        geometry(weights, steps),
        steps == 0 ? SizeRule.any(MIN_SIDE, Rounding.UP) : SizeRule.multiplesOf(16, MIN_SIDE),
        parts,
        ContentHash.ofParts(
                id, WeightsFile.hash(choice).hex(), random ? String.valueOf(LATERAL_SEED) : "")
            .hex());
  }

  private static int steps(ModelWeights weights) {
    return Math.max(0, weights.laterals().size() - 1);
  }

  /**
   * Where the cells lie. After a step down a cell is made of one of its own level and one of the
   * level above, whose centre is up to a stride further left: the receptive field holds both,
   * around the centre of the level's own.
   */
  private CellGeometry geometry(ModelWeights weights, int steps) {
    CellGeometry geometry = CellGeometry.PIXELS.then(7, 2, 3).then(3, 2, 1);
    int perBlock = trunk == Trunk.RESNET18 ? 2 : 1;
    for (int layer = 1; layer < TOP_LEVEL; layer++) {
      for (int i = 0; i < perBlock * weights.blocks(layer); i++) {
        geometry = geometry.then(3, i == 0 && layer > 1 ? 2 : 1, 1);
      }
    }
    for (int step = 0; step < steps; step++) {
      int stride = geometry.stride() / 2;
      geometry =
          new CellGeometry(
              geometry.receptiveField() + 2 * stride, stride, geometry.padding() + stride);
    }
    return geometry;
  }

  @Override
  public Backbone open(
      BackboneChoice choice, ImageSize size, Precision precision, Compute compute) {
    ModelWeights weights = read(choice);
    return new LayeredBackbone(
        info(choice, weights), precision, compute, store -> new Network(weights, store, trunk));
  }

  /** Two or three convolutions with a way around them. */
  private record Block(List<Convolution> convolutions, @Nullable Convolution beside) {

    /** Runs the block; frees {@code x} unless it is kept for the pyramid. */
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

  /** A transposed 2×2 convolution of stride 2: each cell becomes four, without overlap. */
  private record Doubling(Convolution spread, int channels) {

    NDArray consume(NDArray x) {
      // [1, 4·C, H, W] holds for each cell its four results.
      try (NDArray four = spread.consume(x)) {
        long height = four.getShape().get(2);
        long width = four.getShape().get(3);
        try (NDArray parts = four.reshape(channels, 2, 2, height, width);
            NDArray ordered = parts.transpose(0, 3, 1, 4, 2)) {
          return ordered.reshape(new Shape(1, channels, 2 * height, 2 * width));
        }
      }
    }
  }

  /** The layers. */
  private static final class Network implements LayeredBackbone.Layers {
    private final Convolution stem;
    private final List<List<Block>> layers = new ArrayList<>();
    private final List<Convolution> laterals = new ArrayList<>();
    private final List<Doubling> doublings = new ArrayList<>();

    Network(ModelWeights weights, NetworkWeights store, Trunk trunk) {
      stem = store.normalised(weights, "conv1", "bn1", 2, 3);
      for (int layer = 1; layer < TOP_LEVEL; layer++) {
        List<Block> blocks = new ArrayList<>();
        for (int b = 0; b < weights.blocks(layer); b++) {
          int stride = layer > 1 && b == 0 ? 2 : 1;
          blocks.add(block(weights, store, trunk, "layer" + layer + "." + b, stride));
        }
        layers.add(blocks);
      }
      if (weights.laterals().isEmpty()) {
        int in = weights.get(lastConvolution(weights, trunk)).length(0);
        laterals.add(randomLateral(store, in));
      }
      for (int level : weights.laterals().reversed()) {
        laterals.add(store.convolution(weights, "lateral." + level, 1, 0));
      }
      for (int level = TOP_LEVEL; level > TOP_LEVEL - steps(weights); level--) {
        doublings.add(doubling(weights, store, "topdown." + level));
      }
    }

    private static String lastConvolution(ModelWeights weights, Trunk trunk) {
      int layer = TOP_LEVEL - 1;
      String convolution = trunk == Trunk.RESNET18 ? ".conv2" : ".conv3";
      return "layer" + layer + "." + (weights.blocks(layer) - 1) + convolution + ".weight";
    }

    /** As PyTorch would begin: even between ±1/√in. The same numbers every time. */
    private static Convolution randomLateral(NetworkWeights store, int in) {
      Random random = new Random(LATERAL_SEED);
      double bound = 1 / Math.sqrt(in);
      float[] values = new float[LATERAL_CHANNELS * in];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
      return store.convolution(values, new float[LATERAL_CHANNELS], in, 1, 1, 0);
    }

    private static Block block(
        ModelWeights weights, NetworkWeights store, Trunk trunk, String name, int stride) {
      List<Convolution> convolutions = new ArrayList<>();
      if (trunk == Trunk.RESNET18) {
        convolutions.add(store.normalised(weights, name + ".conv1", name + ".bn1", stride, 1));
        convolutions.add(store.normalised(weights, name + ".conv2", name + ".bn2", 1, 1));
      } else {
        convolutions.add(store.normalised(weights, name + ".conv1", name + ".bn1", 1, 0));
        convolutions.add(store.normalised(weights, name + ".conv2", name + ".bn2", stride, 1));
        convolutions.add(store.normalised(weights, name + ".conv3", name + ".bn3", 1, 0));
      }
      Convolution beside =
          weights.has(name + ".downsample.0.weight")
              ? store.normalised(weights, name + ".downsample.0", name + ".downsample.1", stride, 0)
              : null;
      return new Block(convolutions, beside);
    }

    /** The transposed convolution's {@code [in, out, 2, 2]} as a 1×1 convolution to 4·out. */
    private static Doubling doubling(ModelWeights weights, NetworkWeights store, String name) {
      StoredTensor weight = weights.get(name + ".weight");
      float[] values = weight.floats();
      float[] bias = weights.get(name + ".bias").floats();
      int in = weight.length(0);
      int out = weight.length(1);
      float[] spread = new float[values.length];
      float[] spreadBias = new float[4 * out];
      for (int to = 0; to < 4 * out; to++) {
        spreadBias[to] = bias[to / 4];
        for (int from = 0; from < in; from++) {
          spread[to * in + from] = values[from * 4 * out + to];
        }
      }
      return new Doubling(store.convolution(spread, spreadBias, in, 1, 1, 0), out);
    }

    @Override
    public NDArray run(NDArray input) {
      List<NDArray> kept = new ArrayList<>();
      NDArray x = Convolution.maxPool(Convolution.relu(stem.consume(input)), 3, 2, 1);
      boolean isKept = false;
      for (int layer = 0; layer < layers.size(); layer++) {
        for (Block block : layers.get(layer)) {
          // The first block of a layer reads the last map of the layer below.
          x = block.run(x, isKept);
          isKept = false;
        }
        isKept = layer + 1 < layers.size() && layers.size() - 1 - layer <= doublings.size();
        if (isKept) {
          kept.add(x);
        }
      }
      NDArray y = laterals.getFirst().consume(x);
      for (int step = 0; step < doublings.size(); step++) {
        y = doublings.get(step).consume(y);
        try (NDArray lateral = laterals.get(step + 1).consume(kept.removeLast())) {
          y.addi(lateral);
        }
      }
      return y;
    }
  }
}
