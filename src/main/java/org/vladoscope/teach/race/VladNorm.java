package org.vladoscope.teach.race;

import org.vladoscope.common.L2;

/**
 * What is done to a VLAD vector after summing, in this order. A block or a vector of zeros stays
 * zero in each of them.
 *
 * @param signedRoot sign(v)·√|v| of every value (Jégou and Chum, ECCV 2012)
 * @param intra each cluster's block to unit length (Arandjelović and Zisserman, CVPR 2013)
 * @param l2 the whole vector to unit length
 */
public record VladNorm(boolean signedRoot, boolean intra, boolean l2) {

  /** The plain sums. */
  public static final VladNorm NONE = new VladNorm(false, false, false);

  /** Unit length. */
  public static final VladNorm L2_ONLY = new VladNorm(false, false, true);

  /** Signed square root, then unit length: the form that the formulations were compared in. */
  public static final VladNorm ROOT_L2 = new VladNorm(true, false, true);

  /**
   * Applies it in place to one vector.
   *
   * @param values holds the vector
   * @param from where it begins
   * @param clusters number of blocks, K
   * @param dims length of a block, F
   */
  public void apply(float[] values, int from, int clusters, int dims) {
    int to = from + clusters * dims;
    if (signedRoot) {
      for (int i = from; i < to; i++) {
        // v/√|v| where v is not zero; without a branch, so that it is vectorised.
        float size = Math.max(Math.abs(values[i]), Float.MIN_NORMAL);
        values[i] /= (float) Math.sqrt(size);
      }
    }
    if (intra) {
      for (int k = 0; k < clusters; k++) {
        L2.normalize(values, from + k * dims, from + (k + 1) * dims);
      }
    }
    if (l2) {
      L2.normalize(values, from, to);
    }
  }
}
