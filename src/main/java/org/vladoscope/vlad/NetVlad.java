package org.vladoscope.vlad;

import java.util.Arrays;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.feature.FeatureMap;

/**
 * The global descriptor of a picture (Arandjelović et al., <i>NetVLAD</i>, CVPR 2016, equation 4):
 * soft-assigned residuals summed over all cells, each word's block scaled to unit length, then the
 * whole.
 */
public final class NetVlad {

  private NetVlad() {}

  /** The descriptor, K·C values, word by word, of unit length. */
  public static float[] describe(FeatureMap map, Vocabulary vocabulary) {
    FloatMatrix cells = vocabulary.input(map);
    return unitLength(sums(map, cells, vocabulary.assign(map, cells), vocabulary));
  }

  /**
   * The residuals of every word summed over all cells, before anything is scaled to unit length.
   *
   * @param cells the map's cells as the vocabulary sees them
   * @return {@code [K, C]}
   */
  static FloatMatrix sums(
      FeatureMap map, FloatMatrix cells, SoftAssignment assignment, Vocabulary vocabulary) {
    int channels = vocabulary.channels();
    float[] sums = new float[vocabulary.descriptorLength()];
    float[] centroids = vocabulary.centroids().data();
    float[] rowSum = new float[channels];
    for (int k = 0; k < vocabulary.size(); k++) {
      double[] sum = new double[channels];
      // Floats within a row of cells, doubles between rows: exact enough and quick.
      for (int row = 0; row < map.height(); row++) {
        Arrays.fill(rowSum, 0);
        for (int cell = row * map.width(); cell < (row + 1) * map.width(); cell++) {
          float share = assignment.share(cell, k);
          for (int c = 0; c < channels; c++) {
            rowSum[c] += share * (cells.data()[cell * channels + c] - centroids[k * channels + c]);
          }
        }
        for (int c = 0; c < channels; c++) {
          sum[c] += rowSum[c];
        }
      }
      for (int c = 0; c < channels; c++) {
        sums[k * channels + c] = (float) sum[c];
      }
    }
    return FloatMatrix.of(vocabulary.size(), channels, sums);
  }

  /** Scales every word's sum to unit length (intra-normalisation), then the whole. */
  static float[] unitLength(FloatMatrix sums) {
    float[] descriptor = sums.data().clone();
    for (int k = 0; k < sums.rows(); k++) {
      L2.normalize(descriptor, k * sums.cols(), (k + 1) * sums.cols());
    }
    L2.normalize(descriptor, 0, descriptor.length);
    return descriptor;
  }
}
