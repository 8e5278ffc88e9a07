package org.vladoscope.ui.chart;

import java.util.List;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.paint.Color;
import org.vladoscope.ui.export.Figure;
import org.vladoscope.ui.view.Drawing;

/**
 * Curves or points over two axes.
 *
 * @param title what it shows; drawn only in files
 * @param x the axis across
 * @param y the upright axis
 * @param series what is drawn, the last one on top
 */
public record ChartFigure(String title, Axis x, Axis y, List<ChartSeries> series)
    implements Figure {

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

  /** Copies the list. */
  public ChartFigure {
    series = List.copyOf(series);
  }

  @Override
  public double width() {
    return FILE_WIDTH;
  }

  @Override
  public double height() {
    return FILE_HEIGHT;
  }

  @Override
  public void draw(Drawing drawing) {
    drawing.text(title, new Point2D(LEFT, 22), 14, true, ChartColors.LIGHT.ink());
    draw(
        drawing,
        new Rectangle2D(0, TITLE_HEIGHT, FILE_WIDTH, FILE_HEIGHT - TITLE_HEIGHT),
        ChartColors.LIGHT);
  }

  /** The part of an area in which points lie; the rest is for axes and legend. */
  static Rectangle2D plot(Rectangle2D area) {
    return new Rectangle2D(
        area.getMinX() + LEFT,
        area.getMinY() + TOP,
        Math.max(1, area.getWidth() - LEFT - RIGHT),
        Math.max(1, area.getHeight() - TOP - BOTTOM));
  }

  /** Where a point lies in the plot. */
  Point2D place(ChartPoint point, Rectangle2D plot) {
    return new Point2D(across(point.x(), plot), up(point.y(), plot));
  }

  private double across(double value, Rectangle2D plot) {
    return plot.getMinX() + Math.clamp(x.position(value), 0, 1) * plot.getWidth();
  }

  private double up(double value, Rectangle2D plot) {
    return plot.getMaxY() - Math.clamp(y.position(value), 0, 1) * plot.getHeight();
  }

  /** Draws it with its axes and legend. */
  void draw(Drawing drawing, Rectangle2D area, ChartColors colors) {
    Rectangle2D plot = plot(area);
    drawing.group("axes", null, 1, () -> axes(drawing, area, plot, colors));
    drawing.group("legend", null, 1, () -> legend(drawing, area, colors));
    for (ChartSeries one : series) {
      drawing.group(one.name(), null, 1, () -> curve(drawing, one, plot, colors.of(one)));
    }
  }

  private void axes(Drawing drawing, Rectangle2D area, Rectangle2D plot, ChartColors colors) {
    double lastRight = Double.NEGATIVE_INFINITY;
    for (double tick : x.ticks()) {
      double at = across(tick, plot);
      String text = x.text().apply(tick);
      double half = textWidth(text, SMALL) / 2;
      drawing.line(
          new Point2D(at, plot.getMinY()), new Point2D(at, plot.getMaxY()), colors.grid(), 1);
      if (at - half > lastRight + 4) {
        drawing.text(
            text, new Point2D(at - half, plot.getMaxY() + 16), SMALL, false, colors.muted());
        lastRight = at + half;
      }
    }
    double lastTop = Double.POSITIVE_INFINITY;
    for (double tick : y.ticks()) {
      double at = up(tick, plot);
      String text = y.text().apply(tick);
      drawing.line(
          new Point2D(plot.getMinX(), at), new Point2D(plot.getMaxX(), at), colors.grid(), 1);
      if (at + SMALL < lastTop) {
        drawing.text(
            text,
            new Point2D(plot.getMinX() - 8 - textWidth(text, SMALL), at + 4),
            SMALL,
            false,
            colors.muted());
        lastTop = at;
      }
    }
    drawing.line(
        new Point2D(plot.getMinX(), plot.getMaxY()),
        new Point2D(plot.getMaxX(), plot.getMaxY()),
        colors.muted(),
        1);
    drawing.text(
        x.label(),
        new Point2D(plot.getMaxX() - textWidth(x.label(), TEXT), plot.getMaxY() + 33),
        TEXT,
        false,
        colors.ink());
    drawing.text(
        y.label(), new Point2D(area.getMinX() + 8, plot.getMinY() - 10), TEXT, false, colors.ink());
  }

  private void legend(Drawing drawing, Rectangle2D area, ChartColors colors) {
    double at = area.getMaxX() - RIGHT;
    for (ChartSeries one : series.reversed()) {
      at -= textWidth(one.name(), TEXT);
      double middle = area.getMinY() + 14;
      drawing.text(one.name(), new Point2D(at, middle + 4), TEXT, false, colors.ink());
      if (one.joined()) {
        drawing.line(new Point2D(at - 24, middle), new Point2D(at - 6, middle), colors.of(one), 2);
      }
      mark(drawing, one.mark(), new Point2D(at - 15, middle), 4, colors.of(one));
      at -= GAP + 12;
    }
  }

  private void curve(Drawing drawing, ChartSeries one, Rectangle2D plot, Color color) {
    Point2D before = null;
    for (ChartPoint point : one.points()) {
      Point2D at = place(point, plot);
      if (point.hasInterval()) {
        interval(drawing, point, at.getX(), plot, color);
      }
      if (one.joined() && before != null) {
        drawing.line(before, at, color, 2);
      }
      before = at;
    }
    if (one.marked()) {
      for (ChartPoint point : one.points()) {
        mark(drawing, one.mark(), place(point, plot), 4, color);
      }
    }
  }

  private void interval(
      Drawing drawing, ChartPoint point, double x, Rectangle2D plot, Color color) {
    Color faint = color.deriveColor(0, 1, 1, .55);
    double low = up(point.low(), plot);
    double high = up(point.high(), plot);
    drawing.line(new Point2D(x, low), new Point2D(x, high), faint, 1);
    for (double end : new double[] {low, high}) {
      drawing.line(new Point2D(x - 4, end), new Point2D(x + 4, end), faint, 1);
    }
  }

  /** Draws the mark of a series. */
  static void mark(Drawing drawing, ChartSeries.Mark mark, Point2D at, double radius, Color color) {
    double x = at.getX();
    double y = at.getY();
    Rectangle2D box = new Rectangle2D(x - radius, y - radius, 2 * radius, 2 * radius);
    switch (mark) {
      case DISC -> drawing.dot(at, radius, color);
      case SQUARE -> drawing.fill(box, color);
      case RING -> drawing.box(box, color, 2);
      case CROSS -> {
        drawing.line(
            new Point2D(x - radius, y - radius), new Point2D(x + radius, y + radius), color, 2);
        drawing.line(
            new Point2D(x - radius, y + radius), new Point2D(x + radius, y - radius), color, 2);
      }
    }
  }

  /** About how wide a text is. */
  static double textWidth(String text, double size) {
    return text.length() * LETTER * size;
  }
}
