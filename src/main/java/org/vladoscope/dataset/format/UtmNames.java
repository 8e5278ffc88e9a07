package org.vladoscope.dataset.format;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.geo.GeoFix;
import org.vladoscope.dataset.geo.GeoPoint;
import org.vladoscope.dataset.geo.UtmZone;

/**
 * File names that carry the pose: {@code @east@north@zone@letter@lat@lon@…@.jpg}, UTM metres in the
 * first two fields or, where these are empty, degrees in the fifth and sixth, heading in the ninth.
 * Fields may be empty. Data sets without a survey carry made-up metres there, which put images of
 * one place near each other.
 */
final class UtmNames {

  /** Other texts in that field, such as a key of the image, are no zone. */
  private static final Pattern ZONE = Pattern.compile("0?[1-9]|[1-5]\\d|60");

  private static final int ZONE_FIELD = 3;
  private static final int LATITUDE_FIELD = 5;
  private static final int LONGITUDE_FIELD = 6;
  private static final int HEADING_FIELD = 9;

  private UtmNames() {}

  /** The pose in the name of a file without its folder, or null if it carries none. */
  static @Nullable Pose pose(String fileName) {
    if (!fileName.startsWith("@")) {
      return null;
    }
    List<String> fields = List.of(fileName.split("@", -1));
    try {
      double east = Double.parseDouble(fields.get(1));
      double north = Double.parseDouble(fields.get(2));
      return Double.isFinite(east) && Double.isFinite(north)
          ? new Pose(east, north, heading(fields))
          : null;
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  /** The degrees in the name of a file that carries no metres, or null if it carries none. */
  static @Nullable GeoFix fix(String fileName) {
    if (!fileName.startsWith("@") || pose(fileName) != null) {
      return null;
    }
    List<String> fields = List.of(fileName.split("@", -1));
    try {
      double latitude = Double.parseDouble(fields.get(LATITUDE_FIELD));
      double longitude = Double.parseDouble(fields.get(LONGITUDE_FIELD));
      return GeoPoint.isOnEarth(latitude, longitude)
          ? new GeoFix(new GeoPoint(latitude, longitude), heading(fields), null)
          : null;
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  /**
   * The poses in the names of images. Degrees become metres: of the zone that other names state, or
   * of the zone of their middle if no name has metres.
   *
   * @param warnings takes a sentence if there are degrees
   */
  static Map<PlaceImage, Pose> poses(List<PlaceImage> images, List<String> warnings) {
    Map<PlaceImage, Pose> poses = new HashMap<>();
    Map<PlaceImage, GeoFix> fixes = new LinkedHashMap<>();
    Set<String> zones = new TreeSet<>();
    for (PlaceImage image : images) {
      String name = FolderListing.lastPart(image.name());
      Pose pose = pose(name);
      GeoFix fix = pose != null ? null : fix(name);
      if (pose != null) {
        poses.put(image, pose);
        zones.add(zone(name).orElse(""));
      } else if (fix != null) {
        fixes.put(image, fix);
      }
    }
    if (fixes.isEmpty()) {
      return poses;
    }
    String several = Leftovers.count(fixes.size(), "name") + " of images";
    if (poses.isEmpty()) {
      poses.putAll(UtmZone.layOut(fixes));
    } else if (zones.size() == 1 && !zones.contains("")) {
      boolean south = fixes.values().stream().allMatch(fix -> fix.point().latitude() < 0);
      UtmZone zone = UtmZone.of(Integer.parseInt(zones.iterator().next()), south);
      fixes.forEach((image, fix) -> poses.put(image, fix.in(zone)));
    } else {
      warnings.add(
          several
              + " with degrees are given no position: the others have metres, and do not say of"
              + " which one UTM zone.");
      return poses;
    }
    warnings.add(several + " have degrees (latitude, longitude), converted to metres.");
    return poses;
  }

  /** The UTM zone in a name that carries a pose, such as "17"; empty if it does not say. */
  static Optional<String> zone(String fileName) {
    if (pose(fileName) == null) {
      return Optional.empty();
    }
    List<String> fields = List.of(fileName.split("@", -1));
    return Optional.of(fields)
        .filter(f -> f.size() > ZONE_FIELD + 1)
        .map(f -> f.get(ZONE_FIELD))
        .filter(zone -> ZONE.matcher(zone).matches());
  }

  private static @Nullable Double heading(List<String> fields) {
    try {
      double heading = Double.parseDouble(fields.get(HEADING_FIELD));
      return Double.isFinite(heading) ? heading : null;
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return null;
    }
  }
}
