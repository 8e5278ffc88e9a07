package org.vladoscope.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.image.RgbImage;

class FallbackBackboneTest {

  private static final RgbImage PICTURE = new RgbImage(1, 1, new byte[3]);

  private final List<String> calls = new ArrayList<>();
  private final BackboneInfo info = embedded();

  private static BackboneInfo embedded() {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      return Backbones.describe(BackboneChoice.EMBEDDED, compute);
    }
  }

  private Backbone backbone(String name, Supplier<FeatureMap> features) {
    return new Backbone() {
      @Override
      public BackboneInfo info() {
        return info;
      }

      @Override
      public FeatureMap extract(RgbImage image) {
        calls.add(name);
        return features.get();
      }

      @Override
      public void close() {
        calls.add(name + " closed");
      }
    };
  }

  private static FeatureMap map() {
    return new FeatureMap(1, 1, FloatMatrix.zeros(1, 1), CellGeometry.PIXELS);
  }

  @Test
  void aFullDeviceSendsThisAndAllLaterPicturesToTheCpu() {
    Supplier<FeatureMap> full =
        () -> {
          throw new InputException(
              "The network failed on an image",
              new IllegalStateException("CUDA out of memory. Tried to allocate 20.00 MiB"));
        };
    try (Backbone backbone =
        new FallbackBackbone(
            backbone("gpu", full), () -> backbone("cpu", FallbackBackboneTest::map))) {
      assertThat(backbone.extract(PICTURE)).isEqualTo(map());
      assertThat(backbone.extract(PICTURE)).isEqualTo(map());
    }
    assertThat(calls).containsExactly("gpu", "cpu", "cpu", "gpu closed", "cpu closed");
  }

  @Test
  void otherFailuresStayFailures() {
    Supplier<FeatureMap> wrong =
        () -> {
          throw new InputException("The weights give an output of another shape.");
        };
    try (Backbone backbone =
        new FallbackBackbone(
            backbone("gpu", wrong), () -> backbone("cpu", FallbackBackboneTest::map))) {
      assertThatThrownBy(() -> backbone.extract(PICTURE)).hasMessageContaining("another shape");
    }
    assertThat(calls).containsExactly("gpu", "gpu closed");
  }
}
