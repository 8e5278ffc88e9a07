package org.vladoscope.vlad;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.compute.NativeMatrix;
import org.vladoscope.feature.FeatureMap;

/**
 * How much of an image each cluster is given, and the cells summed by these shares: enough for the
 * residuals to clusters that lie elsewhere but share the cells alike.
 *
 * @param totals Σ a_k(x) over all cells x, K values
 * @param sums Σ a_k(x)·x, K·C values
 */
public record WordSums(double[] totals, double[] sums) {

  /** Sums over the cells of an image, as the vocabulary sees them. */
  public static WordSums of(FeatureMap map, Vocabulary words) {
    FloatMatrix cells = words.input(map);
    return of(cells, words.assign(map, cells));
  }

  /** Sums over cells that are shared already; in doubles, because residuals are differences. */
  static WordSums of(FloatMatrix cells, SoftAssignment assignment) {
    int words = assignment.shares().cols();
    double[] shares = doubles(assignment.shares().data());
    double[] sums =
        NativeMatrix.transposedTimes(
            shares, words, doubles(cells.data()), cells.cols(), cells.rows());
    double[] totals = new double[words];
    for (int i = 0; i < shares.length; i++) {
      totals[i % words] += shares[i];
    }
    return new WordSums(totals, sums);
  }

  static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  /**
   * The clusters' residuals, not yet scaled: Σ a·(x − c) = Σ a·x − c·Σ a.
   *
   * @param centroids {@code [K, C]}
   * @return {@code [K, C]}
   */
  FloatMatrix residuals(FloatMatrix centroids) {
    int channels = centroids.cols();
    float[] residuals = new float[sums.length];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = (float) (sums[i] - totals[i / channels] * centroids.data()[i]);
    }
    return FloatMatrix.of(centroids.rows(), channels, residuals);
  }

  /**
   * The clusters' residuals, each cluster's scaled to unit length (intra-normalisation).
   *
   * @param centroids {@code [K, C]}
   * @return {@code [K, C]}
   */
  public FloatMatrix blocks(FloatMatrix centroids) {
    FloatMatrix blocks = residuals(centroids);
    L2.normalizeRows(blocks);
    return blocks;
  }

  /**
   * The centroids moved towards the mean of what their clusters are given by images.
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
