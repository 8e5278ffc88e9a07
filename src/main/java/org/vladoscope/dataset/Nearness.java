package org.vladoscope.dataset;

import java.util.Locale;
import java.util.OptionalDouble;
import org.vladoscope.common.InputException;

/**
 * How near a database image must have been taken to show the place of a query.
 *
 * @param radius greatest distance, 0 or more
 * @param unit of the radius: "m", another where positions are not metres, or {@link #FRAMES}
 * @param heading greatest difference of headings in degrees, 0 to 180; empty if any will do
 */
public record Nearness(double radius, String unit, OptionalDouble heading) {

  /** The unit of most positions. */
  public static final String METRES = "m";

  /** The unit of frames between two drives along one way. */
  public static final String FRAMES = "frames";

  /**
   * Checks the ranges.
   *
   * @throws InputException if they are wrong
   */
  public Nearness {
    if (!(radius >= 0)) {
      throw new InputException("The radius must be 0 or more, not " + radius + ".");
    }
    checkHeading(heading);
  }

  /** In metres, whatever the headings. */
  public static Nearness metres(double radius) {
    return new Nearness(radius, METRES, OptionalDouble.empty());
  }

  static void checkHeading(OptionalDouble heading) {
    if (heading.isPresent() && !(heading.getAsDouble() >= 0 && heading.getAsDouble() <= 180)) {
      throw new InputException(
          "Headings can differ by 0 to 180 degrees, not by up to " + heading.getAsDouble() + ".");
    }
  }

  /** True if the radius is a number of frames. */
  public boolean isInFrames() {
    return unit.equals(FRAMES);
  }

  /** Such as "25 m and 40°", or "± 2" of frames. */
  public String words() {
    return isInFrames()
        ? "± " + plain(radius)
        : plain(radius)
            + " "
            + unit
            + (heading.isPresent() ? " and " + plain(heading.getAsDouble()) + "°" : "");
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.format(Locale.ROOT, "%d", (long) value)
        : Double.toString(value);
  }
}
