package org.vladoscope.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.image.RgbImage;

/**
 * A part of a drawing. Units are those of the surface it is drawn on, x to the right and y
 * downwards; of two marks the later one lies on top.
 */
public sealed interface Mark {

  /** A straight line. */
  record Line(Point from, Point to, Stroke stroke) implements Mark {}

  /**
   * Straight lines from point to point.
   *
   * @param points at least one
   */
  record Curve(List<Point> points, Stroke stroke) implements Mark {

    /** Copies the list. */
    public Curve {
      points = List.copyOf(points);
    }
  }

  /** A filled circle. */
  record Dot(Point centre, double radius, Colour colour) implements Mark {}

  /** The outline of a rectangle; half of the stroke lies outside. */
  record Outline(Box box, Stroke stroke) implements Mark {}

  /** A filled rectangle. Tiles that touch leave no seam. */
  record Tile(Box box, Colour colour) implements Mark {}

  /** An image stretched over a rectangle. */
  record Picture(RgbImage image, Box box) implements Mark {}

  /**
   * A line of text without serifs.
   *
   * @param at where its base line is held
   * @param anchor the part of the text that lies there
   * @param size of the letters
   */
  record Text(String text, Point at, Anchor anchor, double size, boolean bold, Colour colour)
      implements Mark {}

  /**
   * Marks that belong together.
   *
   * @param name what they are, for drawing programs
   * @param clip nothing is seen outside, or null
   * @param opacity of them all, 0 to 1
   */
  record Group(String name, @Nullable Box clip, double opacity, List<Mark> marks) implements Mark {

    /** Copies the list. */
    public Group {
      marks = List.copyOf(marks);
    }
  }

  /** The part of a text that lies at its place. */
  enum Anchor {
    /** Where it begins. */
    START,
    /** Its middle. */
    MIDDLE,
    /** Where it ends. */
    END
  }
}
