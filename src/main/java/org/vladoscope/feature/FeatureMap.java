package org.vladoscope.feature;

import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;

/**
 * The local features of an image: one vector per cell of a grid.
 *
 * @param height rows of cells
 * @param width columns of cells
 * @param cells {@code [height · width, channels]}, cells row by row
 * @param geometry where the cells lie on the image
 * @param summary C values for the whole image, which a vision transformer gives as its class token;
 *     null if the network has none
 */
public record FeatureMap(
    int height, int width, FloatMatrix cells, CellGeometry geometry, float @Nullable [] summary) {

  /** Features of a network without a class token. */
  public FeatureMap(int height, int width, FloatMatrix cells, CellGeometry geometry) {
    this(height, width, cells, geometry, null);
  }

  /** Checks the shape. */
  public FeatureMap {
    if (height < 1 || width < 1 || cells.rows() != height * width || cells.cols() < 1) {
      throw new IllegalArgumentException(
          "a feature map of " + height + " × " + width + " cells cannot be " + cells);
    }
    if (summary != null && summary.length != cells.cols()) {
      throw new IllegalArgumentException("a summary has as many values as a cell");
    }
  }

  /** Length of a cell's vector, C. */
  public int channels() {
    return cells.cols();
  }

  /**
   * This map as a file would give it back: every value rounded to 16-bit floating point. Features
   * are used in this form from the start, so that a run from the cache gives the same numbers.
   */
  public FeatureMap roundedToHalf() {
    float[] whole = summary;
    return new FeatureMap(
        height,
        width,
        FloatMatrix.of(cells.rows(), cells.cols(), rounded(cells.data())),
        geometry,
        whole == null ? null : rounded(whole));
  }

  private static float[] rounded(float[] in) {
    float[] out = new float[in.length];
    for (int i = 0; i < in.length; i++) {
      out[i] = Float.float16ToFloat(Float.floatToFloat16(in[i]));
    }
    return out;
  }
}
