package org.vladoscope.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;

class ThreeComponentsTest {

  private static Compute compute;

  @BeforeAll
  static void start() {
    compute = Compute.open(DeviceChoice.CPU, 1);
  }

  @AfterAll
  static void stop() {
    compute.close();
  }

  private static ThreeComponents of(FloatMatrix vectors) {
    return ThreeComponents.of(vectors, compute, Progress.NONE);
  }

  /** Spread along the axes of 4, 2 and 1: variances of 32/5, 8/5 and 2/5. */
  @Test
  void vectorsOnTheAxesHaveTheirOwnCoordinates() {
    FloatMatrix vectors =
        FloatMatrix.ofRows(
            new float[] {1, 9, 1, 1},
            new float[] {1, 1, 1, 1},
            new float[] {1, 5, 3, 1},
            new float[] {1, 5, -1, 1},
            new float[] {1, 5, 1, 2},
            new float[] {1, 5, 1, 0});
    ThreeComponents found = of(vectors);
    assertThat(found.along(0)).containsExactly(new float[] {4, -4, 0, 0, 0, 0}, within(1e-5f));
    assertThat(found.along(1)).containsExactly(new float[] {0, 0, 2, -2, 0, 0}, within(1e-5f));
    assertThat(found.along(2)).containsExactly(new float[] {0, 0, 0, 0, 1, -1}, within(1e-5f));
    assertThat(found.shares())
        .containsExactly(new double[] {32 / 42., 8 / 42., 2 / 42.}, within(1e-6));
  }

  @Test
  void otherOrdersOfTheVectorsGiveTheSameScoresInThatOrder() {
    int n = 60;
    int dims = 7;
    float[] values = new float[n * dims];
    float[] turned = new float[n * dims];
    Random random = new Random(4);
    for (int row = 0; row < n; row++) {
      for (int d = 0; d < dims; d++) {
        values[row * dims + d] = (float) (random.nextGaussian() * (d + 1));
        turned[(n - 1 - row) * dims + d] = values[row * dims + d];
      }
    }
    ThreeComponents found = of(FloatMatrix.of(n, dims, values));
    ThreeComponents other = of(FloatMatrix.of(n, dims, turned));
    for (int row = 0; row < n; row++) {
      assertThat(other.scores().row(n - 1 - row))
          .containsExactly(found.scores().row(row), within(1e-4f));
    }
  }

  @Test
  void whatDoesNotSpreadHasScoresOfZero() {
    assertThat(of(FloatMatrix.zeros(5, 4)).scores().data()).containsOnly(0);
    ThreeComponents one = of(FloatMatrix.ofRows(new float[] {0, 1}, new float[] {0, 3}));
    assertThat(one.along(0)).containsExactly(new float[] {-1, 1}, within(1e-6f));
    assertThat(one.along(1)).containsOnly(0);
    assertThat(of(FloatMatrix.zeros(1, 4)).shares()).containsOnly(0);
  }
}
