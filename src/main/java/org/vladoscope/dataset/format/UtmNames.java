package org.vladoscope.dataset.format;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.Pose;

/**
 * File names that carry the pose: {@code @east@north@zone@letter@lat@lon@…@.jpg}, UTM metres in the
 * first two fields, heading in the ninth. Fields may be empty. Data sets without a survey carry
 * made-up metres there, which put images of one place near each other.
 */
final class UtmNames {

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

  private static @Nullable Double heading(List<String> fields) {
    try {
      double heading = Double.parseDouble(fields.get(HEADING_FIELD));
      return Double.isFinite(heading) ? heading : null;
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return null;
    }
  }
}
