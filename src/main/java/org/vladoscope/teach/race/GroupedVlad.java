package org.vladoscope.teach.race;

import java.util.Arrays;
import java.util.List;
import org.vladoscope.common.FloatMatrix;

/** Sorts the features by image and centre, so that each sum runs over neighbours in memory. */
final class GroupedVlad extends LabelledVlad {

  @Override
  public String name() {
    return "grouped";
  }

  @Override
  public String idea() {
    return "sort by label, sum contiguous runs";
  }

  @Override
  public List<String> pseudocode() {
    return List.of(
        "row = t·K + label                  # per feature",
        "order = argsort(row)",
        "s = x[order]                       # runs of equal row",
        "v[row] = sum(each run) − length · c");
  }

  @Override
  public long bytesNeeded(LocalFeatures features, int centres) {
    return commonBytes(features, centres)
        + (long) features.count() * (features.dims() * Float.BYTES + Integer.BYTES)
        + (long) Integer.BYTES * features.images() * centres;
  }

  @Override
  FloatMatrix sums(LocalFeatures features, FloatMatrix centres, int[] labels) {
    int clusters = centres.rows();
    int dims = centres.cols();
    int rows = features.images() * clusters;
    // A counting sort: where each run ends, then every feature to its place.
    int[] ends = new int[rows + 1];
    for (int i = 0; i < labels.length; i++) {
      ends[i / features.perImage() * clusters + labels[i] + 1]++;
    }
    for (int row = 0; row < rows; row++) {
      ends[row + 1] += ends[row];
    }
    float[] x = features.values().data();
    float[] sorted = new float[x.length];
    int[] next = ends.clone();
    for (int i = 0; i < labels.length; i++) {
      int place = next[i / features.perImage() * clusters + labels[i]]++;
      System.arraycopy(x, i * dims, sorted, place * dims, dims);
    }
    FloatMatrix result = FloatMatrix.zeros(features.images(), clusters * dims);
    double[] sum = new double[dims];
    for (int row = 0; row < rows; row++) {
      sumRun(sorted, ends[row], ends[row + 1], sum);
      int length = ends[row + 1] - ends[row];
      for (int f = 0; f < dims; f++) {
        double centre = centres.data()[row % clusters * dims + f];
        result.data()[row * dims + f] = (float) (sum[f] - length * centre);
      }
    }
    return result;
  }

  /** In double precision: count·centre, taken off later, can nearly cancel the sum. */
  private static void sumRun(float[] sorted, int from, int end, double[] sum) {
    Arrays.fill(sum, 0);
    for (int i = from; i < end; i++) {
      for (int f = 0; f < sum.length; f++) {
        sum[f] += sorted[i * sum.length + f];
      }
    }
  }
}
