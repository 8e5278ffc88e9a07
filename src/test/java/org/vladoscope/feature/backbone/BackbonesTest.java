package org.vladoscope.feature.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.SizeRule;
import org.vladoscope.feature.SizeRule.Rounding;
import org.vladoscope.image.ImageSize;

/** What is known of backbones before they run. */
class BackbonesTest {

  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 1);

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  @Test
  void theEmbeddedNetworkSaysHowItWasTrained() {
    BackboneInfo info = Backbones.describe(BackboneChoice.EMBEDDED, COMPUTE);

    assertThat(info.training()).isEqualTo("all weights: trained (COCO object detection)");
    assertThat(info.isPartlyRandom()).isFalse();
    assertThat(info.mapWidth(new ImageSize(640, 480))).isEqualTo(40);
    assertThat(info.mapHeight(new ImageSize(640, 480))).isEqualTo(30);
  }

  @Test
  void aWeightsFileThatIsMissingIsNamedWithTheReason() {
    Path missing = Path.of("no", "such.pt");

    assertThatThrownBy(
            () ->
                Backbones.describe(
                    new BackboneChoice(Backbones.MOBILENETV2_COCO, missing), COMPUTE))
        .isInstanceOf(InputException.class)
        .hasMessage("The weights " + missing + " cannot be read: it does not exist.");
  }

  @Test
  void aSideThatTheStrideDoesNotDivideLosesOrGainsACell() {
    assertThat(SizeRule.any(32, Rounding.DOWN).cells(479, 16)).isEqualTo(29);
    assertThat(SizeRule.any(32, Rounding.UP).cells(481, 16)).isEqualTo(31);
    assertThat(SizeRule.any(32, Rounding.UP).cells(480, 16)).isEqualTo(30);
  }

  @Test
  void aBackboneThatTakesAnySizeStillRefusesOnesOutOfItsRange() {
    SizeRule rule = SizeRule.any(32, Rounding.DOWN);
    rule.check(new ImageSize(641, 33));

    assertThatThrownBy(() -> rule.check(new ImageSize(641, 31)))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The image size 641x31 cannot be used; width and height must lie between 32 and"
                + " 4096.");
  }
}
