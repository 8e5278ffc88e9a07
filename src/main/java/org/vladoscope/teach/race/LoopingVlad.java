package org.vladoscope.teach.race;

import java.util.List;
import org.vladoscope.common.FloatMatrix;

/** For each image and each centre: look through all features for those that belong to it. */
final class LoopingVlad extends LabelledVlad {

  @Override
  public String name() {
    return "looping";
  }

  @Override
  public String idea() {
    return "per image and centroid, a masked sum";
  }

  @Override
  public List<String> pseudocode() {
    return List.of(
        "for t in images:",
        "  for k in clusters:",
        "    mask = label[t] == k",
        "    v[t,k] = sum(x[t][mask] − c[k])");
  }

  @Override
  public long bytesNeeded(LocalFeatures features, int centres) {
    return commonBytes(features, centres);
  }

  @Override
  FloatMatrix sums(LocalFeatures features, FloatMatrix centres, int[] labels) {
    int clusters = centres.rows();
    int dims = centres.cols();
    float[] x = features.values().data();
    float[] c = centres.data();
    FloatMatrix result = FloatMatrix.zeros(features.images(), clusters * dims);
    float[] out = result.data();
    for (int t = 0; t < features.images(); t++) {
      for (int k = 0; k < clusters; k++) {
        int to = (t * clusters + k) * dims;
        for (int i = t * features.perImage(); i < (t + 1) * features.perImage(); i++) {
          if (labels[i] == k) {
            for (int f = 0; f < dims; f++) {
              out[to + f] += x[i * dims + f] - c[k * dims + f];
            }
          }
        }
      }
    }
    return result;
  }
}
