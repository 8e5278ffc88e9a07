package org.vladoscope.figure;

import java.util.List;

/**
 * What tells areas apart besides their colour, also for readers who see few colours: marks in every
 * cell of an area, which join to dots or lines.
 */
public enum Texture {
  PLAIN(List.of()),
  DOTS(List.of(new Box(.3, .3, .4, .4))),
  LINES(List.of(new Box(0, .4, 1, .2))),
  BARS(List.of(new Box(.4, 0, .2, 1)));

  private final List<Box> marks;

  Texture(List<Box> marks) {
    this.marks = marks;
  }

  /** The marks of one cell, in a square from 0 to 1. */
  public List<Box> marks() {
    return marks;
  }

  /** True if a mark covers a point of a cell, 0 to 1. */
  public boolean covers(double x, double y) {
    return marks.stream()
        .anyMatch(
            m ->
                x >= m.left()
                    && x < m.left() + m.width()
                    && y >= m.top()
                    && y < m.top() + m.height());
  }

  /** The colour of marks on a colour: dark on light, light on dark. */
  public static Colour ink(Colour ground) {
    int argb = ground.argb();
    double light =
        0.2126 * (argb >> 16 & 0xff) + 0.7152 * (argb >> 8 & 0xff) + 0.0722 * (argb & 0xff);
    return light > 115 ? Colour.rgb(0x101010) : Colour.rgb(0xf8f8f8);
  }
}
