package org.vladoscope.vlad;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.feature.FeatureMap;

/**
 * The global descriptor of an image (Arandjelović et al., <i>NetVLAD</i>, CVPR 2016, equation 4):
 * soft-assigned residuals summed over all cells, each cluster's block scaled to unit length, then
 * the whole. A vocabulary may say that sums are projected first, and that clusters weigh
 * differently.
 */
public final class NetVlad {

  private NetVlad() {}

  /** The descriptor, K·C values, cluster by cluster, of unit length. */
  public static float[] describe(FeatureMap map, Vocabulary vocabulary) {
    FloatMatrix cells = vocabulary.input(map);
    FloatMatrix sums =
        WordSums.of(cells, vocabulary.assign(map, cells)).residuals(vocabulary.centroids());
    return unitLength(vocabulary.projected(sums), vocabulary.wordWeights());
  }

  /**
   * Scales every cluster's sum to its weight (intra-normalisation), then the whole to unit length.
   */
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
