package org.vladoscope.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.Mark;
import org.vladoscope.figure.Mark.Anchor;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;

/** A line chart of values between 0 and 1; lines of a chart differ in dashes and marks too. */
final class ReportChart {

  /** Lines behind the curves. */
  static final Colour RULE = Colour.rgb(0xd1d9e0);

  private static final int WIDTH = 560;
  private static final int HEIGHT = 340;
  private static final int LEFT = 44;
  private static final int RIGHT = 16;
  private static final int TOP = 32;
  private static final int BOTTOM = 48;
  private static final double TEXT = 12;
  private static final double RADIUS = 4;
  private static final double LEGEND_WIDTH = 222;

  /** The lines of a chart, in their order. */
  enum Line {
    /** Of the global descriptors alone: dashed, with squares. */
    GLOBAL("global descriptors", Palette.GLOBAL, 6, 4),
    /** After re-ranking: solid, with discs. */
    RERANKED("re-ranked", Palette.RERANKED),
    /** Of probabilities calibrated on other maps: solid, with discs. */
    OTHER_MAPS("by other maps", Palette.RERANKED),
    /** Of those by a calibration that was asked for: dotted, with discs. */
    ASKED("by warped images", Palette.RERANKED, 2, 3),
    /** Of those calibrated by the map's own ground truth: dashed, with squares. */
    OWN_TRUTH("by this map's ground truth", Palette.GLOBAL, 6, 4);

    private final String label;
    private final Colour colour;
    private final double[] dashes;

    Line(String label, Colour colour, double... dashes) {
      this.label = label;
      this.colour = colour;
      this.dashes = dashes;
    }

    /** Draws a mark with the area of a disc of that radius. */
    private void mark(Drawing drawing, Point at, double radius) {
      switch (this) {
        case GLOBAL, OWN_TRUTH -> {
          double side = radius * Math.sqrt(Math.PI);
          drawing.fill(new Box(at.x() - side / 2, at.y() - side / 2, side, side), colour);
        }
        case RERANKED, OTHER_MAPS, ASKED -> drawing.dot(at, radius, colour);
      }
    }
  }

  private final String title;
  private final Drawing drawing = new Drawing();
  private final Set<Line> drawn = EnumSet.noneOf(Line.class);
  private final Set<Line> marked = EnumSet.noneOf(Line.class);
  private boolean hasDiagonal;

  ReportChart(String title, String across, String upwards) {
    this.title = title;
    for (int i = 0; i <= 5; i++) {
      double share = i / 5.0;
      drawing.line(place(0, share), place(1, share), RULE, 1);
      drawing.text(
          String.format(Locale.ROOT, "%.1f", share),
          place(0, share).moved(-8, 4),
          Anchor.END,
          TEXT,
          Palette.MUTED);
    }
    drawing.text(across, place(.5, 0).moved(0, 40), Anchor.MIDDLE, TEXT, Palette.INK);
    drawing.text(upwards, new Point(8, TOP - 14), Anchor.START, TEXT, Palette.INK);
  }

  private static Point place(double across, double up) {
    return new Point(
        LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM));
  }

  /** A label below the axis. */
  void tick(double share, String label) {
    drawing.line(place(share, 0), place(share, 1), RULE, 1);
    drawing.text(label, place(share, 0).moved(0, 18), Anchor.MIDDLE, TEXT, Palette.MUTED);
  }

  /** Labels for shares from 0 to 1. */
  void shareTicks() {
    for (int i = 0; i <= 5; i++) {
      tick(i / 5.0, String.format(Locale.ROOT, "%.1f", i / 5.0));
    }
  }

  /**
   * A line.
   *
   * @param points x and y, both between 0 and 1
   * @param withMarks true to mark every point
   */
  void line(Line line, List<double[]> points, boolean withMarks) {
    drawn.add(line);
    drawing.curve(
        points.stream().map(p -> place(p[0], p[1])).toList(), line.colour, 2, line.dashes);
    if (withMarks) {
      points.forEach(p -> mark(line, p[0], p[1], RADIUS));
    }
  }

  /**
   * A mark of a line.
   *
   * @param radius in units of the drawing, of a disc with the mark's area
   */
  void mark(Line line, double share, double up, double radius) {
    marked.add(line);
    line.mark(drawing, place(share, up), radius);
  }

  /** A dashed line through the places where both axes have the same value. */
  void diagonal() {
    hasDiagonal = true;
    drawing.line(place(0, 0), place(1, 1), Palette.MUTED, 1, 5, 4);
  }

  /** A vertical bar from one value to another. */
  void interval(Line line, double share, double low, double high) {
    drawing.line(place(share, low), place(share, high), line.colour.opacity(.55), 2);
  }

  /**
   * Names a line.
   *
   * @param below how many others are named below it
   */
  private void legend(Drawing legend, Line line, int below) {
    // Curves along a diagonal leave the other corner free.
    Point corner = hasDiagonal ? place(1, 0).moved(-LEGEND_WIDTH, 0) : place(0, 0);
    Point at = corner.moved(12, -12 - 18.0 * below);
    legend.line(at, at.moved(32, 0), line.colour, 2, line.dashes);
    if (marked.contains(line)) {
      line.mark(legend, at.moved(16, 0), RADIUS);
    }
    legend.text(line.label, at.moved(40, 4), Anchor.START, TEXT, Palette.INK);
  }

  /** The chart. */
  Figure figure() {
    List<Mark> marks = new ArrayList<>(drawing.marks());
    Drawing legend = new Drawing();
    int below = drawn.size();
    for (Line line : drawn) {
      legend(legend, line, --below);
    }
    marks.addAll(legend.marks());
    return new Figure(WIDTH, HEIGHT, title, marks);
  }
}
