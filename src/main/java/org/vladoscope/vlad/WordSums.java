package org.vladoscope.vlad;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.feature.FeatureMap;

/**
 * How much of a picture each word is given, and the cells summed by these shares: enough for the
 * residuals to words that lie elsewhere but share the cells alike.
 *
 * @param totals Σ a_k(x) over all cells x, K values
 * @param sums Σ a_k(x)·x, K·C values
 */
public record WordSums(double[] totals, double[] sums) {

  /** Sums over the cells of a picture, as the vocabulary sees them. */
  public static WordSums of(FeatureMap map, Vocabulary words) {
    FloatMatrix cells = words.input(map);
    SoftAssignment shares = words.assign(map, cells);
    int channels = words.channels();
    WordSums result = new WordSums(new double[words.size()], new double[words.descriptorLength()]);
    for (int cell = 0; cell < cells.rows(); cell++) {
      for (int k = 0; k < words.size(); k++) {
        double share = shares.share(cell, k);
        if (share > 0) {
          result.totals[k] += share;
          for (int c = 0; c < channels; c++) {
            result.sums[k * channels + c] += share * cells.data()[cell * channels + c];
          }
        }
      }
    }
    return result;
  }

  /**
   * The words' residuals, each word's scaled to unit length (intra-normalisation).
   *
   * @param centroids {@code [K, C]}
   * @return {@code [K, C]}
   */
  public FloatMatrix blocks(FloatMatrix centroids) {
    int channels = centroids.cols();
    FloatMatrix blocks = FloatMatrix.zeros(centroids.rows(), channels);
    for (int i = 0; i < sums.length; i++) {
      blocks.data()[i] = (float) (sums[i] - totals[i / channels] * centroids.data()[i]);
    }
    L2.normalizeRows(blocks);
    return blocks;
  }

  /**
   * The centroids moved towards the mean of what their words are given by pictures.
   *
   * @param centroids {@code [K, C]}; one without any cells stays
   * @param share how far, 0 to 1
   * @return {@code [K, C]}
   */
  public static FloatMatrix moved(
      FloatMatrix centroids, double share, Iterable<WordSums> pictures) {
    double[] totals = new double[centroids.rows()];
    double[] sums = new double[centroids.data().length];
    for (WordSums picture : pictures) {
      add(picture.totals, totals);
      add(picture.sums, sums);
    }
    FloatMatrix moved = FloatMatrix.zeros(centroids.rows(), centroids.cols());
    for (int i = 0; i < sums.length; i++) {
      double total = totals[i / centroids.cols()];
      float at = centroids.data()[i];
      moved.data()[i] = total > L2.EPSILON ? (float) (at + share * (sums[i] / total - at)) : at;
    }
    return moved;
  }

  private static void add(double[] values, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }
}
