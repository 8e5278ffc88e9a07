package org.vladoscope.vlad;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;

/**
 * Gives words found by k-means the softmax they start with (Arandjelović et al., <i>NetVLAD</i>,
 * CVPR 2016, section 3.1 and the published code). Sums in double precision.
 */
final class AssignmentInit {

  /** Ratio of the second best share to the best one, for a feature with the average gap. */
  private static final double SHARE_OF_THE_SECOND = 0.01;

  private final FloatMatrix centroids;
  private final FloatMatrix samples;
  private final boolean normalizeInput;

  AssignmentInit(FloatMatrix centroids, FloatMatrix samples, boolean normalizeInput) {
    if (centroids.rows() < 2) {
      throw new IllegalArgumentException("a vocabulary needs two words or more");
    }
    if (samples.rows() < 2 || samples.cols() != centroids.cols()) {
      throw new IllegalArgumentException(
          "samples " + samples + " do not fit centroids " + centroids);
    }
    this.centroids = centroids;
    this.samples = samples;
    this.normalizeInput = normalizeInput;
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
          "No vocabulary can be trained: the sampled features do not prefer any of the visual"
              + " words. Use images that differ, or fewer clusters.");
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
      double squaredNorm = 0;
      for (int c = 0; c < centroids.cols(); c++) {
        squaredNorm += (double) centroids.get(k, c) * centroids.get(k, c);
      }
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

  /** Mean over the samples of the largest minus the second largest dot product with a word. */
  private double meanGapOfTheTwoBest(FloatMatrix words) {
    double sum = 0;
    for (int i = 0; i < samples.rows(); i++) {
      double best = Double.NEGATIVE_INFINITY;
      double second = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < words.rows(); k++) {
        double dot = 0;
        for (int c = 0; c < words.cols(); c++) {
          dot += (double) words.get(k, c) * samples.get(i, c);
        }
        if (dot > best) {
          second = best;
          best = dot;
        } else if (dot > second) {
          second = dot;
        }
      }
      sum += best - second;
    }
    return sum / samples.rows();
  }

  /** Mean over the samples of the second smallest minus the smallest squared distance to a word. */
  private double meanGapOfTheTwoNearest() {
    double sum = 0;
    for (int i = 0; i < samples.rows(); i++) {
      double nearest = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      for (int k = 0; k < centroids.rows(); k++) {
        double distance = squaredDistance(i, k);
        if (distance < nearest) {
          second = nearest;
          nearest = distance;
        } else if (distance < second) {
          second = distance;
        }
      }
      sum += second - nearest;
    }
    return sum / samples.rows();
  }

  /** Mean over the words of the row of the second nearest sample minus that of the nearest. */
  private double meanGapOfRowNumbers() {
    double sum = 0;
    for (int k = 0; k < centroids.rows(); k++) {
      int nearest = -1;
      int second = -1;
      double nearestDistance = Double.POSITIVE_INFINITY;
      double secondDistance = Double.POSITIVE_INFINITY;
      for (int i = 0; i < samples.rows(); i++) {
        double distance = squaredDistance(i, k);
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
      sum += second - nearest;
    }
    return sum / centroids.rows();
  }

  private double squaredDistance(int sample, int word) {
    double sum = 0;
    for (int c = 0; c < centroids.cols(); c++) {
      double difference = (double) samples.get(sample, c) - centroids.get(word, c);
      sum += difference * difference;
    }
    return sum;
  }
}
