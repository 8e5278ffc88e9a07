package org.vladoscope.figure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.Mark.Anchor;
import org.vladoscope.image.RgbImage;

/** Collects the marks of a drawing, one after the other. */
public final class Drawing {

  private List<Mark> marks = new ArrayList<>();

  /** What has been drawn. */
  public List<Mark> marks() {
    return List.copyOf(marks);
  }

  /** A straight line; dashes are lengths on and off, none for a solid one. */
  public void line(Point from, Point to, Colour colour, double width, double... dashes) {
    marks.add(new Mark.Line(from, to, Stroke.of(colour, width, dashes)));
  }

  /** Straight lines from point to point, with dashes that go on across the points. */
  public void curve(List<Point> points, Colour colour, double width, double... dashes) {
    marks.add(new Mark.Curve(points, Stroke.of(colour, width, dashes)));
  }

  /** A filled circle. */
  public void dot(Point centre, double radius, Colour colour) {
    marks.add(new Mark.Dot(centre, radius, colour));
  }

  /** The outline of a rectangle. */
  public void box(Box box, Colour colour, double width, double... dashes) {
    marks.add(new Mark.Outline(box, Stroke.of(colour, width, dashes)));
  }

  /** A filled rectangle. */
  public void fill(Box box, Colour colour) {
    marks.add(new Mark.Tile(box, colour));
  }

  /** An image stretched over a rectangle. */
  public void image(RgbImage image, Box box) {
    marks.add(new Mark.Picture(image, box));
  }

  /** A line of text, its baseline starting at a point. */
  public void text(String text, Point at, double size, boolean bold, Colour colour) {
    marks.add(new Mark.Text(text, at, Anchor.START, size, bold, colour));
  }

  /** A line of text held elsewhere than where it begins. */
  public void text(String text, Point at, Anchor anchor, double size, Colour colour) {
    marks.add(new Mark.Text(text, at, anchor, size, false, colour));
  }

  /** Things that belong together: whatever is drawn while {@code content} runs. */
  public void group(String name, @Nullable Box clip, double opacity, Runnable content) {
    List<Mark> outer = marks;
    marks = new ArrayList<>();
    content.run();
    outer.add(new Mark.Group(name, clip, opacity, marks));
    marks = outer;
  }
}
