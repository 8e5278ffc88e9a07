package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

  /** The layer that the pyramid begins at, and its level: that of the stem is 1. */
  private static final int TOP_LAYER = 3;

  private static final int TOP_LEVEL = TOP_LAYER + 1;
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
        random ? LATERAL_CHANNELS : weights.report().channels(),
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
  private static CellGeometry geometry(ModelWeights weights, int steps) {
    CellGeometry geometry = ResNetTrunk.geometry(weights, TOP_LAYER);
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
        info(choice, weights), precision, compute, store -> new Network(weights, store));
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
    private final ResNetTrunk trunk;
    private final List<Convolution> laterals = new ArrayList<>();
    private final List<Doubling> doublings = new ArrayList<>();

    Network(ModelWeights weights, NetworkWeights store) {
      trunk = new ResNetTrunk(weights, store, TOP_LAYER);
      if (weights.laterals().isEmpty()) {
        laterals.add(randomLateral(store, ResNetTrunk.channels(weights, TOP_LAYER)));
      }
      for (int level : weights.laterals().reversed()) {
        laterals.add(store.convolution(weights, "lateral." + level, 1, 0));
      }
      for (int level = TOP_LEVEL; level > TOP_LEVEL - steps(weights); level--) {
        doublings.add(doubling(weights, store, "topdown." + level));
      }
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
      List<NDArray> maps = trunk.run(input, 1 + doublings.size());
      NDArray y = laterals.getFirst().consume(maps.removeLast());
      for (int step = 0; step < doublings.size(); step++) {
        y = doublings.get(step).consume(y);
        try (NDArray lateral = laterals.get(step + 1).consume(maps.removeLast())) {
          y.addi(lateral);
        }
      }
      return y;
    }
  }
}
