package org.vladoscope.teach.race;

import java.util.Arrays;
import java.util.List;
import org.vladoscope.common.FloatMatrix;

/**
 * Labels of a block of features, and at once their sums, while the block is still in the cache: one
 * pass over the features, and nothing allocated but the result and one block.
 */
final class FusedVlad implements HardVlad {

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public String idea() {
    return "blocks: product for labels, sums at once";
  }

  @Override
  public List<String> pseudocode() {
    return List.of(
        "for block in rows(x):              # ≤ 128 features of one image",
        "  label = argmin(|c|²/2 − block·cᵀ)",
        "  for i in block:                  # still in the cache",
        "    v[t, label[i]] += x[i] − c[label[i]]",
        "  after the last block of t: normalise v[t]");
  }

  @Override
  public long bytesNeeded(LocalFeatures features, int centres) {
    return HardVlad.resultBytes(features, centres)
        + (long) Integer.BYTES * NearestCentre.BLOCK
        + NearestCentre.workingBytes(centres, features.dims())
        + 2L * Float.BYTES * centres * features.dims();
  }

  @Override
  public FloatMatrix describe(LocalFeatures features, FloatMatrix centres, VladNorm norm) {
    HardVlad.check(features, centres);
    int clusters = centres.rows();
    int dims = centres.cols();
    float[] x = features.values().data();
    FloatMatrix result = FloatMatrix.zeros(features.images(), clusters * dims);
    NearestCentre nearest = new NearestCentre(centres);
    int[] labels = new int[NearestCentre.BLOCK];
    float[][] rows = new float[clusters][];
    for (int k = 0; k < clusters; k++) {
      rows[k] = centres.row(k);
    }
    float[][] sums = new float[clusters][dims];
    float[] feature = new float[dims];
    for (int t = 0; t < features.images(); t++) {
      int end = (t + 1) * features.perImage();
      for (int from = t * features.perImage(); from < end; from += NearestCentre.BLOCK) {
        int count = Math.min(NearestCentre.BLOCK, end - from);
        nearest.label(x, from, count, labels, 0);
        for (int r = 0; r < count; r++) {
          System.arraycopy(x, (from + r) * dims, feature, 0, dims);
          addDifference(feature, rows[labels[r]], sums[labels[r]]);
        }
      }
      int to = t * result.cols();
      for (int k = 0; k < clusters; k++) {
        System.arraycopy(sums[k], 0, result.data(), to + k * dims, dims);
        Arrays.fill(sums[k], 0);
      }
      norm.apply(result.data(), to, clusters, dims);
    }
    return result;
  }

  private static void addDifference(float[] feature, float[] centre, float[] sum) {
    for (int f = 0; f < sum.length; f++) {
      sum[f] += feature[f] - centre[f];
    }
  }
}
