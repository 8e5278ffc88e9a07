package org.vladoscope.ui.matrix;

/**
 * Which part of a matrix a pane shows. Row 0 is at the top.
 *
 * @param left column at the left edge, with a fraction
 * @param top row at the upper edge, with a fraction
 * @param scaleX pixels for each column, above 0
 * @param scaleY pixels for each row, above 0
 * @param width of the pane in pixels
 * @param height of the pane in pixels
 * @param rows of the matrix, 1 or more
 * @param columns of the matrix, 1 or more
 */
public record MatrixView(
    double left,
    double top,
    double scaleX,
    double scaleY,
    double width,
    double height,
    int rows,
    int columns) {

  /** A cell is never drawn larger. */
  public static final double MAX_SCALE = 40;

  /** Checks the scales. */
  public MatrixView {
    if (!(scaleX > 0) || !(scaleY > 0) || rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          rows + " rows and " + columns + " columns at " + scaleX + ", " + scaleY);
    }
  }

  /** All of a matrix, stretched over the pane; cells of small ones stay square. */
  public static MatrixView all(int rows, int columns, double width, double height) {
    double x = Math.min(MAX_SCALE, Math.max(1, width) / columns);
    double y = Math.min(MAX_SCALE, Math.max(1, height) / rows);
    if (x >= 4 || y >= 4) {
      double square = Math.min(x, y);
      x = Math.max(square, Math.min(x, 4));
      y = Math.max(square, Math.min(y, 4));
      x = Math.min(x, Math.max(1, width) / columns);
      y = Math.min(y, Math.max(1, height) / rows);
    }
    return new MatrixView(0, 0, x, y, width, height, rows, columns).clamped();
  }

  /** Column at a pixel, with a fraction; may lie outside. */
  public double columnAt(double x) {
    return left + x / scaleX;
  }

  /** Row at a pixel, with a fraction; may lie outside. */
  public double rowAt(double y) {
    return top + y / scaleY;
  }

  /** Pixel at the left edge of a column. */
  public double x(double column) {
    return (column - left) * scaleX;
  }

  /** Pixel at the upper edge of a row. */
  public double y(double row) {
    return (row - top) * scaleY;
  }

  /** True if there is a cell at a pixel. */
  public boolean isInside(double x, double y) {
    double column = columnAt(x);
    double row = rowAt(y);
    return column >= 0 && column < columns && row >= 0 && row < rows;
  }

  /**
   * Zooms so that a pixel keeps its cell. Each direction stops where the matrix fills the pane and
   * where cells are largest, so that cells become square when one looks closely.
   */
  public MatrixView zoomedAt(double factor, double x, double y) {
    MatrixView whole = all(rows, columns, width, height);
    double newX = Math.clamp(scaleX * factor, Math.min(whole.scaleX, MAX_SCALE), MAX_SCALE);
    double newY = Math.clamp(scaleY * factor, Math.min(whole.scaleY, MAX_SCALE), MAX_SCALE);
    return new MatrixView(
            columnAt(x) - x / newX, rowAt(y) - y / newY, newX, newY, width, height, rows, columns)
        .clamped();
  }

  /** Moves what is seen by pixels, to the right and down. */
  public MatrixView movedBy(double pixelsX, double pixelsY) {
    return new MatrixView(
            left - pixelsX / scaleX,
            top - pixelsY / scaleY,
            scaleX,
            scaleY,
            width,
            height,
            rows,
            columns)
        .clamped();
  }

  /** The same part in a pane of another size; all of it if all of it was seen. */
  public MatrixView resized(double newWidth, double newHeight) {
    return equals(all(rows, columns, width, height))
        ? all(rows, columns, newWidth, newHeight)
        : new MatrixView(left, top, scaleX, scaleY, newWidth, newHeight, rows, columns).clamped();
  }

  /** The nearest view in which a cell is seen. */
  public MatrixView showing(int row, int column) {
    double newLeft = Math.clamp(left, column + 1 - width / scaleX, Math.max(column, 0));
    double newTop = Math.clamp(top, row + 1 - height / scaleY, Math.max(row, 0));
    return new MatrixView(newLeft, newTop, scaleX, scaleY, width, height, rows, columns).clamped();
  }

  /** The view whose middle is that of some cells, as large as all of them and as much again. */
  public MatrixView around(double row, double column, double toRow, double toColumn) {
    MatrixView whole = all(rows, columns, width, height);
    double scale = Math.min(width / (toColumn - column), height / (toRow - row)) / 2;
    double newX = Math.clamp(scale, Math.min(whole.scaleX, MAX_SCALE), MAX_SCALE);
    double newY = Math.clamp(scale, Math.min(whole.scaleY, MAX_SCALE), MAX_SCALE);
    return new MatrixView(
            (column + toColumn - width / newX) / 2,
            (row + toRow - height / newY) / 2,
            newX,
            newY,
            width,
            height,
            rows,
            columns)
        .clamped();
  }

  private MatrixView clamped() {
    return new MatrixView(
        clamped(left, columns, width / scaleX),
        clamped(top, rows, height / scaleY),
        scaleX,
        scaleY,
        width,
        height,
        rows,
        columns);
  }

  /** What is smaller than the pane is centred; else no edge comes inside. */
  private static double clamped(double from, int count, double seen) {
    return seen >= count ? -(seen - count) / 2 : Math.clamp(from, 0, count - seen);
  }

  /** The finest level at which columns are not thinner than half a pixel. */
  public int columnLevel() {
    return level(scaleX);
  }

  /** The finest level at which rows are not thinner than half a pixel. */
  public int rowLevel() {
    return level(scaleY);
  }

  private static int level(double scale) {
    int level = 0;
    while (scale * (1L << level) < .75) {
      level++;
    }
    return level;
  }
}
