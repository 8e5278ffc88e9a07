package org.vladoscope.feature.backbone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.BackboneKind;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.ModelPart;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.feature.SizeRule;
import org.vladoscope.feature.Training;
import org.vladoscope.feature.WeightsNeed;
import org.vladoscope.image.ImageSize;

/** The embedded network: MobileNetV2 up to its 13th block. */
final class MobileNetV2Coco implements BackboneKind {

  private static final String EMBEDDED_FILE = "mobilenetv2-coco-stride16.pt";

  /** The same in bfloat16, made by {@code src/main/torch/make_bf16_network.py}. */
  private static final String NARROW_FILE = "mobilenetv2-coco-stride16-bf16.pt";

  private static final CellGeometry GEOMETRY = new CellGeometry(267, 16, 118);
  private static final int CHANNELS = 96;

  /** Multiples of 32, so that no stage of the network rounds. */
  private static final SizeRule SIZES = SizeRule.multiplesOf(32, 64);

  @Override
  public String id() {
    return Backbones.MOBILENETV2_COCO;
  }

  @Override
  public String summary() {
    return "MobileNetV2 to stride 16, comes with weights trained on COCO object detection";
  }

  @Override
  public WeightsNeed weights() {
    return WeightsNeed.OPTIONAL;
  }

  /** Weights of a file come as a whole network in 32 bits. */
  @Override
  public boolean hasReducedPrecision(BackboneChoice choice) {
    return choice.weights() == null;
  }

  @Override
  public BackboneInfo describe(BackboneChoice choice, ImageSize size, Compute compute) {
    return info(choice, read(choice));
  }

  @Override
  public Backbone open(
      BackboneChoice choice, ImageSize size, Precision precision, Compute compute) {
    byte[] weights = read(choice);
    byte[] network = precision == Precision.BF16 ? embedded(NARROW_FILE) : weights;
    return new TorchScriptBackbone(
        info(choice, weights), Preprocessing.PLUS_MINUS_ONE, network, compute);
  }

  private BackboneInfo info(BackboneChoice choice, byte[] weights) {
    String source =
        choice.weights() == null
            ? "COCO object detection"
            : "weights from " + choice.weights().getFileName();
    return new BackboneInfo(
        id(),
        "MobileNetV2 to stride 16",
        CHANNELS,
        GEOMETRY,
        SIZES,
        List.of(new ModelPart("all weights", Training.TRAINED, source)),
        ContentHash.of(weights).hex());
  }

  private static byte[] read(BackboneChoice choice) {
    Path file = choice.weights();
    if (file == null) {
      return embedded(EMBEDDED_FILE);
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InputException(
          "The weights " + file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  private static byte[] embedded(String name) {
    try (InputStream in = Objects.requireNonNull(MobileNetV2Coco.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own file " + name + " cannot be read", e);
    }
  }
}
