package org.vladoscope.ui.chart;

import java.util.List;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.export.Drawable;

/**
 * Curves or points over two axes.
 *
 * @param title what it shows; drawn only in files
 * @param x the axis across
 * @param y the upright axis
 * @param series what is drawn, the last one on top
 * @param diagonal whether a dashed line joins the places where both axes have the same value
 */
public record ChartFigure(String title, Axis x, Axis y, List<ChartSeries> series, boolean diagonal)
    implements Drawable {

  private static final double FILE_WIDTH = 640;
  private static final double FILE_HEIGHT = 420;
  private static final double TITLE_HEIGHT = 28;
  private static final double LEFT = 48;
  private static final double RIGHT = 16;
  private static final double TOP = 44;
  private static final double BOTTOM = 40;
  private static final double TEXT = 12;
  private static final double SMALL = 11;

  /** Mean width of a letter at size 1; there are no fonts to measure where files are drawn. */
  private static final double LETTER = .55;

  private static final double GAP = 28;

  /** A chart without a diagonal. */
  public ChartFigure(String title, Axis x, Axis y, List<ChartSeries> series) {
    this(title, x, y, series, false);
  }

  /** Copies the list. */
  public ChartFigure {
    series = List.copyOf(series);
  }

  @Override
  public Figure figure() {
    return Figure.of(
        FILE_WIDTH,
        FILE_HEIGHT,
        title,
        drawing -> {
          drawing.text(title, new Point(LEFT, 22), 14, true, ChartColors.LIGHT.ink());
          Box area = new Box(0, TITLE_HEIGHT, FILE_WIDTH, FILE_HEIGHT - TITLE_HEIGHT);
          draw(drawing, area, ChartColors.LIGHT);
        });
  }

  /** The part of an area in which points lie; the rest is for axes and legend. */
  static Box plot(Box area) {
    return new Box(
        area.left() + LEFT,
        area.top() + TOP,
        Math.max(1, area.width() - LEFT - RIGHT),
        Math.max(1, area.height() - TOP - BOTTOM));
  }

  /** Where a point lies in the plot. */
  Point place(ChartPoint point, Box plot) {
    return new Point(across(point.x(), plot), up(point.y(), plot));
  }

  private double across(double value, Box plot) {
    return plot.left() + Math.clamp(x.position(value), 0, 1) * plot.width();
  }

  private double up(double value, Box plot) {
    return plot.bottom() - Math.clamp(y.position(value), 0, 1) * plot.height();
  }

  /** Draws it with its axes and legend. */
  void draw(Drawing drawing, Box area, ChartColors colors) {
    Box plot = plot(area);
    drawing.group("axes", null, 1, () -> axes(drawing, area, plot, colors));
    if (diagonal) {
      double from = Math.max(x.min(), y.min());
      double to = Math.min(x.max(), y.max());
      drawing.line(
          new Point(across(from, plot), up(from, plot)),
          new Point(across(to, plot), up(to, plot)),
          colors.muted(),
          1,
          5,
          4);
    }
    drawing.group("legend", null, 1, () -> legend(drawing, area, colors));
    for (ChartSeries one : series) {
      drawing.group(one.name(), null, 1, () -> curve(drawing, one, plot, colors.of(one)));
    }
  }

  private void axes(Drawing drawing, Box area, Box plot, ChartColors colors) {
    double lastRight = Double.NEGATIVE_INFINITY;
    for (double tick : x.ticks()) {
      double at = across(tick, plot);
      String text = x.text().apply(tick);
      double half = textWidth(text, SMALL) / 2;
      drawing.line(new Point(at, plot.top()), new Point(at, plot.bottom()), colors.grid(), 1);
      if (at - half > lastRight + 4) {
        drawing.text(text, new Point(at - half, plot.bottom() + 16), SMALL, false, colors.muted());
        lastRight = at + half;
      }
    }
    double lastTop = Double.POSITIVE_INFINITY;
    for (double tick : y.ticks()) {
      double at = up(tick, plot);
      String text = y.text().apply(tick);
      drawing.line(new Point(plot.left(), at), new Point(plot.right(), at), colors.grid(), 1);
      if (at + SMALL < lastTop) {
        drawing.text(
            text,
            new Point(plot.left() - 8 - textWidth(text, SMALL), at + 4),
            SMALL,
            false,
            colors.muted());
        lastTop = at;
      }
    }
    drawing.line(
        new Point(plot.left(), plot.bottom()),
        new Point(plot.right(), plot.bottom()),
        colors.muted(),
        1);
    drawing.text(
        x.label(),
        new Point(plot.right() - textWidth(x.label(), TEXT), plot.bottom() + 33),
        TEXT,
        false,
        colors.ink());
    drawing.text(y.label(), new Point(area.left() + 8, plot.top() - 10), TEXT, false, colors.ink());
  }

  private void legend(Drawing drawing, Box area, ChartColors colors) {
    double at = area.right() - RIGHT;
    for (ChartSeries one : series.reversed()) {
      at -= textWidth(one.name(), TEXT);
      double middle = area.top() + 14;
      drawing.text(one.name(), new Point(at, middle + 4), TEXT, false, colors.ink());
      if (one.joined()) {
        drawing.line(new Point(at - 24, middle), new Point(at - 6, middle), colors.of(one), 2);
      }
      mark(drawing, one.mark(), new Point(at - 15, middle), 4, colors.of(one));
      at -= GAP + 12;
    }
  }

  private void curve(Drawing drawing, ChartSeries one, Box plot, Colour color) {
    for (ChartPoint point : one.points()) {
      Point at = place(point, plot);
      if (point.hasInterval()) {
        interval(drawing, point, at.x(), plot, color);
      }
    }
    if (one.joined() && !one.points().isEmpty()) {
      drawing.curve(one.points().stream().map(point -> place(point, plot)).toList(), color, 2);
    }
    if (one.marked()) {
      for (ChartPoint point : one.points()) {
        mark(drawing, one.mark(), place(point, plot), point.radius(), color);
      }
    }
  }

  private void interval(Drawing drawing, ChartPoint point, double x, Box plot, Colour color) {
    Colour faint = color.opacity(.55);
    double low = up(point.low(), plot);
    double high = up(point.high(), plot);
    drawing.line(new Point(x, low), new Point(x, high), faint, 1);
    for (double end : new double[] {low, high}) {
      drawing.line(new Point(x - 4, end), new Point(x + 4, end), faint, 1);
    }
  }

  /** Draws the mark of a series. */
  static void mark(Drawing drawing, ChartSeries.Mark mark, Point at, double radius, Colour color) {
    double x = at.x();
    double y = at.y();
    Box box = new Box(x - radius, y - radius, 2 * radius, 2 * radius);
    switch (mark) {
      case DISC -> drawing.dot(at, radius, color);
      case SQUARE -> drawing.fill(box, color);
      case RING -> drawing.box(box, color, 2);
      case CROSS -> {
        drawing.line(
            new Point(x - radius, y - radius), new Point(x + radius, y + radius), color, 2);
        drawing.line(
            new Point(x - radius, y + radius), new Point(x + radius, y - radius), color, 2);
      }
    }
  }

  /** About how wide a text is. */
  static double textWidth(String text, double size) {
    return text.length() * LETTER * size;
  }
}
