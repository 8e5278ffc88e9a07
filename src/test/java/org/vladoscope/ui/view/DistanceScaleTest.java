package org.vladoscope.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.MapOrigin;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;

/** What sliders of distances go over. */
class DistanceScaleTest {

  private static PlaceMap map(String unit, double extent) {
    List<PlaceImage> images =
        List.of(
            new PlaceImage("a.jpg", Path.of("a.jpg"), new Pose(0, 0, null)),
            new PlaceImage("b.jpg", Path.of("b.jpg"), new Pose(extent, 0, null)));
    return new PlaceMap(
        "map",
        Path.of(""),
        images,
        images,
        true,
        CameraViews.NONE,
        GroundTruth.unknown(),
        List.of(),
        new MapOrigin("x", List.of(), List.of(), unit),
        Conditions.NONE);
  }

  @Test
  void metresHaveStepsOfAHalf() {
    DistanceScale scale = DistanceScale.of(map("m", 5000));

    assertThat(scale.unit()).isEqualTo("m");
    assertThat(scale.distance(scale.position(25))).isEqualTo(25);
    assertThat(scale.distance(.2512)).isEqualTo(25);
    assertThat(scale.distance(1)).isEqualTo(100);
  }

  @Test
  void unitsOfAModelFollowFromItsExtentWhateverTheyAre() {
    for (double extent : new double[] {.02, 8, 40000}) {
      DistanceScale scale = DistanceScale.of(map("units of the model", extent));

      assertThat(scale.unit()).isEqualTo("units of the model");
      assertThat(scale.distance(0)).isZero();
      assertThat(scale.distance(1)).isEqualTo(extent);
      assertThat(scale.distance(.5) / extent).isBetween(.005, .02);
      assertThat(scale.distance(scale.position(extent / 4)) / extent).isBetween(.24, .26);
    }
  }

  @Test
  void aMapWithoutExtentHasAScaleAllTheSame() {
    assertThat(DistanceScale.of(map("units of the model", 0)).distance(1)).isEqualTo(1);
  }
}
