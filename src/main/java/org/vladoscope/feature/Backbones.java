package org.vladoscope.feature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;

/** The backbones that can be chosen by name. */
public final class Backbones {

  /** MobileNetV2 up to its 13th block, stride 16, trained to detect objects in COCO. */
  public static final String MOBILENETV2_COCO = "mobilenetv2-coco";

  private static final String EMBEDDED_FILE = "mobilenetv2-coco-stride16.pt";
  private static final CellGeometry MOBILENETV2_GEOMETRY = new CellGeometry(267, 16, 118);
  private static final int MOBILENETV2_CHANNELS = 96;

  private Backbones() {}

  /** The names that {@link #open} knows. */
  public static List<String> ids() {
    return List.of(MOBILENETV2_COCO);
  }

  /**
   * What a choice amounts to, without loading the network.
   *
   * @throws InputException if the name is unknown or the weights cannot be read
   */
  public static BackboneInfo describe(BackboneChoice choice) {
    return info(choice, weights(choice));
  }

  /**
   * Loads the chosen network.
   *
   * @throws InputException if the name is unknown or the weights do not fit
   */
  public static Backbone open(BackboneChoice choice, Compute compute) {
    byte[] weights = weights(choice);
    return new TorchScriptBackbone(info(choice, weights), weights, compute);
  }

  private static BackboneInfo info(BackboneChoice choice, byte[] weights) {
    String description =
        choice.weights() == null
            ? "MobileNetV2 to stride 16, all weights trained on COCO object detection"
            : "MobileNetV2 to stride 16, weights from " + choice.weights().getFileName();
    return new BackboneInfo(
        choice.id(),
        description,
        MOBILENETV2_CHANNELS,
        MOBILENETV2_GEOMETRY,
        Preprocessing.PLUS_MINUS_ONE,
        ContentHash.of(weights).hex());
  }

  private static byte[] weights(BackboneChoice choice) {
    if (!ids().contains(choice.id())) {
      throw new InputException(
          "There is no backbone '" + choice.id() + "'; choose " + String.join(" or ", ids()) + ".");
    }
    Path file = choice.weights();
    try {
      if (file != null) {
        return Files.readAllBytes(file);
      }
      try (InputStream in =
          Objects.requireNonNull(Backbones.class.getResourceAsStream(EMBEDDED_FILE))) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw new InputException("The weights " + file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
