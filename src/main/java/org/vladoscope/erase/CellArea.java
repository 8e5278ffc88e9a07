package org.vladoscope.erase;

import java.util.stream.IntStream;
import org.vladoscope.common.InputException;
import org.vladoscope.image.ImageSize;
import org.vladoscope.vlad.PatchGrid;

/**
 * Which cells lie under pixels of the user's image. A cell belongs to an area if its centre does.
 *
 * @param cells the grid of single cells
 * @param resized size of the image the network saw
 * @param original size of the user's image
 */
public record CellArea(PatchGrid cells, ImageSize resized, ImageSize original) {

  /** Checks that patches are single cells. */
  public CellArea {
    if (cells.scale().size() != 1) {
      throw new IllegalArgumentException("cells are patches of size 1, not " + cells.scale());
    }
  }

  /** Horizontal centre of a cell in pixels of the user's image. */
  public double x(int cell) {
    return (cells.centerX(cell) + .5) * original.width() / resized.width();
  }

  /** Vertical centre of a cell in pixels of the user's image. */
  public double y(int cell) {
    return (cells.centerY(cell) + .5) * original.height() / resized.height();
  }

  /** Width of a cell in pixels of the user's image. */
  public double cellWidth() {
    return (double) cells.geometry().stride() * original.width() / resized.width();
  }

  /** Height of a cell in pixels of the user's image. */
  public double cellHeight() {
    return (double) cells.geometry().stride() * original.height() / resized.height();
  }

  /** Number of cells. */
  public int count() {
    return cells.count();
  }

  /** The cell whose centre is nearest to a point of the user's image. */
  public int nearest(double x, double y) {
    return cells.patchAt(
        x * resized.width() / original.width() - .5, y * resized.height() / original.height() - .5);
  }

  /**
   * The cells of a rectangle, in pixels of the user's image; corners in any order.
   *
   * @throws InputException if it is not on the image, or lies between the centres of cells
   */
  public ErasedCells rectangle(double x0, double y0, double x1, double y1) {
    double left = Math.min(x0, x1);
    double right = Math.max(x0, x1);
    double top = Math.min(y0, y1);
    double bottom = Math.max(y0, y1);
    ErasedCells found = within(left, top, right, bottom);
    if (found.isEmpty()) {
      boolean outside =
          right < 0 || bottom < 0 || left > original.width() || top > original.height();
      String named =
          "The rectangle " + String.join(",", plain(x0), plain(y0), plain(x1), plain(y1));
      throw new InputException(
          outside
              ? String.format(
                  "%s does not lie on the image, which has %d by %d pixels.",
                  named, original.width(), original.height())
              : String.format(
                  "%s holds no middle of a cell; cells are %.0f by %.0f pixels here, so choose a"
                      + " larger one.",
                  named, cellWidth(), cellHeight()));
    }
    return found;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  /** The cells of a rectangle that is drawn by hand; perhaps none. */
  public ErasedCells within(double left, double top, double right, double bottom) {
    return ErasedCells.of(
        IntStream.range(0, count())
            .filter(
                cell ->
                    x(cell) >= left && x(cell) <= right && y(cell) >= top && y(cell) <= bottom));
  }

  /**
   * The cells under a round brush that is drawn from one point to another; the one under the last
   * point in any case.
   *
   * @param radius in pixels of the user's image
   */
  public ErasedCells stroke(double x0, double y0, double x1, double y1, double radius) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double length = dx * dx + dy * dy;
    ErasedCells brushed =
        ErasedCells.of(
            IntStream.range(0, count())
                .filter(
                    cell -> {
                      double along =
                          length == 0
                              ? 0
                              : Math.clamp(
                                  ((x(cell) - x0) * dx + (y(cell) - y0) * dy) / length, 0, 1);
                      return Math.hypot(x(cell) - x0 - along * dx, y(cell) - y0 - along * dy)
                          <= radius;
                    }));
    boolean inside = x1 >= 0 && y1 >= 0 && x1 <= original.width() && y1 <= original.height();
    return inside ? brushed.and(ErasedCells.of(IntStream.of(nearest(x1, y1)))) : brushed;
  }
}
