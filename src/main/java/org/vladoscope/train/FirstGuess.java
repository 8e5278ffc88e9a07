package org.vladoscope.train;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.InverseRoot;
import org.vladoscope.vlad.SoftAssignment;
import org.vladoscope.vlad.Vocabulary;

/**
 * A guess without gradients, from the part to train on alone; triplets begin there. The words move
 * towards the mean of what they are given, so that residuals say how a picture differs from others.
 * The projection is that which makes the differences between pictures of one place vary alike in
 * all directions (Mikolajczyk and Matas, ICCV 2007; Radenović et al., TPAMI 2019, there of whole
 * descriptors): directions in which the season changes a place count less. One matrix serves all
 * words, so that a few dozen matches suffice.
 */
final class FirstGuess {

  /** How far words move towards the mean of what they are given. */
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

  /**
   * The shares of a picture's cells, and the cells summed by them.
   *
   * @param totals K values
   * @param sums K·C values
   */
  private record Sums(double[] totals, double[] sums) {

    static Sums of(FeatureMap map, Vocabulary words) {
      FloatMatrix cells = words.input(map);
      SoftAssignment shares = words.assign(map);
      int channels = words.channels();
      Sums result = new Sums(new double[words.size()], new double[words.descriptorLength()]);
      for (int cell = 0; cell < cells.rows(); cell++) {
        for (int k = 0; k < words.size(); k++) {
          double share = shares.share(cell, k);
          result.totals[k] += share;
          for (int c = 0; c < channels; c++) {
            result.sums[k * channels + c] += share * cells.data()[cell * channels + c];
          }
        }
      }
      return result;
    }
  }

  /** The guess, for the parts that are trained; the others stay. */
  VladWeights of(VladWeights begin, Progress progress) {
    int[] places =
        IntStream.range(0, split.images().length)
            .filter(d -> split.images()[d] && images.isUsableImage(d))
            .toArray();
    int[] queries = split.trained();
    Sums[] ofPlaces = sums(places.length, i -> images.image(places[i], progress), progress);
    Sums[] ofQueries = sums(queries.length, i -> images.query(queries[i], progress), progress);
    VladWeights guess = begin.copy();
    if (config.trains(TrainedPart.CENTROIDS)) {
      moveTowardsMean(guess.centroids(), ofPlaces, ofQueries);
    }
    if (config.trains(TrainedPart.PROJECTION)) {
      double[] covariance =
          differences(
              residuals(ofPlaces, guess.centroids()),
              residuals(ofQueries, guess.centroids()),
              places,
              progress);
      FloatMatrix root = InverseRoot.of(covariance, start.channels(), SHRINKAGE, progress);
      System.arraycopy(root.data(), 0, guess.projection().data(), 0, root.data().length);
    }
    return guess;
  }

  private Sums[] sums(int count, IntFunction<FeatureMap> features, Progress progress) {
    Sums[] sums = new Sums[count];
    compute.parallel(count, progress, i -> sums[i] = Sums.of(features.apply(i), start));
    return sums;
  }

  private static void moveTowardsMean(FloatMatrix centroids, Sums[] places, Sums[] queries) {
    double[] totals = new double[centroids.rows()];
    double[] sums = new double[centroids.data().length];
    for (Sums[] some : new Sums[][] {places, queries}) {
      for (Sums one : some) {
        add(one.totals, totals);
        add(one.sums, sums);
      }
    }
    for (int i = 0; i < sums.length; i++) {
      double total = totals[i / centroids.cols()];
      if (total > L2.EPSILON) {
        float at = centroids.data()[i];
        centroids.data()[i] = (float) (at + TOWARDS_MEAN * (sums[i] / total - at));
      }
    }
  }

  private static void add(double[] values, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }

  /** Residuals to the words, each word's scaled to unit length; a row for each picture. */
  private static FloatMatrix residuals(Sums[] pictures, FloatMatrix centroids) {
    int channels = centroids.cols();
    FloatMatrix rows = FloatMatrix.zeros(pictures.length, centroids.data().length);
    for (int p = 0; p < pictures.length; p++) {
      int row = p * rows.cols();
      for (int i = 0; i < rows.cols(); i++) {
        double total = pictures[p].totals[i / channels];
        rows.data()[row + i] = (float) (pictures[p].sums[i] - total * centroids.data()[i]);
      }
      for (int at = row; at < row + rows.cols(); at += channels) {
        L2.normalize(rows.data(), at, at + channels);
      }
    }
    return rows;
  }

  /** Mean of d·dᵀ over all words and all matches, d being what a match differs by; [C, C]. */
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
