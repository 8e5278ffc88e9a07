package org.vladoscope.window;

/**
 * A window: a box of cells of a feature map.
 *
 * @param row topmost row of cells, from 0
 * @param column leftmost column of cells, from 0
 * @param height rows of cells, 1 or more
 * @param width columns of cells, 1 or more
 */
public record CellBox(int row, int column, int height, int width) {

  /** Checks the ranges. */
  public CellBox {
    if (row < 0 || column < 0 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          height + " × " + width + " cells at " + row + ", " + column + " are no window");
    }
  }

  /** Its size for people, columns first: "6×4 cells". */
  public String size() {
    return width + "\u00d7" + height + (width * height == 1 ? " cell" : " cells");
  }

  /** True if another window has this size. */
  public boolean isAsLargeAs(CellBox other) {
    return height == other.height && width == other.width;
  }

  /** The cells that both have, as a share of those that either has. */
  public double overlap(CellBox other) {
    int rows = Math.min(row + height, other.row + other.height) - Math.max(row, other.row);
    int columns =
        Math.min(column + width, other.column + other.width) - Math.max(column, other.column);
    if (rows <= 0 || columns <= 0) {
      return 0;
    }
    double both = (double) rows * columns;
    return both / ((double) height * width + (double) other.height * other.width - both);
  }

  /**
   * The same moved by some cells, as far as a map of a size allows.
   *
   * @param mapHeight rows of cells of the map
   * @param mapWidth columns of cells of the map
   */
  public CellBox moved(int down, int right, int mapHeight, int mapWidth) {
    return new CellBox(
        Math.clamp((long) row + down, 0, Math.max(0, mapHeight - height)),
        Math.clamp((long) column + right, 0, Math.max(0, mapWidth - width)),
        height,
        width);
  }

  /** The same with its bottom right corner moved, as far as a map of a size allows. */
  public CellBox resized(int down, int right, int mapHeight, int mapWidth) {
    return new CellBox(
        row,
        column,
        Math.clamp((long) height + down, 1, Math.max(1, mapHeight - row)),
        Math.clamp((long) width + right, 1, Math.max(1, mapWidth - column)));
  }
}
