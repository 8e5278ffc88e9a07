package org.vladoscope.teach.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vladoscope.teach.steps.Plane.Handle;
import org.vladoscope.teach.steps.Plane.Kind;
import org.vladoscope.teach.steps.Plane.Point;

class PooledTest {

  private static final List<Point> CENTRES = List.of(new Point(-.5, 0), new Point(.5, 0));

  private static Pooled of(Pooling pooling, List<Point> cells) {
    return Pooled.all(new Plane(cells, cells, CENTRES), 10).get(pooling.ordinal());
  }

  /** Residuals (0, .2) and (.1, 0) + (0, -.1); blocks and both together to unit length. */
  @Test
  void hardVladSumsResidualsToTheNearestCentroid() {
    List<Point> cells = List.of(new Point(-.5, .2), new Point(.6, 0), new Point(.5, -.1));
    double half = Math.sqrt(.5);
    assertThat(of(Pooling.HARD, cells).first())
        .containsExactly(new double[] {0, half, half * half, -half * half}, within(1e-12));
  }

  /** y of 0.5 and 1 across, 0.5 and 0.5 up: roots of (0.125 + 1) / 2 and of 0.125. */
  @Test
  void gemIsTheRootOfTheMeanOfCubes() {
    double[] vector = of(Pooling.GEM, List.of(new Point(0, 0), new Point(1, 0))).first();
    double across = Math.cbrt(.5625);
    double norm = Math.hypot(across, .5);
    assertThat(vector).containsExactly(new double[] {across / norm, .5 / norm}, within(1e-12));
  }

  /** Between both centroids all is even: each cluster has a third of each of three cells. */
  @Test
  void saladSumsTheCellsThemselvesAndLeavesTheDustbinOut() {
    List<Point> cells = List.of(new Point(0, .5), new Point(0, .5), new Point(0, .5));
    Pooled salad = of(Pooling.SALAD, cells);
    double half = Math.sqrt(.5);
    assertThat(salad.shares(new Handle(Kind.FIRST, 1)))
        .containsExactly(new double[] {1 / 3., 1 / 3., 1 / 3.}, within(1e-12));
    assertThat(salad.first()).containsExactly(new double[] {0, half, 0, half}, within(1e-12));
    assertThat(salad.dustbin()).isCloseTo(1, within(1e-12));
  }

  @Test
  void netVladIsWhatThePlanePageShows() {
    Plane plane = PlanePreset.OVERLAPPING.draw(3);
    PlaneAnalysis analysis = PlaneAnalysis.of(plane, Switches.NETVLAD);
    assertThat(analysis.pooled().getFirst().first()).containsExactly(analysis.first().vector());
    assertThat(analysis.pooled().getFirst().similarity())
        .isCloseTo(analysis.similarity().total(), within(1e-12));
  }

  @Test
  void theOrderOfTheCellsChangesNothing() {
    Plane plane = PlanePreset.OVERLAPPING.draw(3);
    List<Point> mixed = new ArrayList<>(plane.first());
    Collections.shuffle(mixed, new Random(1));
    List<Pooled> before = Pooled.all(plane, 10);
    List<Pooled> after = Pooled.all(plane.with(Kind.FIRST, mixed), 10);
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).first()).containsExactly(before.get(i).first(), within(1e-12));
    }
  }

  @Test
  void fewCellsAreSaidToBeTooFewForSaladAloneAndNoCellsGiveZeros() {
    assertThat(of(Pooling.SALAD, List.of()).problem()).contains("more cells than clusters");
    assertThat(of(Pooling.GEM, List.of()).first()).containsOnly(0);
    assertThat(of(Pooling.NETVLAD, List.of()).first()).containsOnly(0);
  }
}
