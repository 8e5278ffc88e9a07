package org.vladoscope.ui.matrix;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Point;

/**
 * Draws marks over a matrix so that they are seen on every colour: cells that are large enough get
 * a black and white frame, small ones become black and white dots in turns.
 */
final class MarkPainter {

  /** Smaller cells have no room for a frame. */
  private static final double FRAMED_FROM = 5;

  private static final int WHITE = 0xffffffff;
  private static final int BLACK = 0xff000000;
  private static final int GREY = 0xff9a9a9a;

  private MarkPainter() {}

  /** True if cells of a view are framed rather than dotted. */
  static boolean frames(MatrixView view) {
    return view.scaleX() >= FRAMED_FROM && view.scaleY() >= FRAMED_FROM;
  }

  /** Dots marks into pixels, unless they are framed. */
  static void dots(MatrixView view, MatrixMarks marks, int[] pixels) {
    if (frames(view)) {
      return;
    }
    int first = Math.max(0, (int) view.rowAt(0));
    int last = Math.min(view.rows() - 1, (int) view.rowAt(view.height()));
    for (int row = first; row <= last; row++) {
      dots(view, row, marks.possible().apply(row), pixels, GREY, GREY);
      dots(view, row, marks.certain().apply(row), pixels, WHITE, BLACK);
    }
  }

  private static void dots(
      MatrixView view, int row, int[] columns, int[] pixels, int even, int odd) {
    int width = (int) view.width();
    int height = (int) view.height();
    int top = Math.max(0, (int) view.y(row));
    int bottom = Math.min(height, Math.max(top + 1, (int) view.y(row + 1)));
    int from = Arrays.binarySearch(columns, (int) view.columnAt(0));
    for (int i = from < 0 ? -from - 1 : from; i < columns.length; i++) {
      int left = Math.max(0, (int) view.x(columns[i]));
      if (left >= width) {
        return;
      }
      int right = Math.min(width, Math.max(left + 1, (int) view.x(columns[i] + 1)));
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          pixels[y * width + x] = ((x >> 1) + (y >> 1)) % 2 == 0 ? even : odd;
        }
      }
    }
  }

  /** Frames marks, if cells are large enough. */
  static void frames(MatrixView view, MatrixMarks marks, Drawing drawing, double x, double y) {
    if (!frames(view)) {
      return;
    }
    int first = Math.max(0, (int) view.rowAt(0));
    int last = Math.min(view.rows() - 1, (int) view.rowAt(view.height()));
    for (int row = first; row <= last; row++) {
      frames(view, row, marks.possible().apply(row), false, drawing, x, y);
      frames(view, row, marks.certain().apply(row), true, drawing, x, y);
    }
  }

  private static void frames(
      MatrixView view,
      int row,
      int[] columns,
      boolean certain,
      Drawing drawing,
      double x,
      double y) {
    int from = Arrays.binarySearch(columns, (int) view.columnAt(0));
    for (int i = from < 0 ? -from - 1 : from; i < columns.length; i++) {
      if (view.x(columns[i]) > view.width()) {
        return;
      }
      Box box =
          new Box(
              x + view.x(columns[i]) + 1,
              y + view.y(row) + 1,
              view.scaleX() - 2,
              view.scaleY() - 2);
      if (certain) {
        drawing.box(box, Colour.BLACK, 2);
        drawing.box(box, Colour.WHITE, 1);
      } else {
        drawing.box(box, Colour.WHITE, 1, 2, 2);
      }
    }
  }

  /** Crosses the row and the column of a cell. */
  static void cross(
      Drawing drawing, MatrixView seen, MatrixPane.@Nullable Cell cell, double left, double top) {
    if (cell == null) {
      return;
    }
    double x = left + seen.x(cell.column() + .5);
    double y = top + seen.y(cell.row() + .5);
    double from = left + Math.max(0, seen.x(0));
    double to = left + Math.min(seen.width(), seen.x(seen.columns()));
    double above = top + Math.max(0, seen.y(0));
    double below = top + Math.min(seen.height(), seen.y(seen.rows()));
    for (int over = 0; over < 2; over++) {
      Colour colour = (over == 0 ? Colour.BLACK : Colour.WHITE).opacity(over == 0 ? .6 : .9);
      double[] dashes = over == 0 ? new double[0] : new double[] {4, 4};
      double gap = Math.max(4, seen.scaleX() / 2 + 2);
      double gapY = Math.max(4, seen.scaleY() / 2 + 2);
      drawing.line(new Point(from, y), new Point(x - gap, y), colour, 1, dashes);
      drawing.line(new Point(x + gap, y), new Point(to, y), colour, 1, dashes);
      drawing.line(new Point(x, above), new Point(x, y - gapY), colour, 1, dashes);
      drawing.line(new Point(x, y + gapY), new Point(x, below), colour, 1, dashes);
    }
  }
}
