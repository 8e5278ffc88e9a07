package org.vladoscope.vlad;

import java.util.Arrays;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.NativeMatrix;
import org.vladoscope.linalg.InverseRoot;
import org.vladoscope.linalg.Products;

/**
 * Makes words that k-means found tell pictures apart better, from pictures of the map alone: no one
 * needs to know which of them show the same place. What cells a word is given stays as it is.
 *
 * <p>Two parts, each of which can be left out:
 *
 * <ul>
 *   <li><b>Whitened residuals.</b> Centroids move to the mean of what they are given, so that
 *       residuals say how a picture differs from others. Then all residuals are multiplied by the
 *       one matrix that makes them vary alike in all directions. (Whitening of whole descriptors:
 *       Jégou and Chum, ECCV 2012; of residuals word by word: Delhumeau et al., <i>Revisiting the
 *       VLAD image representation</i>, ACM MM 2013. One matrix for all words needs far fewer
 *       pictures.)
 *   <li><b>Weighed words.</b> A similarity of descriptors is a sum over words. Summands that tell
 *       as much but scatter more between pictures of different places drown the others, so each is
 *       divided by its variance, as Fisher's discriminant does where all have the same gain.
 * </ul>
 */
final class VocabularyRefinement {

  /** See {@link InverseRoot}. */
  private static final double SHRINKAGE = .1;

  /**
   * The mean variance counts as much as so many pairs of pictures, so that few pictures change
   * little.
   */
  private static final double PAIRS_IN_ADVANCE = 50;

  private final Vocabulary words;
  private final WordSums[] pictures;
  private final Compute compute;
  private final Progress progress;

  /**
   * Words and the pictures to refine them by.
   *
   * @param pictures what they give to these words; one or more
   */
  VocabularyRefinement(Vocabulary words, WordSums[] pictures, Compute compute, Progress progress) {
    this.words = words;
    this.pictures = pictures;
    this.compute = compute;
    this.progress = progress;
  }

  /**
   * The refined words.
   *
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Vocabulary of(boolean whiten, boolean weigh) {
    if (!whiten && !weigh) {
      return words;
    }
    FloatMatrix centroids =
        whiten ? WordSums.moved(words.centroids(), 1, Arrays.asList(pictures)) : words.centroids();
    FloatMatrix[] blocks = new FloatMatrix[pictures.length];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = pictures[i].blocks(centroids);
    }
    Vocabulary refined = words.withCentroids(centroids);
    if (whiten) {
      progress.report("Whitening residuals", .3);
      FloatMatrix root = InverseRoot.of(covariance(blocks), words.channels(), SHRINKAGE, progress);
      refined = refined.turned(root);
      compute.parallel(
          blocks.length,
          progress,
          i -> {
            blocks[i] = Products.timesTransposed(blocks[i], root);
            L2.normalizeRows(blocks[i]);
          });
    }
    return weigh ? refined.withWordWeights(weights(blocks)) : refined;
  }

  /** Mean of b·bᵀ over all words and pictures, b being a block; [C, C]. */
  private double[] covariance(FloatMatrix[] blocks) {
    int channels = words.channels();
    double[] sum = new double[channels * channels];
    for (FloatMatrix ofPicture : blocks) {
      progress.check();
      double[] values = doubles(ofPicture.data());
      double[] products =
          NativeMatrix.transposedTimes(values, channels, values, channels, ofPicture.rows());
      for (int i = 0; i < sum.length; i++) {
        sum[i] += products[i] / ((double) ofPicture.rows() * blocks.length);
      }
    }
    return sum;
  }

  /** One over the standard deviation of each word's summand, of mean square 1. */
  private float[] weights(FloatMatrix[] blocks) {
    double[] variances = new double[words.size()];
    compute.parallel(variances.length, progress, k -> variances[k] = variance(k, blocks));
    double mean = Arrays.stream(variances).average().orElse(0);
    float[] weights = new float[variances.length];
    if (!(mean > 0)) {
      Arrays.fill(weights, 1);
      return weights;
    }
    double pairs = blocks.length * (blocks.length - 1) / 2.;
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

  /** How the dot products of two pictures' blocks of a word scatter over all pairs of pictures. */
  private double variance(int word, FloatMatrix[] blocks) {
    int count = blocks.length;
    int channels = words.channels();
    // A column for each picture.
    double[] columns = new double[channels * count];
    for (int p = 0; p < count; p++) {
      for (int c = 0; c < channels; c++) {
        columns[c * count + p] = blocks[p].get(word, c);
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
    double pairs = count * (count - 1) / 2.;
    double mean = pairs > 0 ? sum / pairs : 0;
    return pairs > 0 ? Math.max(0, squares / pairs - mean * mean) : 0;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
