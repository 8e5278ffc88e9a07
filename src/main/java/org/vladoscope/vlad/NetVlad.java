package org.vladoscope.vlad;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.compute.NativeMatrix;
import org.vladoscope.feature.FeatureMap;

/**
 * The global descriptor of a picture (Arandjelović et al., <i>NetVLAD</i>, CVPR 2016, equation 4):
 * soft-assigned residuals summed over all cells, each word's block scaled to unit length, then the
 * whole. A vocabulary may say that sums are projected first, and that words weigh differently.
 */
public final class NetVlad {

  private NetVlad() {}

  /** The descriptor, K·C values, word by word, of unit length. */
  public static float[] describe(FeatureMap map, Vocabulary vocabulary) {
    FloatMatrix cells = vocabulary.input(map);
    FloatMatrix sums = sums(map, cells, vocabulary.assign(map, cells), vocabulary);
    return unitLength(vocabulary.projected(sums), vocabulary.wordWeights());
  }

  /**
   * The residuals of every word summed over all cells, before anything is scaled to unit length: Σ
   * a·(x − c) = Σ a·x − c·Σ a.
   *
   * @param cells the map's cells as the vocabulary sees them
   * @return {@code [K, C]}
   */
  static FloatMatrix sums(
      FeatureMap map, FloatMatrix cells, SoftAssignment assignment, Vocabulary vocabulary) {
    int words = vocabulary.size();
    int channels = vocabulary.channels();
    double[] shares = doubles(assignment.shares().data());
    // In doubles: where a word's centroid lies among its cells, the difference below is small.
    double[] weighted =
        NativeMatrix.transposedTimes(shares, words, doubles(cells.data()), channels, cells.rows());
    double[] total = new double[words];
    for (int cell = 0; cell < cells.rows(); cell++) {
      for (int k = 0; k < words; k++) {
        total[k] += shares[cell * words + k];
      }
    }
    float[] sums = new float[words * channels];
    for (int k = 0; k < words; k++) {
      for (int i = k * channels; i < (k + 1) * channels; i++) {
        sums[i] = (float) (weighted[i] - total[k] * vocabulary.centroids().data()[i]);
      }
    }
    return FloatMatrix.of(words, channels, sums);
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  /** Scales every word's sum to its weight (intra-normalisation), then the whole to unit length. */
  static float[] unitLength(FloatMatrix sums, float[] wordWeights) {
    float[] descriptor = sums.data().clone();
    for (int k = 0; k < sums.rows(); k++) {
      L2.normalize(descriptor, k * sums.cols(), (k + 1) * sums.cols());
      for (int i = k * sums.cols(); i < (k + 1) * sums.cols(); i++) {
        descriptor[i] *= wordWeights[k];
      }
    }
    L2.normalize(descriptor, 0, descriptor.length);
    return descriptor;
  }
}
