package org.vladoscope.dataset.geo;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.ProjCoordinate;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.Pose;

/**
 * Lays points of the earth out in metres: the transverse Mercator projection of one UTM zone. All
 * points of a map are laid out in the same zone, beyond its borders too, and on either side of the
 * equator without the 10 000 km that are added south of it, so that distances can be taken between
 * any two.
 */
public final class UtmZone {

  private static final int DEGREES = 6;

  /** Further from the middle of a zone than this, lengths are off by more than 6 %. */
  private static final double MOST_DEGREES = 20;

  private static final double SOUTH = 10_000_000;

  private final int number;
  private final boolean south;
  private final CoordinateTransform transform;

  private UtmZone(int number, boolean south) {
    this.number = number;
    this.south = south;
    CRSFactory systems = new CRSFactory();
    this.transform =
        new CoordinateTransformFactory()
            .createTransform(
                systems.createFromParameters("degrees", "+proj=longlat +datum=WGS84 +no_defs"),
                systems.createFromParameters(
                    "metres", "+proj=utm +zone=" + number + " +datum=WGS84 +units=m +no_defs"));
  }

  /**
   * A zone by its number.
   *
   * @param number 1 to 60
   * @param south true if 10 000 km are added to what lies north, as is done south of the equator
   */
  public static UtmZone of(int number, boolean south) {
    if (number < 1 || number > 60) {
      throw new InputException("There is no UTM zone " + number + "; they go from 1 to 60.");
    }
    return new UtmZone(number, south);
  }

  /**
   * The zone in which the middle of some points lies.
   *
   * @param points at least one
   * @throws InputException if they lie too far apart for one map in metres
   */
  public static UtmZone around(Collection<GeoPoint> points) {
    double east = 0;
    double north = 0;
    double latitude = 0;
    for (GeoPoint point : points) {
      east += Math.sin(Math.toRadians(point.longitude()));
      north += Math.cos(Math.toRadians(point.longitude()));
      latitude += point.latitude();
    }
    double middle = Math.toDegrees(Math.atan2(east, north));
    int number = Math.clamp((int) Math.floor((middle + 180) / DEGREES) + 1, 1, 60);
    UtmZone zone = new UtmZone(number, latitude < 0);
    for (GeoPoint point : points) {
      double off = zone.degreesOff(point);
      if (off > MOST_DEGREES) {
        throw new InputException(
            String.format(
                "Positions lie too far apart for one map in metres: longitude %s is %.0f degrees"
                    + " from the middle of the others. Open each town as a map of its own.",
                point.longitude(), off));
      }
    }
    return zone;
  }

  /** The poses of what a receiver said, all in the zone of their middle. */
  public static <K> Map<K, Pose> layOut(Map<K, GeoFix> fixes) {
    if (fixes.isEmpty()) {
      return Map.of();
    }
    UtmZone zone = around(fixes.values().stream().map(GeoFix::point).toList());
    return fixes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().in(zone)));
  }

  private double degreesOff(GeoPoint point) {
    double middle = DEGREES * number - 183;
    return Math.abs(Math.IEEEremainder(point.longitude() - middle, 360));
  }

  /**
   * Metres east and north of a point, as the zone counts them.
   *
   * @return east, with 500 km added, and north
   */
  public double[] metres(GeoPoint point) {
    ProjCoordinate result = new ProjCoordinate();
    transform.transform(new ProjCoordinate(point.longitude(), point.latitude()), result);
    return new double[] {result.x, south ? result.y + SOUTH : result.y};
  }

  /** "UTM zone 33". */
  public String words() {
    return "UTM zone " + number;
  }
}
