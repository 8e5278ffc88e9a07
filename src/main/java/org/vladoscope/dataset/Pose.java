package org.vladoscope.dataset;

import org.jspecify.annotations.Nullable;

/**
 * Where a picture was taken.
 *
 * @param east metres
 * @param north metres
 * @param heading degrees clockwise from north, or null if unknown
 */
public record Pose(double east, double north, @Nullable Double heading) {

  /** Distance in metres to another place, headings left aside. */
  public double distanceTo(Pose other) {
    return Math.hypot(east - other.east, north - other.north);
  }
}
