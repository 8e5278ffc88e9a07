package org.vladoscope.ui.matrix;

import java.util.Locale;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.Point;
import org.vladoscope.image.RgbImage;
import org.vladoscope.ui.chart.ChartColors;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.view.Numbers;

/**
 * A part of a matrix as it was seen at one moment, with numbered edges.
 *
 * @param title what it shows
 * @param view which part
 * @param image its pixels
 * @param marks cells that are framed
 * @param over what else is drawn over them
 * @param note what the colours say
 */
public record MatrixFigure(
    String title, MatrixView view, RgbImage image, MatrixMarks marks, MatrixOver over, String note)
    implements Drawable {

  static final double LEFT = 56;
  static final double TOP = 40;
  private static final double TITLE = 26;
  private static final double FOOT = 26;
  private static final double SMALL = 11;
  private static final double LETTER = 6.1;

  static MatrixFigure of(
      String title,
      MatrixView view,
      int[] pixels,
      MatrixMarks marks,
      MatrixOver over,
      String note) {
    int width = Math.max(1, (int) view.width());
    int height = Math.max(1, (int) view.height());
    RgbImage image = RgbImage.onWhite(width, height, pixels);
    return new MatrixFigure(title, view, image, marks, over, note);
  }

  @Override
  public Figure figure() {
    return Figure.of(
        LEFT + view.width() + 16, TITLE + TOP + view.height() + FOOT, title, this::draw);
  }

  private void draw(Drawing drawing) {
    ChartColors colors = ChartColors.LIGHT;
    drawing.text(title, new Point(16, 22), 14, true, colors.ink());
    Box area = new Box(LEFT, TITLE + TOP, view.width(), view.height());
    drawing.group("similarity", area, 1, () -> drawing.image(image, area));
    drawing.group(
        "ground truth",
        area,
        1,
        () -> MarkPainter.frames(view, marks, drawing, area.left(), area.top()));
    over.draw(drawing, view, area.left(), area.top());
    edges(drawing, view, over.rows(), LEFT, TITLE + TOP, colors.ink(), colors.muted());
    drawing.text(note, new Point(LEFT, area.bottom() + 18), SMALL, false, colors.muted());
  }

  /** Numbers rows and columns from 1, with their names before them. */
  static void edges(
      Drawing drawing,
      MatrixView view,
      String rows,
      double left,
      double top,
      Colour ink,
      Colour muted) {
    drawing.text(
        "Database image \u2192",
        new Point(left - LEFT + 8 + LETTER * (rows.length() + 5), top - 24),
        SMALL,
        false,
        ink);
    drawing.text(rows + " \u2193", new Point(left - LEFT + 8, top - 24), SMALL, false, ink);
    double last = Double.NEGATIVE_INFINITY;
    double step = step(view.scaleX(), 72);
    for (double column = Math.ceil(Math.max(1, view.columnAt(0) + 1) / step) * step;
        column <= Math.min(view.columns(), view.columnAt(view.width()));
        column += step) {
      String text = Numbers.count((long) column);
      double at = left + view.x(column - .5);
      double from = Math.max(left, at - text.length() * LETTER / 2);
      if (from > last + 8) {
        drawing.text(text, new Point(from, top - 8), SMALL, false, muted);
        drawing.line(new Point(at, top - 4), new Point(at, top), muted, 1);
        last = from + text.length() * LETTER;
      }
    }
    step = step(view.scaleY(), 32);
    for (double row = Math.ceil(Math.max(1, view.rowAt(0) + 1) / step) * step;
        row <= Math.min(view.rows(), view.rowAt(view.height()));
        row += step) {
      String text = Numbers.count((long) row);
      double at = top + view.y(row - .5);
      if (at < top + view.height() - 2) {
        drawing.text(
            text, new Point(left - 8 - text.length() * LETTER, at + 4), SMALL, false, muted);
        drawing.line(new Point(left - 4, at), new Point(left, at), muted, 1);
      }
    }
  }

  /** A round number of cells that takes at least so many pixels. */
  private static double step(double scale, double pixels) {
    double cells = Math.max(1, pixels / scale);
    double power = Math.pow(10, Math.floor(Math.log10(cells)));
    double times = cells / power;
    return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
  }

  /** What colours and marks say. */
  static String note(String rows, double low, double high, int rowStep, int columnStep) {
    String text =
        String.format(
                Locale.ROOT,
                "Cosine similarity of global descriptors, colours from %.3f to %.3f",
                low,
                high)
            .replace('-', '\u2212');
    return rowStep == 1 && columnStep == 1
        ? text + "."
        : text
            + ", of every "
            + ordinal(rowStep)
            + rows.toLowerCase(Locale.ROOT)
            + " and every "
            + ordinal(columnStep)
            + "database image.";
  }

  private static String ordinal(int step) {
    return switch (step) {
      case 1 -> "";
      case 2 -> "2nd ";
      default -> step + "th ";
    };
  }
}
