package org.vladoscope.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.Mark;
import org.vladoscope.figure.Mark.Anchor;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;

/**
 * A line chart of values between 0 and 1, before and after re-ranking; lines differ in dashes and
 * marks too.
 */
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

  /** The lines of a chart, in their order. */
  enum Line {
    /** Of the global descriptors alone: dashed, with squares. */
    GLOBAL("global descriptors", Palette.GLOBAL, 6, 4),
    /** After re-ranking: solid, with discs. */
    RERANKED("re-ranked", Palette.RERANKED);

    private final String label;
    private final Colour colour;
    private final double[] dashes;

    Line(String label, Colour colour, double... dashes) {
      this.label = label;
      this.colour = colour;
      this.dashes = dashes;
    }

    private void mark(Drawing drawing, Point at) {
      switch (this) {
        case GLOBAL -> drawing.fill(new Box(at.x() - 3.5, at.y() - 3.5, 7, 7), colour);
        case RERANKED -> drawing.dot(at, 4, colour);
      }
    }
  }

  private final String title;
  private final Drawing drawing = new Drawing();
  private final List<Line> marked = new ArrayList<>();

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

  /**
   * A line.
   *
   * @param points x and y, both between 0 and 1
   * @param withMarks true to mark every point
   */
  void line(Line line, List<double[]> points, boolean withMarks) {
    List<Point> places = points.stream().map(p -> place(p[0], p[1])).toList();
    drawing.curve(places, line.colour, 2, line.dashes);
    if (withMarks) {
      marked.add(line);
      places.forEach(at -> line.mark(drawing, at));
    }
  }

  /** A vertical bar from one value to another. */
  void interval(Line line, double share, double low, double high) {
    drawing.line(place(share, low), place(share, high), line.colour.opacity(.55), 2);
  }

  private void legend(Drawing legend, Line line) {
    int below = Line.values().length - 1 - line.ordinal();
    Point at = place(0, 0).moved(12, -12 - 18.0 * below);
    legend.line(at, at.moved(32, 0), line.colour, 2, line.dashes);
    if (marked.contains(line)) {
      line.mark(legend, at.moved(16, 0));
    }
    legend.text(line.label, at.moved(40, 4), Anchor.START, TEXT, Palette.INK);
  }

  /** The chart. */
  Figure figure() {
    List<Mark> marks = new ArrayList<>(drawing.marks());
    Drawing legend = new Drawing();
    for (Line line : Line.values()) {
      legend(legend, line);
    }
    marks.addAll(legend.marks());
    return new Figure(WIDTH, HEIGHT, title, marks);
  }
}
