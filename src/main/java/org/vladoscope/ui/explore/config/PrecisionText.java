package org.vladoscope.ui.explore.config;

import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.backbone.Backbones;

/** What reduced precision changes, in words. */
final class PrecisionText {

  static final String MATCHING =
      "Rounds descriptors to 8 bits before they are compared: quicker, int8 most; similarities"
          + " differ in the third digit, descriptors stay as they are.";

  private PrecisionText() {}

  /** What it changes about features and descriptors under a configuration. */
  static String ofDescriptors(PipelineConfig config) {
    boolean network = Backbones.precision(config.backbone(), Precision.BF16) != Precision.FP32;
    boolean projection = !config.reduction().isNone();
    if (network && config.backbone().id().equals(Backbones.MOBILENETV2_COCO)) {
      return "bf16 runs this network nearly three times as quick; its features differ by 7 to 8 %,"
          + " clusters are found anew, and ranks move.";
    }
    if (network) {
      return "bf16 rounds factors in the network"
          + (projection ? " and the projection" : "")
          + " to 8 bits: up to twice as quick; features differ by about 1 %, descriptors in the"
          + " third digit.";
    }
    return projection
        ? "This network keeps all digits. bf16 rounds factors of the projection to 8 bits; patch"
            + " descriptors differ in the third digit."
        : "This network keeps all digits and nothing is projected: bf16 changes nothing.";
  }
}
