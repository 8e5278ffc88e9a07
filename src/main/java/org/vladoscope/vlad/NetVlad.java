package org.vladoscope.vlad;

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
    SoftAssignment assignment = vocabulary.assign(map, cells);
    int channels = vocabulary.channels();
    float[] descriptor = new float[vocabulary.descriptorLength()];
    float[] centroids = vocabulary.centroids().data();
    float[] rowSum = new float[channels];
    for (int k = 0; k < vocabulary.size(); k++) {
      double[] sum = new double[channels];
      // Floats within a row of cells, doubles between rows: exact enough and quick.
      for (int row = 0; row < map.height(); row++) {
        java.util.Arrays.fill(rowSum, 0);
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
        descriptor[k * channels + c] = (float) sum[c];
      }
      L2.normalize(descriptor, k * channels, (k + 1) * channels);
    }
    L2.normalize(descriptor, 0, descriptor.length);
    return descriptor;
  }
}
