package org.vladoscope.ui.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointIndexTest {

  private static final double[] EMPTY = {};

  /** Nearest point by looking at all of them. */
  private static int byBruteForce(
      double[] x, double[] y, double ax, double ay, double rx, double ry) {
    int best = -1;
    double bestDistance = 1;
    for (int i = 0; i < x.length; i++) {
      double distance = Math.pow((x[i] - ax) / rx, 2) + Math.pow((y[i] - ay) / ry, 2);
      if (distance < bestDistance) {
        best = i;
        bestDistance = distance;
      }
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.001, 0, 1000})
  void theNearestPointIsTheOneFoundByLookingAtAll(double flatness) {
    Random random = new Random(7);
    double[] x = random.doubles(2000, -300, 500).toArray();
    double[] y = random.doubles(2000, -300, 500).map(v -> v * flatness).toArray();
    x[17] = Double.NaN;
    PointIndex index = new PointIndex(x, y);
    for (int trial = 0; trial < 300; trial++) {
      double ax = random.nextDouble(-320, 520);
      double ay = random.nextDouble(-320, 520) * flatness;
      double rx = random.nextDouble(1, 60);
      double ry = flatness == 0 ? 1 : random.nextDouble(1, 60) * flatness;
      assertThat(index.nearest(ax, ay, rx, ry)).isEqualTo(byBruteForce(x, y, ax, ay, rx, ry));
    }
  }

  @Test
  void aRectangleHoldsThePointsInItAndOnItsEdges() {
    Random random = new Random(8);
    double[] x = random.doubles(2000, 0, 100).toArray();
    double[] y = random.doubles(2000, 0, 10).toArray();
    x[5] = 20;
    y[5] = 3;
    int[] expected =
        IntStream.range(0, 2000)
            .filter(i -> x[i] >= 20 && x[i] <= 33 && y[i] >= 3 && y[i] <= 8)
            .toArray();
    assertThat(new PointIndex(x, y).within(20, 3, 33, 8)).isEqualTo(expected).contains(5);
    assertThat(new PointIndex(x, y).within(-50, -50, 500, 500)).hasSize(2000);
    assertThat(new PointIndex(x, y).within(200, 0, 300, 10)).isEmpty();
  }

  @Test
  void noPointsAndPointsInOnePlaceAreFine() {
    assertThat(new PointIndex(EMPTY, EMPTY).nearest(0, 0, 5, 5)).isEqualTo(-1);
    double[] same = new double[50_000];
    Arrays.fill(same, 3);
    assertThat(new PointIndex(same, same).nearest(3.5, 3, 1, 1)).isZero();
    assertThat(new PointIndex(same, same).within(3, 3, 3, 3)).hasSize(50_000);
  }

  @Test
  void outOfReachIsNotFound() {
    double[] at = {10};
    assertThat(new PointIndex(at, at).nearest(10, 14, 8, 3)).isEqualTo(-1);
    assertThat(new PointIndex(at, at).nearest(14, 10, 8, 3)).isZero();
  }
}
