package org.vladoscope.train;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.InverseRoot;
import org.vladoscope.linalg.Products;
import org.vladoscope.vlad.Vocabulary;
import org.vladoscope.vlad.WordSums;
import org.vladoscope.vlad.WordWeights;

/**
 * A guess without gradients, from the part to train on alone; triplets begin there. The clusters
 * move towards the mean of what they are given, so that residuals say how an image differs from
 * others. The projection is that which makes the differences between images of one place vary alike
 * in all directions (Mikolajczyk and Matas, ICCV 2007; Radenović et al., TPAMI 2019, there of whole
 * descriptors): directions in which the season changes a place count less. One matrix serves all
 * clusters, so that a few dozen matches suffice.
 */
final class FirstGuess {

  /** How far clusters move towards the mean of what they are given. */
  private static final double TOWARDS_MEAN = .6;

  /** See {@link InverseRoot}. */
  private static final double SHRINKAGE = .3;

  private final TrainingImages images;
  private final PlaceSplit split;
  private final TrainingConfig config;
  private final Vocabulary start;
  private final Compute compute;

  FirstGuess(
      TrainingImages images,
      PlaceSplit split,
      TrainingConfig config,
      Vocabulary start,
      Compute compute) {
    this.images = images;
    this.split = split;
    this.config = config;
    this.start = start;
    this.compute = compute;
  }

  /** The guess, for the parts that are trained; the others stay. */
  VladWeights of(VladWeights begin, Progress progress) {
    int[] places =
        IntStream.range(0, split.images().length)
            .filter(d -> split.images()[d] && images.isUsableImage(d))
            .toArray();
    int[] queries = split.trained();
    WordSums[] ofPlaces = sums(places.length, i -> images.image(places[i], progress), progress);
    WordSums[] ofQueries = sums(queries.length, i -> images.query(queries[i], progress), progress);
    VladWeights guess = begin.copy();
    if (config.trains(TrainedPart.CENTROIDS)) {
      List<WordSums> pictures =
          Stream.concat(Arrays.stream(ofPlaces), Arrays.stream(ofQueries)).toList();
      FloatMatrix moved = WordSums.moved(start.centroids(), TOWARDS_MEAN, pictures);
      System.arraycopy(moved.data(), 0, guess.centroids().data(), 0, moved.data().length);
    }
    FloatMatrix residuals = residuals(ofPlaces, guess.centroids());
    if (config.trains(TrainedPart.PROJECTION)) {
      double[] covariance =
          differences(residuals, residuals(ofQueries, guess.centroids()), places, progress);
      FloatMatrix root = InverseRoot.of(covariance, start.channels(), SHRINKAGE, progress);
      System.arraycopy(root.data(), 0, guess.projection().data(), 0, root.data().length);
    }
    if (config.trains(TrainedPart.WEIGHTS)) {
      float[] weights = WordWeights.of(projected(residuals, guess), compute, progress);
      System.arraycopy(weights, 0, guess.wordWeights(), 0, weights.length);
    }
    return guess;
  }

  private WordSums[] sums(int count, IntFunction<FeatureMap> features, Progress progress) {
    WordSums[] sums = new WordSums[count];
    compute.parallel(count, progress, i -> sums[i] = WordSums.of(features.apply(i), start));
    return sums;
  }

  private static void add(double[] values, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }

  /** The clusters' blocks; a row for each image. */
  private static FloatMatrix residuals(WordSums[] pictures, FloatMatrix centroids) {
    int length = centroids.data().length;
    FloatMatrix rows = FloatMatrix.zeros(pictures.length, length);
    for (int p = 0; p < pictures.length; p++) {
      System.arraycopy(pictures[p].blocks(centroids).data(), 0, rows.data(), p * length, length);
    }
    return rows;
  }

  /** The blocks of each image as they are in its descriptor, before clusters weigh. */
  private static FloatMatrix[] projected(FloatMatrix residuals, VladWeights weights) {
    int words = weights.centroids().rows();
    int channels = weights.centroids().cols();
    FloatMatrix[] blocks = new FloatMatrix[residuals.rows()];
    for (int p = 0; p < blocks.length; p++) {
      FloatMatrix ofPicture = FloatMatrix.of(words, channels, residuals.row(p));
      blocks[p] = Products.timesTransposed(ofPicture, weights.projection());
      L2.normalizeRows(blocks[p]);
    }
    return blocks;
  }

  /** Mean of d·dᵀ over all clusters and all matches, d being what a match differs by; [C, C]. */
  private double[] differences(
      FloatMatrix ofPlaces, FloatMatrix ofQueries, int[] places, Progress progress) {
    GroundTruth truth = images.map().groundTruth();
    int[] queries = split.trained();
    int words = start.size();
    int channels = start.channels();
    double[][] ofWords = new double[words][channels * channels];
    compute.parallel(
        words,
        progress,
        word -> {
          double[] sum = ofWords[word];
          double[] d = new double[channels];
          for (int q = 0; q < queries.length; q++) {
            progress.check();
            for (int p = 0; p < places.length; p++) {
              if (truth.isPositive(queries[q], places[p])) {
                int a = (q * words + word) * channels;
                int b = (p * words + word) * channels;
                for (int c = 0; c < channels; c++) {
                  d[c] = (double) ofQueries.data()[a + c] - ofPlaces.data()[b + c];
                }
                addSquare(d, sum);
              }
            }
          }
        });
    double[] covariance = new double[channels * channels];
    for (double[] one : ofWords) {
      add(one, covariance);
    }
    return covariance;
  }

  private static void addSquare(double[] d, double[] sum) {
    for (int i = 0; i < d.length; i++) {
      for (int j = 0; j < d.length; j++) {
        sum[i * d.length + j] += d[i] * d[j];
      }
    }
  }
}
