package org.vladoscope.window;

import org.vladoscope.common.InputException;
import org.vladoscope.figure.Box;
import org.vladoscope.image.ImageSize;
import org.vladoscope.vlad.PatchGrid;

/**
 * Windows and rectangles of pixels on one image. A rectangle becomes the cells whose centres lie in
 * it; a window is drawn as the rectangle that its cells tile.
 *
 * @param cells the grid of single cells
 * @param resized size of the image the network saw
 * @param original size of the user's image
 */
public record WindowArea(PatchGrid cells, ImageSize resized, ImageSize original) {

  /** Checks that patches are single cells. */
  public WindowArea {
    if (cells.scale().size() != 1 || cells.scale().stride() != 1) {
      throw new IllegalArgumentException("cells are patches of size 1, not " + cells.scale());
    }
  }

  private double ratioX() {
    return (double) original.width() / resized.width();
  }

  private double ratioY() {
    return (double) original.height() / resized.height();
  }

  /** Horizontal centre of a column of cells in pixels of the user's image. */
  private double x(int column) {
    return (cells.geometry().center(column) + .5) * ratioX();
  }

  /** Vertical centre of a row of cells in pixels of the user's image. */
  private double y(int row) {
    return (cells.geometry().center(row) + .5) * ratioY();
  }

  /** Width of a cell in pixels of the user's image. */
  public double cellWidth() {
    return cells.geometry().stride() * ratioX();
  }

  /** Height of a cell in pixels of the user's image. */
  public double cellHeight() {
    return cells.geometry().stride() * ratioY();
  }

  /** The rectangle that the cells of a window tile, in pixels of the user's image. */
  public Box pixels(CellBox box) {
    return new Box(
        x(box.column()) - cellWidth() / 2,
        y(box.row()) - cellHeight() / 2,
        box.width() * cellWidth(),
        box.height() * cellHeight());
  }

  /**
   * The window of a rectangle that is drawn by hand, in pixels; corners in any order. One that
   * holds the middle of no cell becomes the nearest cell.
   */
  public CellBox drawn(double x0, double y0, double x1, double y1) {
    int[] columns =
        between(Math.min(x0, x1), Math.max(x0, x1), x(0), cellWidth(), cells.mapWidth());
    int[] rows = between(Math.min(y0, y1), Math.max(y0, y1), y(0), cellHeight(), cells.mapHeight());
    return new CellBox(rows[0], columns[0], rows[1], columns[1]);
  }

  /** First and number of the cells whose middle lies between two edges, or the nearest one. */
  private static int[] between(double from, double to, double first, double step, int count) {
    int start = (int) Math.clamp(Math.ceil((from - first) / step - 1e-9), 0, count);
    int end = (int) Math.clamp(Math.floor((to - first) / step + 1e-9), -1, count - 1);
    if (end < start) {
      int nearest = (int) Math.clamp(Math.rint(((from + to) / 2 - first) / step), 0, count - 1);
      return new int[] {nearest, 1};
    }
    return new int[] {start, end - start + 1};
  }

  /**
   * The window of a rectangle in pixels of the user's image.
   *
   * @throws InputException if it does not lie on the image, or holds the middle of no cell
   */
  public CellBox rectangle(double x, double y, double width, double height) {
    String named = "The box " + String.join(",", plain(x), plain(y), plain(width), plain(height));
    if (!(width > 0 && height > 0)) {
      throw new InputException(named + " has no area; give x, y, width and height in pixels.");
    }
    if (x < 0 || y < 0 || x + width > original.width() || y + height > original.height()) {
      throw new InputException(
          String.format(
              "%s does not lie on the image, which has %d by %d pixels.",
              named, original.width(), original.height()));
    }
    CellBox found = drawn(x, y, x + width, y + height);
    Box tiled = pixels(found);
    double left = tiled.left() + cellWidth() / 2;
    double top = tiled.top() + cellHeight() / 2;
    boolean holds =
        left >= x - 1e-6 && left <= x + width + 1e-6 && top >= y - 1e-6 && top <= y + height + 1e-6;
    if (!holds) {
      throw new InputException(
          String.format(
              "%s holds no middle of a cell; cells are %.0f by %.0f pixels here, so choose a larger"
                  + " one.",
              named, cellWidth(), cellHeight()));
    }
    return found;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
