package org.vladoscope.vlad;

import java.util.Arrays;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.NativeMatrix;

/**
 * What clusters should weigh in global descriptors, told from images without ground truth.
 *
 * <p>A similarity of descriptors is a sum over clusters. Summands that tell as much but scatter
 * more between images of different places drown the others; so each is divided by its variance over
 * all pairs of images, as Fisher's discriminant does where all have the same gain.
 */
public final class WordWeights {

  /**
   * The mean variance counts as much as so many pairs of images, so that few images change little.
   */
  private static final double PAIRS_IN_ADVANCE = 50;

  private WordWeights() {}

  /**
   * One over the standard deviation of each cluster's summand.
   *
   * @param blocks for each image {@code [K, C]}, rows of unit length: see {@link WordSums#blocks}
   * @return K values of mean square 1; all 1 for fewer than two images
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static float[] of(FloatMatrix[] blocks, Compute compute, Progress progress) {
    double[] variances = new double[blocks[0].rows()];
    compute.parallel(variances.length, progress, k -> variances[k] = variance(k, blocks));
    double mean = Arrays.stream(variances).average().orElse(0);
    float[] weights = new float[variances.length];
    if (!(mean > 0)) {
      Arrays.fill(weights, 1);
      return weights;
    }
    double pairs = pairs(blocks.length);
    double squares = 0;
    for (int k = 0; k < weights.length; k++) {
      double variance =
          (pairs * variances[k] + PAIRS_IN_ADVANCE * mean) / (pairs + PAIRS_IN_ADVANCE);
      weights[k] = (float) (1 / Math.sqrt(variance));
      squares += 1 / variance / weights.length;
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= (float) Math.sqrt(squares);
    }
    return weights;
  }

  /** How the dot products of two images' blocks of a cluster scatter over all pairs of images. */
  private static double variance(int word, FloatMatrix[] blocks) {
    int count = blocks.length;
    int channels = blocks[0].cols();
    // A column for each image.
    double[] columns = new double[channels * count];
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < channels; c++) {
        columns[c * count + i] = blocks[i].get(word, c);
      }
    }
    double[] products = NativeMatrix.transposedTimes(columns, count, columns, count, channels);
    double sum = 0;
    double squares = 0;
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < a; b++) {
        sum += products[a * count + b];
        squares += products[a * count + b] * products[a * count + b];
      }
    }
    double pairs = Math.max(1, pairs(count));
    double mean = sum / pairs;
    return Math.max(0, squares / pairs - mean * mean);
  }

  private static double pairs(int images) {
    return images * (images - 1) / 2.;
  }
}
