package org.vladoscope.linalg;

import java.util.Arrays;
import java.util.Random;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;

/**
 * Lloyd's algorithm on matrix products, from a k-means++ start (Arthur and Vassilvitskii, 2007).
 *
 * <p>Every sum is taken in an order that does not depend on the number of threads, so that the same
 * points and seed give the same centres.
 */
public final class KMeans {

  /** Ends when a step improves the sum of squared distances by a smaller share. */
  private static final double TOLERANCE = 1e-5;

  /** Points one worker takes at a time. */
  private static final int CHUNK = 1024;

  private final FloatMatrix points;
  private final Compute compute;
  private final Progress progress;

  /** Squared length of every point. */
  private final float[] squares;

  private final int[] labels;

  /** Squared distance of every point to its centre, up to rounding. */
  private final float[] distances;

  private KMeans(FloatMatrix points, Compute compute, Progress progress) {
    this.points = points;
    this.compute = compute;
    this.progress = progress;
    this.squares = new float[points.rows()];
    this.labels = new int[points.rows()];
    this.distances = new float[points.rows()];
  }

  /**
   * Finds centres.
   *
   * @param points {@code [n, d]}
   * @param count number of centres, at most n
   * @param iterations at most so many steps, 1 or more
   * @param progress told before each step; a cancel is noticed within a step
   * @return {@code [count, d]}
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static FloatMatrix centres(
      FloatMatrix points,
      int count,
      int iterations,
      long seed,
      Compute compute,
      Progress progress) {
    return new KMeans(points, compute, progress).run(count, iterations, seed);
  }

  private FloatMatrix run(int count, int iterations, long seed) {
    progress.report("Training vocabulary (k-means initialisation)", 0);
    forEachPoint(i -> squares[i] = (float) Products.dot(points, i, points, i));
    FloatMatrix centres = spread(count, new Random(seed));
    double before = Double.POSITIVE_INFINITY;
    for (int step = 1; step <= iterations; step++) {
      progress.check();
      progress.report(
          "Training vocabulary (k-means), step " + step + " of at most " + iterations,
          (double) step / iterations);
      double now = assign(centres);
      if (before - now <= TOLERANCE * now) {
        break;
      }
      before = now;
      moveToMeans(centres);
    }
    return centres;
  }

  /** Centres far from each other: each is a point chosen with its squared distance as weight. */
  private FloatMatrix spread(int count, Random random) {
    int d = points.cols();
    FloatMatrix centres = FloatMatrix.zeros(count, d);
    int chosen = random.nextInt(points.rows());
    Arrays.fill(distances, Float.POSITIVE_INFINITY);
    for (int k = 0; k < count; k++) {
      progress.check();
      System.arraycopy(points.data(), chosen * d, centres.data(), k * d, d);
      int newest = chosen;
      forEachPoint(
          i ->
              distances[i] =
                  (float)
                      Math.min(distances[i], Products.squaredDistance(points, i, points, newest)));
      chosen = draw(random);
    }
    return centres;
  }

  /** A point with its distance as weight; any if all distances are 0. */
  private int draw(Random random) {
    double sum = 0;
    for (float distance : distances) {
      sum += distance;
    }
    double left = random.nextDouble() * sum;
    for (int i = 0; i < distances.length; i++) {
      left -= distances[i];
      if (left < 0) {
        return i;
      }
    }
    return random.nextInt(distances.length);
  }

  /** Gives every point its nearest centre, and returns the sum of squared distances. */
  private double assign(FloatMatrix centres) {
    int count = centres.rows();
    float[] half = new float[count];
    for (int k = 0; k < count; k++) {
      half[k] = (float) (Products.dot(centres, k, centres, k) / 2);
    }
    compute.forEachProductBlock(
        points,
        centres,
        (first, rows, products) -> {
          progress.check();
          for (int i = 0; i < rows; i++) {
            int best = 0;
            float most = Float.NEGATIVE_INFINITY;
            for (int k = 0; k < count; k++) {
              float value = products[i * count + k] - half[k];
              if (value > most) {
                most = value;
                best = k;
              }
            }
            labels[first + i] = best;
            distances[first + i] = Math.max(0, squares[first + i] - 2 * most);
          }
        });
    double sum = 0;
    for (float distance : distances) {
      sum += distance;
    }
    return sum;
  }

  /** A centre without points moves to the point that lies farthest from its own. */
  private void moveToMeans(FloatMatrix centres) {
    int[] starts = new int[centres.rows() + 1];
    for (int label : labels) {
      starts[label + 1]++;
    }
    for (int k = 0; k < centres.rows(); k++) {
      if (starts[k + 1] == 0) {
        int farthest = farthest(starts);
        starts[labels[farthest] + 1]--;
        starts[k + 1]++;
        labels[farthest] = k;
        distances[farthest] = 0;
      }
    }
    for (int k = 0; k < centres.rows(); k++) {
      starts[k + 1] += starts[k];
    }
    int[] next = starts.clone();
    int[] members = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      members[next[labels[i]]++] = i;
    }
    compute.parallel(
        centres.rows(), progress, k -> moveToMean(centres, k, members, starts[k], starts[k + 1]));
  }

  /** The point farthest from its centre, of centres that can spare one: there are enough points. */
  private int farthest(int[] counts) {
    int farthest = -1;
    for (int i = 0; i < distances.length; i++) {
      if (counts[labels[i] + 1] > 1 && (farthest < 0 || distances[i] > distances[farthest])) {
        farthest = i;
      }
    }
    return farthest;
  }

  private void moveToMean(FloatMatrix centres, int centre, int[] members, int from, int to) {
    int d = points.cols();
    double[] sum = new double[d];
    for (int m = from; m < to; m++) {
      int at = members[m] * d;
      for (int c = 0; c < d; c++) {
        sum[c] += points.data()[at + c];
      }
    }
    for (int c = 0; c < d; c++) {
      centres.data()[centre * d + c] = (float) (sum[c] / (to - from));
    }
  }

  private interface PointTask {
    void run(int point);
  }

  private void forEachPoint(PointTask task) {
    int n = points.rows();
    compute.parallel(
        (n + CHUNK - 1) / CHUNK,
        progress,
        chunk -> {
          for (int i = chunk * CHUNK; i < Math.min(n, (chunk + 1) * CHUNK); i++) {
            task.run(i);
          }
        });
  }
}
