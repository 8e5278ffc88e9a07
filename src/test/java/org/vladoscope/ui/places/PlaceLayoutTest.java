package org.vladoscope.ui.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;

class PlaceLayoutTest {

  private static PlaceImage image(String name, @Nullable Pose pose) {
    return new PlaceImage(name, Path.of(name), pose);
  }

  private static Pose pose(double east, double north) {
    return new Pose(east, north, null);
  }

  private static PlaceLayout layout(List<PlaceImage> database, List<PlaceImage> queries) {
    return new PlaceLayout(
        new PlaceMap(
            "map",
            Path.of("."),
            database,
            queries,
            database.equals(queries),
            CameraViews.NONE,
            GroundTruth.unknown(),
            List.of()));
  }

  @Test
  void imagesWithPosesLieWhereTheyWereTakenAndMetresAreAsLongBothWays() {
    PlaceLayout layout =
        layout(
            List.of(image("a", pose(1000, 50)), image("b", pose(1100, 90)), image("c", null)),
            List.of(image("q", pose(1050, 70))));
    assertThat(layout.isStrip()).isFalse();
    assertThat(layout.missing()).isEqualTo(1);
    PlacesView view = layout.fit(248, 448);
    assertThat(view.scaleX()).isEqualTo(view.scaleY()).isEqualTo(2);
    assertThat(view.screenX(1000)).isEqualTo(24);
    assertThat(view.screenX(1100)).isEqualTo(224);
    // North is up.
    assertThat(view.screenY(90)).isLessThan(view.screenY(50));
    assertThat(layout.database().index().nearest(1001, 51, 5, 5)).isZero();
    assertThat(layout.database().isPlaced(2)).isFalse();
  }

  @Test
  void withoutPosesImagesLieInTwoRowsOfTheSameLength() {
    PlaceLayout layout =
        layout(
            List.of(image("a", null), image("b", null), image("c", null), image("d", null)),
            List.of(image("q", null), image("r", null)));
    assertThat(layout.isStrip()).isTrue();
    assertThat(layout.missing()).isZero();
    assertThat(layout.database().x()).containsExactly(0, 1, 2, 3);
    assertThat(layout.queries().x()).containsExactly(0, 3);
    PlacesView view = layout.fit(348, 248);
    assertThat(view.screenY(layout.database().y()[0])).isEqualTo(84);
    assertThat(view.screenY(layout.queries().y()[0])).isEqualTo(164);
    assertThat(view.screenX(3)).isEqualTo(324);
  }

  @Test
  void aWayIsInterruptedByJumpsAndByFolders() {
    PlaceLayout layout =
        layout(
            List.of(
                image("a/1", pose(0, 0)),
                image("a/2", pose(5, 0)),
                image("a/3", pose(10, 0)),
                image("a/4", pose(500, 0)),
                image("b/1", pose(505, 0))),
            List.of());
    assertThat(layout.database().joined()).containsExactly(false, true, true, false, false);
  }

  @Test
  void aMapOfOneImageHasAView() {
    PlacesView view = layout(List.of(image("a", pose(7, 7))), List.of()).fit(200, 200);
    assertThat(view.screenX(7)).isEqualTo(100);
    assertThat(view.screenY(7)).isEqualTo(100);
  }

  @Test
  void zoomingKeepsThePlaceUnderTheMouse() {
    PlacesView view = new PlacesView(10, 20, 2, 2, 300, 200);
    double x = view.planeX(70);
    double y = view.planeY(30);
    PlacesView closer = view.zoomedAt(3, 70, 30, true);
    assertThat(closer.screenX(x)).isCloseTo(70, within(1e-9));
    assertThat(closer.screenY(y)).isCloseTo(30, within(1e-9));
    assertThat(closer.scaleX()).isEqualTo(6);
    assertThat(view.zoomedAt(3, 70, 30, false).screenY(y)).isCloseTo(30, within(1e-9));
    PlacesView moved = view.movedBy(15, -7);
    assertThat(moved.screenX(x)).isCloseTo(85, within(1e-9));
    assertThat(moved.screenY(y)).isCloseTo(23, within(1e-9));
  }

  @Test
  void scaleBarsHaveRoundLengths() {
    assertThat(new PlacesView(0, 0, 1, 1, 9, 9).scaleBar(80)).isCloseTo(50, within(1e-9));
    assertThat(new PlacesView(0, 0, 3, 3, 9, 9).scaleBar(80)).isCloseTo(20, within(1e-9));
    assertThat(new PlacesView(0, 0, 700, 700, 9, 9).scaleBar(80)).isCloseTo(0.1, within(1e-9));
  }
}
