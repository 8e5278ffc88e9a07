package org.vladoscope.feature.backbone;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vladoscope.common.ContentHash;
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
import org.vladoscope.feature.checkpoint.ShapeReport;
import org.vladoscope.feature.checkpoint.ShapeReport.Trunk;
import org.vladoscope.image.ImageSize;

/**
 * The convolutions of VGG16 (Simonyan and Zisserman, ICLR 2015) with as many channels as the
 * checkpoint has: either up to the third convolution of the fifth stage, before its ReLU, as
 * Patch-NetVLAD uses it, or all of them with the last ReLU and pooling.
 */
final class Vgg16 implements CheckpointKind {

  private static final int MIN_SIDE = 32;

  /** Places of the poolings among torchvision's layers; a ReLU follows every convolution. */
  private static final List<Integer> POOLINGS = List.of(4, 9, 16, 23);

  private static final CellGeometry CONV5 = conv5();

  private final String id;
  private final boolean wholeTrunk;

  private Vgg16(String id, boolean wholeTrunk) {
    this.id = id;
    this.wholeTrunk = wholeTrunk;
  }

  /** Up to conv5_3 before its ReLU, stride 16. */
  static Vgg16 toConv5() {
    return new Vgg16("vgg16", false);
  }

  /** With the last ReLU and pooling, stride 32. */
  static Vgg16 toPool5() {
    return new Vgg16("vgg16-pool5", true);
  }

  private static CellGeometry conv5() {
    CellGeometry geometry = CellGeometry.PIXELS;
    for (int place = 0; place <= last(); place++) {
      if (ModelWeights.VGG16_CONVOLUTIONS.contains(place)) {
        geometry = geometry.then(3, 1, 1);
      } else if (POOLINGS.contains(place)) {
        geometry = geometry.then(2, 2, 0);
      }
    }
    return geometry;
  }

  private static int last() {
    return ModelWeights.VGG16_CONVOLUTIONS.getLast();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String summary() {
    return wholeTrunk
        ? "VGG16 with its last pooling, stride 32; needs a file"
        : "VGG16 to conv5_3 as in Patch-NetVLAD, stride 16; needs a file";
  }

  @Override
  public BackboneInfo describe(BackboneChoice choice, ImageSize size, Compute compute) {
    return info(choice, read(choice));
  }

  @Override
  public ModelWeights read(BackboneChoice choice) {
    ModelWeights weights = ModelWeights.read(WeightsFile.of(choice));
    weights.demand(weights.report().backbone(Trunk.VGG16), "a VGG16");
    return weights;
  }

  private BackboneInfo info(BackboneChoice choice, ModelWeights weights) {
    ShapeReport report = weights.report();
    Training training = report.vocabulary().isComplete() ? Training.TRAINED : Training.IMAGENET;
    return new BackboneInfo(
        id,
        wholeTrunk ? "VGG16 to its last pooling, stride 32" : "VGG16 to conv5_3, stride 16",
        report.channels(),
        wholeTrunk ? CONV5.then(2, 2, 0) : CONV5,
        SizeRule.any(MIN_SIDE, Rounding.DOWN),
        List.of(new ModelPart("network", training, WeightsFile.name(choice))),
        ContentHash.ofParts(id, WeightsFile.hash(choice).hex()).hex());
  }

  @Override
  public Backbone open(
      BackboneChoice choice, ImageSize size, Precision precision, Compute compute) {
    ModelWeights weights = read(choice);
    return new LayeredBackbone(
        info(choice, weights), precision, compute, store -> layers(weights, store));
  }

  private LayeredBackbone.Layers layers(ModelWeights weights, NetworkWeights store) {
    Map<Integer, Convolution> convolutions = new HashMap<>();
    for (int place : ModelWeights.VGG16_CONVOLUTIONS) {
      convolutions.put(place, store.convolution(weights, "features." + place, 1, 1));
    }
    return input -> run(convolutions, input);
  }

  private NDArray run(Map<Integer, Convolution> convolutions, NDArray input) {
    NDArray x = input;
    for (int place = 0; place <= last(); place++) {
      Convolution convolution = convolutions.get(place);
      if (convolution != null) {
        x = convolution.consume(x);
        if (place < last()) {
          x = Convolution.relu(x);
        }
      } else if (POOLINGS.contains(place)) {
        x = Convolution.maxPool(x, 2, 2, 0);
      }
    }
    return wholeTrunk ? Convolution.maxPool(Convolution.relu(x), 2, 2, 0) : x;
  }
}
