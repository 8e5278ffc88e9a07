package org.vladoscope.feature;

/**
 * How the cells of a feature map lie on the picture.
 *
 * @param receptiveField side of the square of pixels a cell sees
 * @param stride distance in pixels between neighbouring cells
 * @param padding pixels by which the first cell's receptive field reaches over the border
 */
public record CellGeometry(int receptiveField, int stride, int padding) {

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
}
