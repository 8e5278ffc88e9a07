package org.vladoscope.benchmark;

import ai.djl.ndarray.NDArray;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.vladoscope.vlad.PatchGrid;

/**
 * Patch matching as the public reference does it: all distances, the smallest of each row and of
 * each column, those that are mutual, and a score of these.
 */
public final class ReferenceMatcher {

  private ReferenceMatcher() {}

  /**
   * Nearest patches.
   *
   * @param inCandidate per query patch
   * @param inQuery per candidate patch
   */
  public record Nearest(long[] inCandidate, long[] inQuery) {

    /** Matches that are mutual: query patch of each, then candidate patch of each. */
    public int[][] mutual() {
      int[] query = new int[inQuery.length];
      int[] candidate = new int[inQuery.length];
      int count = 0;
      for (int j = 0; j < inQuery.length; j++) {
        if (inCandidate[(int) inQuery[j]] == j) {
          query[count] = (int) inQuery[j];
          candidate[count++] = j;
        }
      }
      return new int[][] {
        java.util.Arrays.copyOf(query, count), java.util.Arrays.copyOf(candidate, count)
      };
    }
  }

  /**
   * Compares all patches.
   *
   * @param query {@code [P, n]}
   * @param candidate {@code [P, m]}
   */
  public static Nearest nearest(NDArray query, NDArray candidate) {
    try (NDArray products = query.transpose().matMul(candidate);
        NDArray doubled = products.mul(2);
        NDArray negative = doubled.neg();
        NDArray squared = negative.add(2 + 1e-9f);
        NDArray distances = squared.sqrt();
        NDArray inCandidate = distances.argMin(1);
        NDArray inQuery = distances.argMin(0)) {
      return new Nearest(inCandidate.toLongArray(), inQuery.toLongArray());
    }
  }

  /** Inliers of OpenCV's classic RANSAC per query patch. */
  public static double ransac(int[][] matches, PatchGrid grid) {
    if (matches[0].length < 4) {
      return 0;
    }
    try (Mat from = points(matches[1], grid);
        Mat to = points(matches[0], grid);
        Mat mask = new Mat();
        Mat homography =
            opencv_calib3d.findHomography(
                from,
                to,
                opencv_calib3d.RANSAC,
                16 * 1.5 * grid.scale().stride(),
                mask,
                2000,
                .995)) {
      return homography.empty() ? 0 : (double) opencv_core.countNonZero(mask) / grid.count();
    }
  }

  private static Mat points(int[] patches, PatchGrid grid) {
    float[] coordinates = new float[2 * patches.length];
    for (int i = 0; i < patches.length; i++) {
      coordinates[2 * i] = grid.keypointX(patches[i]);
      coordinates[2 * i + 1] = grid.keypointY(patches[i]);
    }
    Mat points = new Mat(patches.length, 1, opencv_core.CV_32FC2);
    new FloatPointer(points.data()).put(coordinates);
    return points;
  }

  /** The rapid spatial score. */
  public static double rapid(int[][] matches, PatchGrid grid) {
    int count = matches[0].length;
    if (count == 0) {
      return 0;
    }
    double[] x = new double[count];
    double[] y = new double[count];
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < count; i++) {
      x[i] = grid.column(matches[1][i]) - grid.column(matches[0][i]);
      y[i] = grid.row(matches[1][i]) - grid.row(matches[0][i]);
      meanX += x[i] / count;
      meanY += y[i] / count;
    }
    double score = 0;
    for (int i = 0; i < count; i++) {
      score +=
          Math.pow(grid.columns() - 1 - Math.abs(x[i] - meanX), 2)
              + Math.pow(grid.rows() - 1 - Math.abs(y[i] - meanY), 2);
    }
    return score / grid.count();
  }
}
