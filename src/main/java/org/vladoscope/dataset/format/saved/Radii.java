package org.vladoscope.dataset.format.saved;

import java.util.OptionalDouble;
import org.vladoscope.common.InputException;

/**
 * How far from each other images of one place were taken, in the unit of positions.
 *
 * @param hard greatest distance of a match, 0 or more; empty for what the map or its file says
 * @param soft images further away and up to this are neither right nor wrong; empty for none
 */
public record Radii(OptionalDouble hard, OptionalDouble soft) {

  /** Whatever the map or its file says. */
  public static final Radii UNSAID = new Radii(OptionalDouble.empty(), OptionalDouble.empty());

  /** Checks the distances. */
  public Radii {
    double least = hard.orElse(0);
    double most = soft.orElse(least);
    if (!(least >= 0 && most >= least && Double.isFinite(most))) {
      throw new InputException(
          "radii are numbers, 0 or more, and the soft one is the larger, not "
              + words(hard)
              + (soft.isPresent() ? " and " + words(soft) : ""));
    }
  }

  /** One radius. */
  public static Radii of(double hard) {
    return new Radii(OptionalDouble.of(hard), OptionalDouble.empty());
  }

  /** Two radii; there is no soft one if it is not greater. */
  public static Radii of(double hard, double soft) {
    return soft > hard ? new Radii(OptionalDouble.of(hard), OptionalDouble.of(soft)) : of(hard);
  }

  /** True if nothing is said. */
  public boolean isUnsaid() {
    return hard.isEmpty() && soft.isEmpty();
  }

  private static String words(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "that of the map";
  }
}
