package org.vladoscope.feature;

import org.vladoscope.common.FloatMatrix;

/**
 * Where the class token of a vision transformer looks. What goes to itself and to registers is left
 * out, so that the shares of all cells add up to less than 1.
 *
 * @param layer the block it looks in, counted from 0
 * @param height rows of cells
 * @param width columns of cells
 * @param heads {@code [H, height · width]}: its attention in that block, a row for each head, each
 *     value a share from 0 to 1
 * @param rollout {@code height · width} values, shares of 0 to 1: what reaches it from each cell
 *     through all blocks up to that one, by attention rollout (Abnar and Zuidema, ACL 2020)
 */
public record AttentionMaps(int layer, int height, int width, FloatMatrix heads, float[] rollout) {

  /** Checks the shapes. */
  public AttentionMaps {
    int cells = height * width;
    if (heads.rows() < 1 || heads.cols() != cells || rollout.length != cells) {
      throw new IllegalArgumentException(
          "attention of " + heads + " does not lie on " + height + " × " + width + " cells");
    }
  }

  /** Number of heads, H. */
  public int count() {
    return heads.rows();
  }

  /** The shares of one head, a value for each cell. */
  public float[] head(int head) {
    return heads.rowRange(head, head + 1).data();
  }

  /** The shares averaged over all heads. */
  public float[] mean() {
    float[] mean = new float[heads.cols()];
    for (int cell = 0; cell < mean.length; cell++) {
      double sum = 0;
      for (int head = 0; head < count(); head++) {
        sum += heads.get(head, cell);
      }
      mean[cell] = (float) (sum / count());
    }
    return mean;
  }

  /** Bytes it takes in memory. */
  public int bytes() {
    return Float.BYTES * (heads.data().length + rollout.length);
  }
}
