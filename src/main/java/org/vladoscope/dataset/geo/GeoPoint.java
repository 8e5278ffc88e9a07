package org.vladoscope.dataset.geo;

import org.vladoscope.common.InputException;

/**
 * A point on the earth in WGS 84.
 *
 * @param latitude degrees north, −90 to 90
 * @param longitude degrees east, −180 to 180
 */
public record GeoPoint(double latitude, double longitude) {

  /**
   * Checks the ranges.
   *
   * @throws InputException if the numbers are no place on the earth
   */
  public GeoPoint {
    if (!isOnEarth(latitude, longitude)) {
      throw new InputException(
          "Latitude "
              + latitude
              + " and longitude "
              + longitude
              + " are no place on the earth; they must lie between -90 and 90 and between -180 and"
              + " 180 degrees.");
    }
  }

  /** True if two numbers can be a latitude and a longitude. */
  public static boolean isOnEarth(double latitude, double longitude) {
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  }
}
