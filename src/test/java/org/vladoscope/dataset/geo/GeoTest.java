package org.vladoscope.dataset.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.Pose;

class GeoTest {

  /** Published positions of the CN Tower and the Eiffel Tower, and the origin of a zone. */
  @ParameterizedTest
  @CsvSource({
    "43.642567, -79.387139, 17, false, 630084, 4833438",
    "48.8582, 2.2945, 31, false, 448251.795, 5411932.678",
    "0, 15, 33, false, 500000, 0",
    "0, 15, 33, true, 500000, 10000000"
  })
  void pointsAreWhereTheMapSaysTheyAre(
      double latitude, double longitude, int zone, boolean south, double east, double north) {
    double[] metres = UtmZone.of(zone, south).metres(new GeoPoint(latitude, longitude));

    assertThat(metres[0]).isCloseTo(east, within(.6));
    assertThat(metres[1]).isCloseTo(north, within(.6));
  }

  /** A degree of latitude at 60 degrees is 111 412 m long on the ellipsoid. */
  @Test
  void distancesOnTheMapAreThoseOnTheGround() {
    Map<String, Pose> poses =
        UtmZone.layOut(
            Map.of(
                "a", new GeoFix(new GeoPoint(59.9995, 10), null, null),
                "b", new GeoFix(new GeoPoint(60.0005, 10), 90.0, 3.0)));

    Pose a = Objects.requireNonNull(poses.get("a"));
    Pose b = Objects.requireNonNull(poses.get("b"));
    assertThat(a.distanceTo(b)).isCloseTo(111.412, within(.05));
    assertThat(b.heading()).isEqualTo(90.0);
    assertThat(b.up()).isEqualTo(3.0);
  }

  @Test
  void pointsOnEitherSideOfAZoneOrOfTheDateLineLieInTheZoneOfTheirMiddle() {
    UtmZone border = UtmZone.around(List.of(new GeoPoint(50, 11.999), new GeoPoint(50, 12.0005)));
    UtmZone dateLine = UtmZone.around(List.of(new GeoPoint(-17, 179.9), new GeoPoint(-17, -179.8)));

    assertThat(border.words()).isEqualTo("UTM zone 32");
    assertThat(dateLine.words()).isEqualTo("UTM zone 1");
    double width =
        dateLine.metres(new GeoPoint(-17, -179.8))[0]
            - dateLine.metres(new GeoPoint(-17, 179.9))[0];
    assertThat(width).isCloseTo(31_945, within(40.0));
  }

  @Test
  void townsFarApartAreNoMapInMetres() {
    assertThatThrownBy(
            () -> UtmZone.around(List.of(new GeoPoint(52.1, 13.1), new GeoPoint(-33, 151))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too far apart for one map in metres");
  }

  @Test
  void numbersThatAreNoPlaceOnTheEarthAreRefused() {
    assertThatThrownBy(() -> new GeoPoint(91, 0)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new GeoPoint(Double.NaN, 0)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> UtmZone.of(61, false)).isInstanceOf(InputException.class);
  }

  /** A quarter turn about z takes the world's x to the camera's y. */
  @Test
  void aCameraStandsWhereItsTurnAndShiftTakeToZero() {
    double half = Math.sqrt(.5);

    Pose pose = new CameraCentre(half, 0, 0, half, 1, 2, 3).pose();

    // R·X = (−y, x, z), so that R·(−2, 1, −3) + t = 0.
    assertThat(pose.east()).isCloseTo(-2, within(1e-9));
    assertThat(pose.north()).isCloseTo(1, within(1e-9));
    assertThat(pose.up()).isCloseTo(-3, within(1e-9));
  }

  @Test
  void aCameraOnARigStandsBesideIt() {
    double half = Math.sqrt(.5);
    CameraCentre rig = new CameraCentre(half, 0, 0, half, 0, 0, 0);

    Pose pose = rig.pose(new CameraCentre(1, 0, 0, 0, -1, 0, 0));

    // One metre along the rig's x, which is the world's −y.
    assertThat(pose.east()).isCloseTo(0, within(1e-9));
    assertThat(pose.north()).isCloseTo(-1, within(1e-9));
  }
}
