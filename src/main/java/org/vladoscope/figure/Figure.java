package org.vladoscope.figure;

import java.util.List;
import java.util.function.Consumer;

/**
 * Something to look at, on white, for files.
 *
 * @param width in units of the drawing, above 0
 * @param height in units of the drawing, above 0
 * @param title for those who do not see the image
 * @param marks what it is made of
 */
public record Figure(double width, double height, String title, List<Mark> marks) {

  /** Checks the size and copies the list. */
  public Figure {
    if (!(width > 0) || !(height > 0)) {
      throw new IllegalArgumentException("a figure of " + width + " by " + height);
    }
    marks = List.copyOf(marks);
  }

  /** Draws a figure. */
  public static Figure of(double width, double height, String title, Consumer<Drawing> content) {
    Drawing drawing = new Drawing();
    content.accept(drawing);
    return new Figure(width, height, title, drawing.marks());
  }
}
