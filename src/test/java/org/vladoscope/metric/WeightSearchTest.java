package org.vladoscope.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.Progress;

class WeightSearchTest {

  /** The first patch size tells right from wrong, the second misleads. */
  private static List<WeightSearch.Query> queries(int count, double noise) {
    Random random = new Random(3);
    List<WeightSearch.Query> queries = new ArrayList<>();
    for (int q = 0; q < count; q++) {
      double[][] z = new double[4][];
      boolean[] positive = new boolean[4];
      positive[q % 4] = true;
      for (int i = 0; i < 4; i++) {
        z[i] =
            new double[] {
              (positive[i] ? 1 : 0) + noise * random.nextGaussian(),
              (i == 0 ? 1.5 : 0) + noise * random.nextGaussian()
            };
      }
      queries.add(new WeightSearch.Query(z, new double[4], positive));
    }
    return queries;
  }

  private static WeightSearch search(List<WeightSearch.Query> queries, Double... weights) {
    return WeightSearch.of(queries, List.of(weights), 5, 1, Progress.NONE);
  }

  @Test
  void thePatchSizeThatTellsRightFromWrongGetsTheWeight() {
    WeightSearch found = search(queries(200, .3), .5, .5);

    assertThat(found.weights().getFirst()).isGreaterThan(.6);
    assertThat(found.weights().stream().mapToDouble(w -> w).sum()).isEqualTo(1.0);
    assertThat(found.training()).isGreaterThan(found.current());
    assertThat(found.heldOut()).isGreaterThan(found.current());
    assertThat(found.warnings()).noneMatch(w -> w.contains("Over-fitting"));
    assertThat(found.tried()).isEqualTo(21);
  }

  @Test
  void fewQueriesWhoseScoresSayNothingGiveAWarning() {
    Random random = new Random(5);
    List<WeightSearch.Query> noise = new ArrayList<>();
    for (int q = 0; q < 20; q++) {
      double[][] z = new double[6][];
      for (int i = 0; i < 6; i++) {
        z[i] = new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      }
      noise.add(
          new WeightSearch.Query(
              z, new double[6], new boolean[] {true, false, false, false, false, false}));
    }

    WeightSearch found = search(noise, .4, .3, .3);

    assertThat(found.training()).isGreaterThan(found.heldOut());
    assertThat(found.warnings()).anyMatch(w -> w.startsWith("Only 20 queries"));
    assertThat(found.warnings()).hasSize(2);
  }

  @Test
  void heldOutQueriesHaveNoSayInTheirOwnWeights() {
    // Two queries that contradict each other: what suits one fails the other.
    List<WeightSearch.Query> queries =
        List.of(
            new WeightSearch.Query(
                new double[][] {{1, 0}, {0, 1}}, new double[2], new boolean[] {true, false}),
            new WeightSearch.Query(
                new double[][] {{1, 0}, {0, 1}}, new double[2], new boolean[] {false, true}));

    WeightSearch found = search(queries, .5, .5);

    assertThat(found.training()).isEqualTo(.5);
    assertThat(found.heldOut()).isZero();
    assertThat(found.folds()).isEqualTo(2);
  }

  @Test
  void ofEquallyGoodWeightsTheNearestToThoseInUseAreChosen() {
    List<WeightSearch.Query> easy = new ArrayList<>();
    for (int q = 0; q < 10; q++) {
      easy.add(
          new WeightSearch.Query(
              new double[][] {{1, 1}, {0, 0}}, new double[2], new boolean[] {true, false}));
    }

    assertThat(search(easy, .35, .65).weights()).containsExactly(.35, .65);
    assertThat(search(easy, 7.0, 3.0).weights())
        .as("their sum stays, so that what is added counts as much as before")
        .containsExactly(7.0, 3.0);
  }

  @Test
  void rankTiesGoToTheOneFoundFirst() {
    WeightSearch.Query tie =
        new WeightSearch.Query(
            new double[][] {{0}, {0}}, new double[2], new boolean[] {false, true});

    assertThat(tie.rank(new double[] {1})).isEqualTo(2);
  }

  @Test
  void oneQueryChoosesNothing() {
    assertThatThrownBy(() -> search(queries(1, 0), .5, .5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFrontHoldsWhatNothingBeats() {
    record Point(double recall, double time, double memory) {}
    List<Point> points =
        List.of(
            new Point(.9, 10, 5),
            new Point(.9, 10, 5),
            new Point(.9, 11, 5),
            new Point(.8, 2, 9),
            new Point(.7, 20, 1),
            new Point(.7, 20, 2),
            new Point(Double.NaN, 0, 0));

    assertThat(ParetoFront.of(points, Point::recall, List.of(Point::time, Point::memory)))
        .containsExactly(points.get(0), points.get(1), points.get(3), points.get(4));
  }
}
