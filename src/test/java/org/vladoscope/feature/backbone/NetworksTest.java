package org.vladoscope.feature.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.Golden;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.ModelPart;
import org.vladoscope.feature.Training;
import org.vladoscope.image.ImageSize;

/** VGG16 and ResNets with thin random weights, against PyTorch. */
@Tag("slow")
class NetworksTest {

  private static final float TOLERANCE = 1e-4f;
  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 2);

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(NetworksTest.class.getResource("/golden/checkpoint/" + name))
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"resnet18-fpn, resnet18_fpn,     52, 70", "resnet50-fpn, resnet50_fpn_td2, 48, 64"})
  void aResNetWithPyramidGivesPyTorchsFeatures(String id, String name, int height, int width) {
    FeatureMap map =
        GoldenNetwork.run(
            id, file(name + ".pth"), "checkpoint/" + name + "_in", 0, height, width, COMPUTE);

    Golden expected = Golden.read("checkpoint/" + name + "_out");
    assertThat(new int[] {1, map.channels(), map.height(), map.width()})
        .containsExactly(expected.shape());
    assertThat(Golden.maxDifference(map.cells().transposed().data(), expected.floats()))
        .isLessThanOrEqualTo(TOLERANCE);
  }

  @Test
  void cellsLieWhereThePublishedNetworksHaveThem() {
    BackboneInfo vgg = describe("vgg16", "tiny_train.pth.tar");
    BackboneInfo pooled = describe("vgg16-pool5", "tiny_train.pth.tar");
    BackboneInfo resnet = describe("resnet18-fpn", "resnet18_fpn.pth");
    BackboneInfo stepped = describe("resnet50-fpn", "resnet50_fpn_td2.pth");

    assertThat(vgg.geometry()).isEqualTo(new CellGeometry(196, 16, 90));
    assertThat(vgg.geometry().center(0)).isEqualTo(7.5);
    assertThat(pooled.geometry()).isEqualTo(new CellGeometry(212, 32, 90));
    assertThat(resnet.geometry()).isEqualTo(new CellGeometry(211, 16, 105));
    assertThat(stepped.geometry().stride()).isEqualTo(4);
    assertThat(stepped.geometry().center(3)).isEqualTo(12);
  }

  private static BackboneInfo describe(String id, String name) {
    return Backbones.describe(new BackboneChoice(id, file(name)), COMPUTE);
  }

  @Test
  void allOfVgg16IsConv5AfterReluAndPooling() {
    FeatureMap conv5 =
        GoldenNetwork.run(
            "vgg16", file("tiny_train.pth.tar"), "checkpoint/in", 0, 96, 128, COMPUTE);
    FeatureMap pool5 =
        GoldenNetwork.run(
            "vgg16-pool5", file("tiny_train.pth.tar"), "checkpoint/in", 0, 96, 128, COMPUTE);

    assertThat(pool5.height()).isEqualTo(3);
    assertThat(pool5.width()).isEqualTo(4);
    for (int c = 0; c < pool5.channels(); c++) {
      float largest = 0;
      for (int cell : new int[] {0, 1, 8, 9}) {
        largest = Math.max(largest, conv5.cells().get(cell, c));
      }
      assertThat(pool5.cells().get(0, c)).isEqualTo(largest);
    }
  }

  @Test
  void aNetworkWithoutWeightsIsRefusedRatherThanMadeOfRandomOnes() {
    assertThatThrownBy(() -> Backbones.describe(new BackboneChoice("vgg16", null), COMPUTE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("vgg16 comes without weights, and random ones are not used")
        .hasMessageContaining("--weights FILE");
  }

  @Test
  void weightsOfAnotherNetworkAreRefusedWithWhatTheyAre() {
    assertThatThrownBy(() -> describe("resnet18-fpn", "tiny_train.pth.tar"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("tiny_train.pth.tar does not hold a ResNet18")
        .hasMessageContaining("a network, VGG16, 12 channels");
    assertThatThrownBy(() -> describe("resnet18-fpn", "resnet50_fpn_td2.pth"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("ResNet50-FPN with 2 steps down, 6 channels");
  }

  @Test
  void aPyramidWithStepsNeedsSizesThatEveryLevelDivides() {
    BackboneInfo stepped = describe("resnet50-fpn", "resnet50_fpn_td2.pth");

    assertThatThrownBy(() -> stepped.checkSize(new ImageSize(100, 64)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("multiples of 16");
    assertThat(stepped.mapWidth(new ImageSize(96, 64))).isEqualTo(24);
  }

  @Test
  void trainingIsToldFromWhatTheFileHolds() {
    assertThat(describe("vgg16", "tiny_train.pth.tar").training())
        .isEqualTo("network: trained (tiny_train.pth.tar)");
    assertThat(describe("resnet50-fpn", "resnet50_fpn_td2.pth").parts())
        .extracting(ModelPart::training)
        .containsOnly(Training.TRAINED);
  }
}
