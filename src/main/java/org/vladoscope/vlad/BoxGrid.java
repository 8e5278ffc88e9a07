package org.vladoscope.vlad;

import org.vladoscope.common.InputException;

/**
 * Boxes of one size on a feature map, of any height and width: patches are those that are square.
 * They are numbered row by row.
 *
 * @param mapHeight rows of cells of the feature map
 * @param mapWidth columns of cells of the feature map
 * @param height rows of cells of a box
 * @param width columns of cells of a box
 * @param stride distance between neighbouring boxes in cells, 1 or more
 */
public record BoxGrid(int mapHeight, int mapWidth, int height, int width, int stride) {

  /** Checks that at least one box fits. */
  public BoxGrid {
    if (height < 1 || width < 1) {
      throw new InputException(
          "A box of " + width + "\u00d7" + height + " cells cannot be used; it has 1 or more.");
    }
    if (stride < 1) {
      throw new InputException("The stride " + stride + " cannot be used; it starts at 1.");
    }
    if (height > mapHeight || width > mapWidth) {
      throw new InputException(
          String.format(
              "A box of %d×%d cells does not fit the feature map of %d×%d; choose a smaller one.",
              width, height, mapWidth, mapHeight));
    }
  }

  /** The boxes that are the patches of a grid. */
  static BoxGrid of(PatchGrid grid) {
    int size = grid.scale().size();
    return new BoxGrid(grid.mapHeight(), grid.mapWidth(), size, size, grid.scale().stride());
  }

  /** Rows of boxes. */
  public int rows() {
    return (mapHeight - height) / stride + 1;
  }

  /** Columns of boxes. */
  public int columns() {
    return (mapWidth - width) / stride + 1;
  }

  /** Number of boxes. */
  public int count() {
    return rows() * columns();
  }

  /** Row of a box among the boxes. */
  public int row(int box) {
    return box / columns();
  }

  /** Column of a box among the boxes. */
  public int column(int box) {
    return box % columns();
  }

  /** Topmost row of cells of a box. */
  public int firstCellRow(int box) {
    return row(box) * stride;
  }

  /** Leftmost column of cells of a box. */
  public int firstCellColumn(int box) {
    return column(box) * stride;
  }
}
