package org.vladoscope.teach.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vladoscope.Golden;
import org.vladoscope.common.InputException;
import org.vladoscope.teach.steps.Plane.Handle;
import org.vladoscope.teach.steps.Plane.Kind;
import org.vladoscope.teach.steps.Plane.Point;
import smile.clustering.KMeans;
import smile.math.MathEx;

class PlaneTest {

  @Test
  void whatIsMovedOutOfThePlaneStopsAtItsEdge() {
    Plane plane = PlanePreset.SEPARATED.draw(1);
    Handle third = new Handle(Kind.FIRST, 2);
    Plane moved = plane.moved(third, new Point(7, -.25));
    assertThat(moved.at(third)).isEqualTo(new Point(1, -.25));
    assertThat(moved.second()).isEqualTo(plane.second());
    assertThat(moved.with(Kind.FIRST, plane.first())).isEqualTo(plane);
  }

  @Test
  void pointsAndCentresAreAddedAndRemovedWithinTheirLimits() {
    Plane plane = PlanePreset.SEPARATED.draw(1).added(Kind.CENTRE, new Point(0, 0));
    assertThat(plane.centres()).hasSize(5);
    assertThat(plane.removed(new Handle(Kind.CENTRE, 4)).centres()).hasSize(4);
    Plane one = plane.with(Kind.CENTRE, List.of(new Point(0, 0)));
    assertThatThrownBy(() -> one.removed(new Handle(Kind.CENTRE, 0)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1 to 8 centroids, not 0");
  }

  @Test
  void aLloydStepMovesCentresToTheMeansOfTheirPoints() {
    double[][] points = {{0, 0}, {0, 2}, {10, 0}};
    Lloyd.Result step = Lloyd.step(points, new double[][] {{1, 1}, {9, 0}, {50, 50}});
    assertThat(step.labels()).containsExactly(0, 0, 1);
    assertThat(step.centres()[0]).containsExactly(0, 1);
    assertThat(step.centres()[1]).containsExactly(10, 0);
    assertThat(step.centres()[2]).as("a centre without points stays").containsExactly(50, 50);
    assertThat(step.empty()).isEqualTo(1);
    assertThat(step.distortion()).isCloseTo(2 + 2 + 1, within(1e-12));
    assertThat(step.moved()).isCloseTo(1, within(1e-12));
  }

  @Test
  void stepsNeverRaiseTheDistortionAndEndWhereSmileEnds() {
    Plane plane = PlanePreset.OVERLAPPING.draw(2);
    double[][] points = Plane.values(plane.first());
    double[][] centres = Lloyd.seeds(points, 4, 5);
    double before = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 50; i++) {
      Lloyd.Result step = Lloyd.step(points, centres);
      assertThat(step.distortion()).isLessThanOrEqualTo(before + 1e-12);
      before = step.distortion();
      centres = step.centres();
    }
    assertThat(Lloyd.step(points, centres).moved()).isZero();
    MathEx.setSeed(5);
    double smile = KMeans.lloyd(points, 4, 100).distortion() * points.length;
    assertThat(before).isCloseTo(smile, within(1e-6));
  }

  @Test
  void moreCentresThanDifferentPointsCannotBeLearned() {
    assertThatThrownBy(() -> PlanePreset.EQUAL.draw(1).seeded(1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("K = 4")
        .hasMessageContaining("1 different points");
  }

  @Test
  void everyPresetIsWhatItsNameSays() {
    assertThat(counts(PlanePreset.SEPARATED)).containsExactly(6, 6, 6, 6);
    assertThat(counts(PlanePreset.EMPTY)).containsExactly(6, 6, 6, 0);
    assertThat(PlanePreset.EQUAL.draw(1).first()).containsOnly(new Point(.2, .1));
    Point outlier = PlanePreset.OUTLIER.draw(1).first().getFirst();
    assertThat(PlanePreset.OUTLIER.draw(1).centres())
        .allSatisfy(centre -> assertThat(centre.distance(outlier)).isGreaterThan(.6));
    for (PlanePreset preset : PlanePreset.values()) {
      assertThat(PlanePreset.parse(preset.id())).isEqualTo(preset);
    }
    assertThatThrownBy(() -> PlanePreset.parse("round")).hasMessageContaining("'round'");
  }

  private static int[] counts(PlanePreset preset) {
    Plane plane = preset.draw(1);
    int[] counts = new int[4];
    for (int label :
        Lloyd.step(Plane.values(plane.first()), Plane.values(plane.centres())).labels()) {
      counts[label]++;
    }
    return counts;
  }

  @Test
  void everyPlaceOfARegionIsNearestToItsCentre() {
    List<Point> centres =
        List.of(new Point(-.5, 0), new Point(.5, .2), new Point(0, .9), new Point(.5, .2));
    List<List<Point>> regions = Regions.voronoi(centres);
    double area = 0;
    for (int k = 0; k < 3; k++) {
      for (Point corner : regions.get(k)) {
        double own = corner.distance(centres.get(k));
        centres.forEach(c -> assertThat(own).isLessThanOrEqualTo(corner.distance(c) + 1e-9));
      }
      area += area(regions.get(k));
    }
    assertThat(regions.get(3)).as("a centre on top of another owns nothing").isEmpty();
    assertThat(area).as("regions tile the square").isCloseTo(4, within(1e-9));
  }

  private static double area(List<Point> polygon) {
    double twice = 0;
    for (int i = 0; i < polygon.size(); i++) {
      Point a = polygon.get(i);
      Point b = polygon.get((i + 1) % polygon.size());
      twice += a.x() * b.y() - b.x() * a.y();
    }
    return Math.abs(twice) / 2;
  }

  @Test
  void fourReadsGiveTheSumThatAddingUpGives() {
    Golden in = Golden.read("netvlad/box_in");
    Golden sums = Golden.read("netvlad/box_integral");
    double[][] values = new double[12][15];
    for (int i = 0; i < 180; i++) {
      values[i / 15][i % 15] = in.values()[i];
    }
    IntegralImage integral = IntegralImage.of(values);
    for (int i = 0; i < 13 * 16; i++) {
      assertThat(integral.sums()[i / 16][i % 16]).isCloseTo(sums.values()[i], within(1e-4));
    }
    for (int size : new int[] {1, 2, 5, 12}) {
      for (int left = 0; left + size <= 15; left += 3) {
        assertThat(integral.corners(0, left, size).sum())
            .isCloseTo(IntegralImage.direct(values, 0, left, size), within(1e-9));
      }
    }
    assertThatThrownBy(() -> integral.corners(10, 0, 3))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("3×3 cells at row 10, column 0 reaches over the grid of 12×15");
  }
}
