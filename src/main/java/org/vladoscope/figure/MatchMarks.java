package org.vladoscope.figure;

import java.util.List;

/**
 * How matches are drawn, over images and on paper alike: in the colour of their kind, with a dark
 * edge that keeps them apart from any ground.
 */
public final class MatchMarks {

  private static final double TEXT = 12;

  /** Mean width of a letter of the text; there are no fonts to measure here. */
  private static final double LETTER = 6.6;

  private MatchMarks() {}

  /** The straight line between two patches, with a dot at either end, in the colour of its kind. */
  public static void line(Drawing drawing, Point from, Point to, MatchKind kind, double width) {
    line(drawing, new MatchFan.Span(from, to), 0, kind, kind.colour(), width);
  }

  /**
   * The line between two patches, with a dot at either end.
   *
   * @param bow how far it is bent, see {@link MatchFan}
   * @param kind says how it is dashed
   */
  public static void line(
      Drawing drawing,
      MatchFan.Span span,
      double bow,
      MatchKind kind,
      Colour colour,
      double width) {
    double[] dashes = kind.dashes(width);
    stroke(drawing, span, bow, Palette.HALO, width + 1.5, dashes);
    stroke(drawing, span, bow, colour, width, dashes);
    for (Point at : List.of(span.from(), span.to())) {
      drawing.dot(at, width + 1.5, Palette.HALO);
      drawing.dot(at, width + .8, colour);
    }
  }

  private static void stroke(
      Drawing drawing,
      MatchFan.Span span,
      double bow,
      Colour colour,
      double width,
      double... dashes) {
    if (bow == 0) {
      drawing.line(span.from(), span.to(), colour, width, dashes);
    } else {
      drawing.curve(span.bent(bow), colour, width, dashes);
    }
  }

  /** A mark for a match that lies at one place: a disc for an inlier, else a hollow square. */
  public static void place(Drawing drawing, Point at, MatchKind kind, double radius) {
    if (kind == MatchKind.INLIER) {
      drawing.dot(at, radius + 1.3, Palette.HALO);
      drawing.dot(at, radius + .6, kind.colour());
    } else {
      double side = radius * 1.7;
      drawing.box(square(at, side + 2.2), Palette.HALO, .7);
      drawing.box(square(at, side), kind.colour(), 1.6);
    }
  }

  private static Box square(Point middle, double side) {
    return new Box(middle.x() - side / 2, middle.y() - side / 2, side, side);
  }

  /**
   * A sample of a kind with its name and number.
   *
   * @param at upper left corner
   * @param number how many are drawn
   * @return how far to the right the next sample begins
   */
  public static double sample(Drawing drawing, Point at, MatchKind kind, long number) {
    double[] dashes = kind.dashes(2);
    Point from = at.moved(0, 8);
    Point to = at.moved(28, 8);
    drawing.line(from, to, Palette.HALO, 4, dashes);
    drawing.line(from, to, kind.colour(), 2.5, dashes);
    String text = kind.label() + ", " + number + " drawn";
    drawing.text(text, at.moved(34, TEXT), TEXT, false, Palette.INK);
    return 34 + LETTER * text.length() + 20;
  }
}
