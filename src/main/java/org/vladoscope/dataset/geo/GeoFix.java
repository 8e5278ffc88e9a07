package org.vladoscope.dataset.geo;

import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.Pose;

/**
 * Where an image was taken, as a receiver says it.
 *
 * @param point on the earth
 * @param heading degrees clockwise from north, or null if unknown
 * @param up height in metres, or null if unknown
 */
public record GeoFix(GeoPoint point, @Nullable Double heading, @Nullable Double up) {

  /** The same in the metres of a zone. */
  public Pose in(UtmZone zone) {
    double[] metres = zone.metres(point);
    return new Pose(metres[0], metres[1], heading, up);
  }
}
