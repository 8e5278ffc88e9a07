package org.vladoscope.vlad;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.linalg.Products;

/**
 * Gives clusters found by k-means the softmax they start with (Arandjelović et al., <i>NetVLAD</i>,
 * CVPR 2016, section 3.1 and the published code). Sums in double precision.
 */
final class AssignmentInit {

  /** Ratio of the second best share to the best one, for a feature with the average gap. */
  private static final double SHARE_OF_THE_SECOND = 0.01;

  /** Samples one worker takes at a time. */
  private static final int CHUNK = 256;

  private final FloatMatrix centroids;
  private final FloatMatrix samples;
  private final boolean normalizeInput;
  private final Compute compute;
  private final Progress progress;

  AssignmentInit(
      FloatMatrix centroids,
      FloatMatrix samples,
      boolean normalizeInput,
      Compute compute,
      Progress progress) {
    if (centroids.rows() < 2) {
      throw new IllegalArgumentException("a vocabulary needs two clusters or more");
    }
    if (samples.rows() < 2 || samples.cols() != centroids.cols()) {
      throw new IllegalArgumentException(
          "samples " + samples + " do not fit centroids " + centroids);
    }
    this.centroids = centroids;
    this.samples = samples;
    this.normalizeInput = normalizeInput;
    this.compute = compute;
    this.progress = progress;
  }

  Vocabulary of(VladVersion version) {
    return switch (version) {
      case V1 -> v1();
      case V2 -> v2(alpha(meanGapOfTheTwoNearest()), true);
      case V2_UPSTREAM_BIAS -> v2(alpha(meanGapOfTheTwoNearest()), false);
      case V2_AS_SHIPPED -> v2(alpha(meanGapOfRowNumbers()), false);
    };
  }

  private static double alpha(double meanGap) {
    double alpha = -Math.log(SHARE_OF_THE_SECOND) / meanGap;
    if (!Double.isFinite(alpha)) {
      throw new InputException(
          "No vocabulary can be trained: the sampled features do not prefer any of the"
              + " clusters. Use images that differ, or fewer clusters.");
    }
    return alpha;
  }

  private Vocabulary v1() {
    FloatMatrix weights = copy(centroids);
    L2.normalizeRows(weights);
    scale(weights, alpha(meanGapOfTheTwoBest(weights)));
    return new Vocabulary(centroids, weights, new float[centroids.rows()], normalizeInput);
  }

  /**
   * Weights 2α·c.
   *
   * @param squared whether the bias is −α·|c|², else −α·|c|
   */
  private Vocabulary v2(double alpha, boolean squared) {
    FloatMatrix weights = copy(centroids);
    scale(weights, 2 * alpha);
    float[] bias = new float[centroids.rows()];
    for (int k = 0; k < bias.length; k++) {
      double squaredNorm = Products.dot(centroids, k, centroids, k);
      bias[k] = (float) (-alpha * (squared ? squaredNorm : Math.sqrt(squaredNorm)));
    }
    return new Vocabulary(centroids, weights, bias, normalizeInput);
  }

  private static FloatMatrix copy(FloatMatrix matrix) {
    return FloatMatrix.of(matrix.rows(), matrix.cols(), matrix.data().clone());
  }

  private static void scale(FloatMatrix matrix, double factor) {
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) (matrix.data()[i] * factor);
    }
  }

  /** Mean over the samples of the largest minus the second largest dot product with a cluster. */
  private double meanGapOfTheTwoBest(FloatMatrix words) {
    return meanGap(
        i -> {
          double best = Double.NEGATIVE_INFINITY;
          double second = Double.NEGATIVE_INFINITY;
          for (int k = 0; k < words.rows(); k++) {
            double dot = Products.dot(samples, i, words, k);
            second = Math.max(second, Math.min(best, dot));
            best = Math.max(best, dot);
          }
          return best - second;
        });
  }

  /**
   * Mean over the samples of the second smallest minus the smallest squared distance to a cluster.
   */
  private double meanGapOfTheTwoNearest() {
    return meanGap(
        i -> {
          double nearest = Double.POSITIVE_INFINITY;
          double second = Double.POSITIVE_INFINITY;
          for (int k = 0; k < centroids.rows(); k++) {
            double distance = Products.squaredDistance(samples, i, centroids, k);
            second = Math.min(second, Math.max(nearest, distance));
            nearest = Math.min(nearest, distance);
          }
          return second - nearest;
        });
  }

  /** The mean over all samples, added up in an order that does not depend on the threads. */
  private double meanGap(IntToDoubleFunction gap) {
    int n = samples.rows();
    double[] sums = new double[(n + CHUNK - 1) / CHUNK];
    compute.parallel(
        sums.length,
        progress,
        chunk -> {
          double sum = 0;
          for (int i = chunk * CHUNK; i < Math.min(n, (chunk + 1) * CHUNK); i++) {
            sum += gap.applyAsDouble(i);
          }
          sums[chunk] = sum;
        });
    return Arrays.stream(sums).sum() / n;
  }

  /** Mean over the clusters of the row of the second nearest sample minus that of the nearest. */
  private double meanGapOfRowNumbers() {
    int[] gaps = new int[centroids.rows()];
    compute.parallel(gaps.length, progress, k -> gaps[k] = gapOfRowNumbers(k));
    return Arrays.stream(gaps).asDoubleStream().sum() / gaps.length;
  }

  private int gapOfRowNumbers(int word) {
    int nearest = -1;
    int second = -1;
    double nearestDistance = Double.POSITIVE_INFINITY;
    double secondDistance = Double.POSITIVE_INFINITY;
    for (int i = 0; i < samples.rows(); i++) {
      double distance = Products.squaredDistance(samples, i, centroids, word);
      if (distance < nearestDistance) {
        second = nearest;
        secondDistance = nearestDistance;
        nearest = i;
        nearestDistance = distance;
      } else if (distance < secondDistance) {
        second = i;
        secondDistance = distance;
      }
    }
    return second - nearest;
  }
}
