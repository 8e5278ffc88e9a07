package org.vladoscope.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;

class KMeansTest {

  private static final int COUNT = 7;

  @Test
  void everyCentreIsTheMeanOfThePointsNearestToIt() {
    FloatMatrix points = clouds(3000, COUNT, .05f);
    FloatMatrix centres = centres(points, COUNT, 50, 2);
    double[][] sums = new double[COUNT][points.cols()];
    int[] counts = new int[COUNT];
    for (int i = 0; i < points.rows(); i++) {
      int nearest = nearest(points, i, centres);
      counts[nearest]++;
      for (int c = 0; c < points.cols(); c++) {
        sums[nearest][c] += points.get(i, c);
      }
    }
    for (int k = 0; k < COUNT; k++) {
      assertThat(counts[k]).as("points of centre " + k).isPositive();
      for (int c = 0; c < points.cols(); c++) {
        assertThat((double) centres.get(k, c)).isCloseTo(sums[k][c] / counts[k], within(1e-6));
      }
    }
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    FloatMatrix points = clouds(2500, 50, .5f);
    assertThat(centres(points, 20, 8, 1)).isEqualTo(centres(points, 20, 8, 3));
  }

  @Test
  void aStepMoreIsNeverWorse() {
    FloatMatrix points = clouds(2000, 40, .5f);
    double before = Double.POSITIVE_INFINITY;
    for (int steps = 1; steps < 8; steps++) {
      double now = spread(points, centres(points, COUNT, steps, 2));
      assertThat(now).isLessThanOrEqualTo(before * (1 + 1e-6));
      before = now;
    }
  }

  @Test
  void moreCentresThanDifferentPointsAreStillPoints() {
    FloatMatrix points = FloatMatrix.zeros(40, 3);
    for (int i = 0; i < 40; i++) {
      points.data()[3 * i + i % 3] = 1;
    }
    FloatMatrix centres = centres(points, 5, 10, 2);
    for (int k = 0; k < 5; k++) {
      assertThat(centres.row(k)).contains(1f).containsOnly(0f, 1f);
    }
    assertThat(spread(points, centres)).isZero();
  }

  private static FloatMatrix centres(FloatMatrix points, int count, int steps, int threads) {
    try (Compute compute = Compute.open(DeviceChoice.CPU, threads)) {
      return KMeans.centres(points, count, steps, 4, compute, Progress.NONE);
    }
  }

  /** Sum of squared distances to the nearest centre. */
  private static double spread(FloatMatrix points, FloatMatrix centres) {
    double sum = 0;
    for (int i = 0; i < points.rows(); i++) {
      sum += Products.squaredDistance(points, i, centres, nearest(points, i, centres));
    }
    return sum;
  }

  private static int nearest(FloatMatrix points, int i, FloatMatrix centres) {
    double[] distances = new double[centres.rows()];
    for (int k = 0; k < distances.length; k++) {
      distances[k] = Products.squaredDistance(points, i, centres, k);
    }
    double least = Arrays.stream(distances).min().orElseThrow();
    int k = 0;
    while (distances[k] > least) {
      k++;
    }
    return k;
  }

  /** Points around some corners of a cube with nine dimensions. */
  private static FloatMatrix clouds(int count, int clouds, float width) {
    Random random = new Random(8);
    FloatMatrix points = FloatMatrix.zeros(count, 9);
    for (int i = 0; i < count; i++) {
      int corner = 37 * (i % clouds) % 512;
      for (int c = 0; c < 9; c++) {
        points.data()[i * 9 + c] = (corner >> c & 1) + width * (float) random.nextGaussian();
      }
    }
    return points;
  }
}
