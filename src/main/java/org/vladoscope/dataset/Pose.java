package org.vladoscope.dataset;

import org.jspecify.annotations.Nullable;

/**
 * Where an image was taken.
 *
 * @param east metres, finite
 * @param north metres, finite
 * @param heading degrees clockwise from north, or null if unknown
 * @param up height in metres, or null if unknown
 */
public record Pose(double east, double north, @Nullable Double heading, @Nullable Double up) {

  /** Checks that all is finite. */
  public Pose {
    if (!Double.isFinite(east)
        || !Double.isFinite(north)
        || (heading != null && !Double.isFinite(heading))
        || (up != null && !Double.isFinite(up))) {
      throw new IllegalArgumentException("a pose is made of finite numbers");
    }
  }

  /** A place on a map whose height is unknown. */
  public Pose(double east, double north, @Nullable Double heading) {
    this(east, north, heading, null);
  }

  /** Distance on the map in metres to another place; headings and heights left aside. */
  public double distanceTo(Pose other) {
    return Math.hypot(east - other.east, north - other.north);
  }

  /** How far two headings are apart on the circle, 0 to 180 degrees. */
  public static double turn(double heading, double other) {
    return Math.abs(Math.IEEEremainder(heading - other, 360));
  }
}
