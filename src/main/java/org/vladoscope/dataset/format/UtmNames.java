package org.vladoscope.dataset.format;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.Pose;

/**
 * File names that carry the pose: {@code @east@north@zone@letter@lat@lon@…@.jpg}, UTM metres in the
 * first two fields, heading in the ninth. Fields may be empty. Data sets without a survey carry
 * made-up metres there, which put images of one place near each other.
 */
final class UtmNames {

  private static final int ZONE_FIELD = 3;
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

  /** The UTM zone in a name that carries a pose, such as "17"; empty if it does not say. */
  static Optional<String> zone(String fileName) {
    if (pose(fileName) == null) {
      return Optional.empty();
    }
    List<String> fields = List.of(fileName.split("@", -1));
    return Optional.of(fields)
        .filter(f -> f.size() > ZONE_FIELD + 1)
        .map(f -> f.get(ZONE_FIELD))
        .filter(zone -> !zone.isBlank());
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
