package org.vladoscope.teach.race;

import java.util.List;
import java.util.Locale;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;

/**
 * All differences of all features to all centres at once, times a mask. It stands for what a
 * broadcast in an array library does, so it really makes the T×N×K×F tensor, and refuses where
 * there is no room for it.
 */
final class BroadcastVlad extends LabelledVlad {

  /** Values per array: large ones waste little where the collector rounds sizes up. */
  private static final int PART = 1 << 22;

  private final long memory;

  /** A formulation that may allocate so many bytes. */
  BroadcastVlad(long memory) {
    this.memory = memory;
  }

  @Override
  public String name() {
    return "naivec";
  }

  @Override
  public String idea() {
    return "T×N×K×F difference tensor × one-hot mask";
  }

  @Override
  public List<String> pseudocode() {
    return List.of(
        "d = x[:,:,None,:] − c[None,None,:,:]   # T×N×K×F",
        "mask = onehot(label)                   # T×N×K×1",
        "v = (d · mask).sum(over features)");
  }

  @Override
  public long bytesNeeded(LocalFeatures features, int centres) {
    return commonBytes(features, centres) + tensorBytes(features, centres);
  }

  private static long tensorBytes(LocalFeatures features, int centres) {
    return (long) features.count() * centres * features.dims() * Float.BYTES;
  }

  @Override
  void refuseIfTooLarge(LocalFeatures features, int centres) {
    long needed = bytesNeeded(features, centres);
    if (needed > memory) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "naivec would need %s for its %d×%d×%d×%d differences, and %s are free; use fewer"
                  + " images, or another formulation.",
              Bytes.text(needed),
              features.images(),
              features.perImage(),
              centres,
              features.dims(),
              Bytes.text(memory)));
    }
  }

  @Override
  FloatMatrix sums(LocalFeatures features, FloatMatrix centres, int[] labels) {
    int clusters = centres.rows();
    int dims = centres.cols();
    int perImage = features.perImage();
    float[] x = features.values().data();
    float[] c = centres.data();
    // In parts only because a Java array has less than 2³¹ elements; all are kept.
    int perTensor = Math.multiplyExact(Math.multiplyExact(perImage, clusters), dims);
    int perPart = Math.max(1, PART / perTensor);
    float[][] parts = new float[(features.images() + perPart - 1) / perPart][];
    for (int p = 0; p < parts.length; p++) {
      int first = p * perPart;
      parts[p] = new float[Math.min(perPart, features.images() - first) * perTensor];
      for (int i = 0; i < parts[p].length / (clusters * dims); i++) {
        int row = (first * perImage + i) * dims;
        for (int k = 0; k < clusters; k++) {
          int to = (i * clusters + k) * dims;
          for (int f = 0; f < dims; f++) {
            parts[p][to + f] = x[row + f] - c[k * dims + f];
          }
        }
      }
    }
    FloatMatrix result = FloatMatrix.zeros(features.images(), clusters * dims);
    float[] out = result.data();
    for (int i = 0; i < labels.length; i++) {
      int t = i / perImage;
      float[] d = parts[t / perPart];
      int inPart = i - t / perPart * perPart * perImage;
      for (int k = 0; k < clusters; k++) {
        float mask = labels[i] == k ? 1 : 0;
        int from = (inPart * clusters + k) * dims;
        int to = (t * clusters + k) * dims;
        for (int f = 0; f < dims; f++) {
          out[to + f] += mask * d[from + f];
        }
      }
    }
    return result;
  }
}
