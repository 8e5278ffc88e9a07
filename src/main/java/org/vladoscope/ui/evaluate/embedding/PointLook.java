package org.vladoscope.ui.evaluate.embedding;

import java.util.List;
import org.vladoscope.figure.ColorMap;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Palette;
import org.vladoscope.ui.chart.ChartColors;

/**
 * How each point looks, and what that says.
 *
 * @param colouring what the colours say
 * @param groups kinds of points, for the legend; the first is drawn first
 * @param group for each image its kind
 * @param values for each image a position on the scale, 0 to 1, or NaN for none; empty if colours
 *     are those of the kinds
 * @param texts for each image what its colour says, for people and tables
 * @param low what stands at the beginning of the scale
 * @param high what stands at its end
 * @param note why something is not coloured; may be empty
 */
record PointLook(
    Colouring colouring,
    List<Group> groups,
    int[] group,
    double[] values,
    String[] texts,
    String low,
    String high,
    String note) {

  /**
   * A kind of points.
   *
   * @param name for people
   * @param symbol its form
   * @param color number of its colour in the palette, or −1 for grey
   * @param count how many there are
   */
  record Group(String name, Symbol symbol, int color, int count) {}

  /** Copies the list. */
  PointLook {
    groups = List.copyOf(groups);
  }

  /** True if colours are those of a scale. */
  boolean isScale() {
    return values.length > 0;
  }

  /** The colour of an image. */
  Colour colour(int image, boolean dark) {
    if (!isScale()) {
      return colour(groups.get(group[image]), dark);
    }
    return Double.isNaN(values[image]) ? grey(dark) : scale(values[image], dark);
  }

  /** The colour of a kind; of those on a scale the grey of those that are not on it. */
  static Colour colour(Group group, boolean dark) {
    if (group.color() < 0) {
      return grey(dark);
    }
    List<Colour> colours = dark ? Palette.KINDS_ON_DARK : Palette.KINDS;
    return colours.get(group.color() % colours.size());
  }

  private static Colour grey(boolean dark) {
    return dark ? Colour.rgb(0x5b636d) : Colour.rgb(0xb4bcc6);
  }

  /** The scale without the end that is lost on the ground. */
  static Colour scale(double value, boolean dark) {
    return new Colour(ColorMap.VIRIDIS.argb(dark ? .25 + .75 * value : .88 * value));
  }

  /** What lies behind the points. */
  static Colour ground(boolean dark) {
    return ChartColors.of(dark).ground();
  }
}
