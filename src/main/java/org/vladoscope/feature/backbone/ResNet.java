package org.vladoscope.feature.backbone;

import java.util.List;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.ModelPart;
import org.vladoscope.feature.SizeRule;
import org.vladoscope.feature.SizeRule.Rounding;
import org.vladoscope.feature.Training;
import org.vladoscope.feature.WeightsFile;
import org.vladoscope.feature.checkpoint.Head;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.ShapeReport;
import org.vladoscope.image.ImageSize;

/**
 * A ResNet (He et al., CVPR 2016) of 18, 50, 101 or 152 layers up to the last of layer3 and layer4
 * that its file has, as CosPlace, EigenPlaces and the deep-visual-geo-localization benchmark use
 * it. Cells are what its last ReLU lets through.
 */
final class ResNet implements CheckpointKind {

  private static final String ID = "resnet";
  private static final int MIN_SIDE = 32;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String summary() {
    return "ResNet18, 50, 101 or 152 to layer3 or layer4, whichever is the file's last; needs a"
        + " file";
  }

  @Override
  public BackboneInfo describe(BackboneChoice choice, ImageSize size, Compute compute) {
    return info(choice, read(choice));
  }

  @Override
  public ModelWeights read(BackboneChoice choice) {
    ModelWeights weights = ModelWeights.read(WeightsFile.of(choice));
    ShapeReport report = weights.report();
    weights.demand(
        report.trunk().isResNet() ? report.backbone() : report.backbone(ShapeReport.Trunk.RESNET50),
        "a ResNet");
    if (!weights.laterals().isEmpty()) {
      throw new InputException(
          WeightsFile.of(choice)
              + " holds a feature pyramid over its ResNet, which "
              + ID
              + " would leave out; choose the backbone resnet18-fpn or resnet50-fpn.");
    }
    return weights;
  }

  private static BackboneInfo info(BackboneChoice choice, ModelWeights weights) {
    ShapeReport report = weights.report();
    int last = weights.lastLayer();
    boolean isForPlaces = report.vocabulary().isComplete() || report.head() != Head.NONE;
    return new BackboneInfo(
        ID,
        String.format("%s to layer%d, stride %d", report.trunk(), last, 1 << (last + 1)),
        report.channels(),
        ResNetTrunk.geometry(weights, last),
        SizeRule.any(MIN_SIDE, Rounding.UP),
        List.of(
            new ModelPart(
                "network",
                isForPlaces ? Training.TRAINED : Training.IMAGENET,
                WeightsFile.name(choice))),
        ContentHash.ofParts(ID, WeightsFile.hash(choice).hex()).hex());
  }

  @Override
  public Backbone open(
      BackboneChoice choice, ImageSize size, Precision precision, Compute compute) {
    ModelWeights weights = read(choice);
    return new LayeredBackbone(
        info(choice, weights),
        precision,
        compute,
        store -> {
          ResNetTrunk trunk = new ResNetTrunk(weights, store, weights.lastLayer());
          return input -> trunk.run(input, 1).getLast();
        });
  }
}
