package org.vladoscope.mix;

import java.util.function.IntFunction;
import org.vladoscope.common.InputException;

/** The squared lengths of the clusters' blocks in the descriptors of images: |x_k|². */
final class BlockSquares {

  /** Blocks are of length 0 or about 1/√K before they are mixed; the rest is rounding. */
  private static final double NOTHING = 1e-20;

  private final int clusters;
  private final double[] squares;
  private final IntFunction<String> name;

  /**
   * Nothing is known yet.
   *
   * @param name of an image, for people
   */
  BlockSquares(int images, int clusters, IntFunction<String> name) {
    this.clusters = clusters;
    this.squares = new double[images * clusters];
    this.name = name;
  }

  /** Learns the blocks of an image. */
  void put(int image, float[] descriptor) {
    int channels = descriptor.length / clusters;
    for (int k = 0; k < clusters; k++) {
      double sum = 0;
      for (int i = k * channels; i < (k + 1) * channels; i++) {
        sum += (double) descriptor[i] * descriptor[i];
      }
      squares[image * clusters + k] = sum;
    }
  }

  /** An image that cannot be used. */
  void putUnusable(int image) {
    squares[image * clusters] = Double.NaN;
  }

  boolean isUsable(int image) {
    return !Double.isNaN(squares[image * clusters]);
  }

  /**
   * The length of a mixed descriptor, √Σ w_k²·|x_k|².
   *
   * @param weights squares of factors
   * @return NaN if the image cannot be used, 0 if nothing is left of it
   */
  double length(int image, double[] weights) {
    double sum = 0;
    for (int k = 0; k < clusters; k++) {
      sum += weights[k] * squares[image * clusters + k];
    }
    return isUsable(image) ? sum < NOTHING ? 0 : Math.sqrt(sum) : Double.NaN;
  }

  /** Says that nothing is left of an image. */
  InputException nothingLeft(int image) {
    return new InputException(
        name.apply(image)
            + " has nothing in the clusters that this mix leaves, and so no descriptor; mute fewer"
            + " clusters.");
  }
}
