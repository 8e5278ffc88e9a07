package org.vladoscope.teach.race;

import java.util.List;
import org.vladoscope.common.FloatMatrix;

/** Adds every feature to the row of its image and centre, then takes the centres off once. */
final class ScatterVlad extends LabelledVlad {

  @Override
  public String name() {
    return "truvec";
  }

  @Override
  public String idea() {
    return "scatter-add into T·K rows, minus count·centroid";
  }

  @Override
  public List<String> pseudocode() {
    return List.of(
        "row = t·K + label                  # per feature",
        "v = zeros(T·K, F);  v[row] += x",
        "n = count(row)",
        "v −= n · c");
  }

  @Override
  public long bytesNeeded(LocalFeatures features, int centres) {
    return commonBytes(features, centres)
        + 2 * HardVlad.resultBytes(features, centres)
        + (long) Integer.BYTES * features.images() * centres;
  }

  @Override
  FloatMatrix sums(LocalFeatures features, FloatMatrix centres, int[] labels) {
    int clusters = centres.rows();
    int dims = centres.cols();
    float[] x = features.values().data();
    float[] c = centres.data();
    FloatMatrix result = FloatMatrix.zeros(features.images(), clusters * dims);
    // In double precision: count·centre can nearly cancel the sum.
    double[] sums = new double[result.data().length];
    int[] counts = new int[features.images() * clusters];
    for (int i = 0; i < labels.length; i++) {
      int row = i / features.perImage() * clusters + labels[i];
      counts[row]++;
      for (int f = 0; f < dims; f++) {
        sums[row * dims + f] += x[i * dims + f];
      }
    }
    for (int row = 0; row < counts.length; row++) {
      int k = row % clusters;
      for (int f = 0; f < dims; f++) {
        int at = row * dims + f;
        result.data()[at] = (float) (sums[at] - counts[row] * (double) c[k * dims + f]);
      }
    }
    return result;
  }
}
