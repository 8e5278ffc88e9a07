package org.vladoscope.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.Golden;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.feature.backbone.TorchScriptBackbone;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/** From the image to the network's output, against Pillow, torchvision and torch. */
class PreprocessingGoldenTest {

  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 2);

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  @ParameterizedTest
  @CsvSource({"48,64", "96,128"})
  void resizingIsPillowsBitForBit(int height, int width) {
    RgbImage resized = BilinearResize.resize(picture(), new ImageSize(width, height));
    assertThat(resized.rgb())
        .containsExactly(Golden.read("preprocess/resized_u8_" + height + "x" + width).bytes());
  }

  @ParameterizedTest
  @CsvSource({"48,64", "96,128"})
  void tensorsAreTorchvisions(int height, int width) {
    RgbImage resized = BilinearResize.resize(picture(), new ImageSize(width, height));
    assertThat(
            Golden.maxDifference(
                Preprocessing.IMAGENET.apply(resized),
                Golden.read("preprocess/tensor_" + height + "x" + width).floats()))
        .isLessThanOrEqualTo(1e-4f);
  }

  @Test
  void aNetworkTakesPixelsAsItTakesTheirTensor() {
    RgbImage image = BilinearResize.resize(picture(), new ImageSize(128, 96));
    try (TorchScriptBackbone backbone =
        (TorchScriptBackbone) Backbones.open(BackboneChoice.EMBEDDED, COMPUTE)) {
      float[] tensor = Preprocessing.PLUS_MINUS_ONE.apply(image);

      assertThat(backbone.extract(image).cells().data())
          .containsExactly(backbone.forward(tensor, image.size()).cells().data());
    }
  }

  @Test
  void theEmbeddedNetworkGivesItsPublishedOutput() {
    Golden input = Golden.read("backbone/example_input");
    try (TorchScriptBackbone backbone =
        (TorchScriptBackbone) Backbones.open(BackboneChoice.EMBEDDED, COMPUTE)) {
      FeatureMap map = backbone.forward(input.floats(), new ImageSize(128, 96));
      assertThat(map.height()).isEqualTo(6);
      assertThat(map.width()).isEqualTo(8);
      assertThat(
              Golden.maxDifference(
                  map.cells().transposed().data(), Golden.read("backbone/example_output").floats()))
          .isLessThanOrEqualTo(1e-4f);
    }
  }

  @Test
  void anImageSizeThatDoesNotFitTheStrideIsAnErrorThatNamesIt() {
    try (Backbone backbone = Backbones.open(BackboneChoice.EMBEDDED, COMPUTE)) {
      assertThatThrownBy(() -> backbone.info().checkSize(new ImageSize(650, 480)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("650x480")
          .hasMessageContaining("multiples of 32");
    }
  }

  @Test
  void anUnknownBackboneIsAnErrorThatNamesTheKnownOnes() {
    assertThatThrownBy(() -> Backbones.describe(new BackboneChoice("vgg99", null), COMPUTE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("vgg99")
        .hasMessageContaining("mobilenetv2-coco");
  }

  private static RgbImage picture() {
    return new RgbImage(103, 75, Golden.read("preprocess/image_rgb_u8").bytes());
  }
}
