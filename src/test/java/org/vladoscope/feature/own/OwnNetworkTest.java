package org.vladoscope.feature.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.Golden;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/** Networks that someone brings along. */
@Tag("slow")
class OwnNetworkTest {

  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 2);

  @TempDir Path folder;

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  private Path copy(String resource, String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in =
        Objects.requireNonNull(OwnNetworkTest.class.getResourceAsStream(resource))) {
      Files.copy(in, file);
    }
    return file;
  }

  private static BackboneChoice own(Path file) {
    return new BackboneChoice("own-network", file);
  }

  private static Backbone open(Path file, String size) {
    return Backbones.open(own(file), ImageSize.parse(size), Precision.FP32, COMPUTE);
  }

  private static RgbImage picture() {
    byte[] rgb = new byte[3 * 128 * 96];
    new Random(4).nextBytes(rgb);
    return new RgbImage(128, 96, rgb);
  }

  @Test
  void theGeometryOfATorchScriptNetworkIsMeasured() throws IOException {
    Path file = copy("/org/vladoscope/feature/backbone/mobilenetv2-coco-stride16.pt", "mine.pt");

    BackboneInfo info = Backbones.describe(own(file), COMPUTE);

    assertThat(info.channels()).isEqualTo(96);
    assertThat(info.geometry().stride()).isEqualTo(16);
    assertThat(info.geometry().center(0)).isEqualTo(15.0);
    // The theoretical one; at its rim the network hardly reacts, but in 32 bits it does.
    assertThat(info.geometry().receptiveField()).isEqualTo(267);
    assertThat(info.description()).contains("stride 16", "measured");
  }

  @Test
  void theSameNetworkAsOnnxHasTheSameCellsAndTheSameFeatures() throws IOException {
    // Convolutions of 3 (stride 2), 5 (stride 2) and 3, padded by half: known by calculation.
    CellGeometry known = CellGeometry.PIXELS.then(3, 2, 1).then(5, 2, 2).then(3, 1, 1);
    Path torch = copy("/golden/checkpoint/own.pt", "own.pt");
    Path onnx = copy("/golden/checkpoint/own.onnx", "own.onnx");
    try (Backbone first = open(torch, "128x96");
        Backbone second = open(onnx, "128x96")) {
      assertThat(first.info().geometry()).isEqualTo(known);
      assertThat(second.info().geometry()).isEqualTo(known);
      assertThat(
              Golden.maxDifference(
                  first.extract(picture()).cells().data(),
                  second.extract(picture()).cells().data()))
          .isLessThanOrEqualTo(1e-4f);
    }
  }

  @Test
  void preprocessingComesFromTheFileBesideTheNetwork() throws IOException {
    Path file = copy("/org/vladoscope/feature/backbone/mobilenetv2-coco-stride16.pt", "mine.pt");
    Files.writeString(
        folder.resolve("mine.pt.json"),
        "{\"mean\": [127.5, 127.5, 127.5], \"std\": [127.5, 127.5, 127.5], \"scale\": 1,"
            + " \"stride\": 16, \"receptiveField\": 267, \"padding\": 118,"
            + " \"training\": \"COCO\"}");
    try (Backbone mine = open(file, "128x96");
        Backbone embedded = Backbones.open(BackboneChoice.EMBEDDED, COMPUTE)) {
      assertThat(
              Golden.maxDifference(
                  mine.extract(picture()).cells().data(),
                  embedded.extract(picture()).cells().data()))
          .isLessThanOrEqualTo(1e-4f);
      assertThat(mine.info().description()).contains("as stated");
      assertThat(mine.info().training()).isEqualTo("network: trained (COCO)");
    }
  }

  @Test
  void aFileBesideTheNetworkThatIsWrongIsNamed() throws IOException {
    Path file = copy("/org/vladoscope/feature/backbone/mobilenetv2-coco-stride16.pt", "mine.pt");
    Path settings = folder.resolve("mine.pt.json");

    for (String wrong :
        List.of(
            "{\"mean\": [1, 2]}",
            "{\"std\": {\"red\": 1, \"green\": 1, \"blue\": 1}}",
            "{\"std\": [1, null, 1]}")) {
      Files.writeString(settings, wrong);
      assertThatThrownBy(() -> Backbones.describe(own(file), COMPUTE))
          .as(wrong)
          .isInstanceOf(InputException.class)
          .hasMessage(settings + " cannot be used: mean and std need three numbers each.");
    }

    Files.writeString(settings, "{\"sizeMultiple\": 7772}");
    assertThatThrownBy(() -> Backbones.describe(own(file), COMPUTE))
        .isInstanceOf(InputException.class)
        .hasMessage(
            settings + " cannot be used: sizeMultiple is 7772, and no image is larger than 4096.");
  }

  @Test
  void aFileThatIsNoNetworkIsNamed() throws IOException {
    Path torch = Files.writeString(folder.resolve("mine.pt"), "no network");
    Path onnx = Files.writeString(folder.resolve("mine.onnx"), "no network");

    assertThatThrownBy(() -> Backbones.describe(own(torch), COMPUTE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("mine.pt is not a TorchScript network");
    assertThatThrownBy(() -> Backbones.describe(own(onnx), COMPUTE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(onnx.toString());
  }
}
