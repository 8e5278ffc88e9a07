package org.vladoscope.feature;

/**
 * How the cells of a feature map lie on the image.
 *
 * @param receptiveField side of the square of pixels a cell sees
 * @param stride distance in pixels between neighbouring cells
 * @param padding pixels by which the first cell's receptive field reaches over the border
 */
public record CellGeometry(int receptiveField, int stride, int padding) {

  /** The image itself: each pixel is a cell. */
  public static final CellGeometry PIXELS = new CellGeometry(1, 1, 0);

  /** Checks the ranges. */
  public CellGeometry {
    if (receptiveField < 1 || stride < 1 || padding < 0) {
      throw new IllegalArgumentException(
          "receptive field "
              + receptiveField
              + ", stride "
              + stride
              + ", padding "
              + padding
              + " is no geometry of a feature map");
    }
  }

  /** Centre in pixels, along either axis, of the cell with this row or column. */
  public double center(int cell) {
    return (double) stride * cell + (receptiveField - 1) / 2.0 - padding;
  }

  /**
   * The geometry after one more layer of a network.
   *
   * @param kernel side of the square of cells that the layer looks at
   * @param step cells between neighbouring results
   * @param border cells of padding on either side
   */
  public CellGeometry then(int kernel, int step, int border) {
    return new CellGeometry(
        receptiveField + (kernel - 1) * stride, stride * step, padding + border * stride);
  }
}
