package org.vladoscope.teach.steps;

import org.vladoscope.common.InputException;
import smile.clustering.CentroidClustering;
import smile.math.MathEx;

/**
 * K-means one step at a time. Smile chooses the first centres and finds the nearest one of a point;
 * its own loop cannot be stopped and shown between steps, so the means are taken here.
 */
public final class Lloyd {

  /**
   * One step.
   *
   * @param labels per point the number of the nearest old centre
   * @param centres the means of the points of each label; a centre without points stays
   * @param distortion sum of squared distances of the points to their old centres
   * @param moved how far the centre that moved most moved
   * @param empty centres without points
   */
  public record Result(
      int[] labels, double[][] centres, double distortion, double moved, int empty) {}

  private Lloyd() {}

  /**
   * Chooses first centres among the points, far from each other more likely than close (k-means++).
   *
   * @throws InputException if there are fewer different points than centres
   */
  public static double[][] seeds(double[][] points, int count, long seed) {
    long different =
        java.util.Arrays.stream(points).map(java.util.Arrays::toString).distinct().count();
    if (count < 1 || count > different) {
      throw new InputException(
          String.format(
              "K = %d centroids cannot be found among %d different points; use fewer centroids or"
                  + " more points.",
              count, different));
    }
    MathEx.setSeed(seed);
    double[][] chosen = CentroidClustering.seeds(points, count);
    double[][] result = new double[count][];
    for (int k = 0; k < count; k++) {
      result[k] = chosen[k].clone();
    }
    return result;
  }

  /** Moves every centre to the mean of the points that are nearest to it. */
  public static Result step(double[][] points, double[][] centres) {
    CentroidClustering<double[], double[]> nearest =
        new CentroidClustering<>(
            "k-means",
            centres,
            MathEx::squaredDistance,
            new int[points.length],
            new double[points.length]);
    int dims = centres[0].length;
    int[] labels = new int[points.length];
    int[] counts = new int[centres.length];
    double[][] means = new double[centres.length][dims];
    double distortion = 0;
    for (int i = 0; i < points.length; i++) {
      labels[i] = nearest.predict(points[i]);
      counts[labels[i]]++;
      distortion += MathEx.squaredDistance(points[i], centres[labels[i]]);
      for (int d = 0; d < dims; d++) {
        means[labels[i]][d] += points[i][d];
      }
    }
    double moved = 0;
    int empty = 0;
    for (int k = 0; k < centres.length; k++) {
      if (counts[k] == 0) {
        means[k] = centres[k].clone();
        empty++;
        continue;
      }
      for (int d = 0; d < dims; d++) {
        means[k][d] /= counts[k];
      }
      moved = Math.max(moved, MathEx.distance(means[k], centres[k]));
    }
    return new Result(labels, means, distortion, moved, empty);
  }
}
