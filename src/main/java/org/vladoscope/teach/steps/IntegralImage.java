package org.vladoscope.teach.steps;

import org.vladoscope.common.InputException;

/**
 * Sums of rectangles by four reads (Crow, SIGGRAPH 1984), kept so that every step can be shown.
 *
 * @param sums {@code [H + 1][W + 1]}: at row i, column j the sum of all values above and left of
 *     it; the first row and column are zero
 */
public record IntegralImage(double[][] sums) {

  /**
   * The four numbers that make the sum of a window.
   *
   * @param topLeft above and left of it
   * @param topRight above it, up to its right edge
   * @param bottomLeft left of it, down to its lower edge
   * @param bottomRight down to its lower right corner
   */
  public record Corners(double topLeft, double topRight, double bottomLeft, double bottomRight) {

    /** The sum of the window. */
    public double sum() {
      return bottomRight - topRight - bottomLeft + topLeft;
    }
  }

  /**
   * Adds up a grid.
   *
   * @param values {@code [H][W]}, rows equally long
   */
  public static IntegralImage of(double[][] values) {
    int width = values.length == 0 ? 0 : values[0].length;
    double[][] sums = new double[values.length + 1][width + 1];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < width; j++) {
        sums[i + 1][j + 1] = values[i][j] + sums[i][j + 1] + sums[i + 1][j] - sums[i][j];
      }
    }
    return new IntegralImage(sums);
  }

  /** Rows of the grid. */
  public int height() {
    return sums.length - 1;
  }

  /** Columns of the grid. */
  public int width() {
    return sums[0].length - 1;
  }

  /**
   * The four reads for a square window.
   *
   * @throws InputException if it reaches over the grid
   */
  public Corners corners(int top, int left, int size) {
    if (top < 0 || left < 0 || size < 1 || top + size > height() || left + size > width()) {
      throw new InputException(
          String.format(
              "A window of %d×%d cells at row %d, column %d reaches over the grid of %d×%d.",
              size, size, top, left, height(), width()));
    }
    return new Corners(
        sums[top][left],
        sums[top][left + size],
        sums[top + size][left],
        sums[top + size][left + size]);
  }

  /** The sum of a square window, value by value. */
  public static double direct(double[][] values, int top, int left, int size) {
    double sum = 0;
    for (int i = top; i < top + size; i++) {
      for (int j = left; j < left + size; j++) {
        sum += values[i][j];
      }
    }
    return sum;
  }
}
