package org.vladoscope.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * How a line is drawn.
 *
 * @param colour its colour
 * @param width in units of the drawing
 * @param dashes lengths on and off in units of the drawing; empty for a solid line
 */
public record Stroke(Colour colour, double width, List<Double> dashes) {

  /** Copies the list. */
  public Stroke {
    dashes = List.copyOf(dashes);
  }

  static Stroke of(Colour colour, double width, double... dashes) {
    List<Double> lengths = new ArrayList<>();
    for (double dash : dashes) {
      lengths.add(dash);
    }
    return new Stroke(colour, width, lengths);
  }
}
