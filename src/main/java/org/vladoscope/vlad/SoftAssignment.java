package org.vladoscope.vlad;

import org.vladoscope.common.FloatMatrix;

/**
 * How each cell of a feature map is shared among the clusters of a vocabulary.
 *
 * @param height rows of cells
 * @param width columns of cells
 * @param shares {@code [height · width, K]}, each row adding up to 1, or to less where ghosts of
 *     the vocabulary take a part
 */
public record SoftAssignment(int height, int width, FloatMatrix shares) {

  /** Checks the shape. */
  public SoftAssignment {
    if (shares.rows() != height * width) {
      throw new IllegalArgumentException(
          shares + " does not have one row for each of " + height + " × " + width + " cells");
    }
  }

  /** Number of clusters, K. */
  public int words() {
    return shares.cols();
  }

  /** Share of cluster {@code k} in a cell, 0 to 1. */
  public float share(int cell, int k) {
    return shares.get(cell, k);
  }

  /** The cluster with the largest share of a cell. */
  public int strongest(int cell) {
    int best = 0;
    for (int k = 1; k < words(); k++) {
      if (share(cell, k) > share(cell, best)) {
        best = k;
      }
    }
    return best;
  }

  /** One cluster's share of every cell, row by row. */
  public float[] map(int k) {
    float[] values = new float[shares.rows()];
    for (int cell = 0; cell < values.length; cell++) {
      values[cell] = share(cell, k);
    }
    return values;
  }

  /** Entropy of a cell's shares in bits: 0 for one owner, log₂ K for complete indecision. */
  public double entropy(int cell) {
    double bits = 0;
    for (int k = 0; k < words(); k++) {
      double p = share(cell, k);
      if (p > 0) {
        bits -= p * Math.log(p) / Math.log(2);
      }
    }
    return bits;
  }
}
