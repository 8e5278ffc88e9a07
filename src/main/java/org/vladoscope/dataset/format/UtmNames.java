package org.vladoscope.dataset.format;

import java.util.List;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.Pose;

/**
 * File names that carry the pose: {@code @east@north@zone@letter@lat@lon@…@.jpg}, UTM metres in the
 * first two fields, heading in the ninth.
 */
final class UtmNames {

  private static final int HEADING_FIELD = 9;

  private UtmNames() {}

  /** Gives images the poses in their names. */
  static List<PlaceImage> locate(List<PlaceImage> images) {
    return images.stream()
        .map(
            image -> {
              Pose pose = pose(image.name().substring(image.name().lastIndexOf('/') + 1));
              return image.pose() != null || pose == null
                  ? image
                  : new PlaceImage(image.name(), image.file(), pose);
            })
        .toList();
  }

  private static @org.jspecify.annotations.Nullable Pose pose(String fileName) {
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

  private static @org.jspecify.annotations.Nullable Double heading(List<String> fields) {
    try {
      return fields.size() > HEADING_FIELD ? Double.valueOf(fields.get(HEADING_FIELD)) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
