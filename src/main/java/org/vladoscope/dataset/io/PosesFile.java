package org.vladoscope.dataset.io;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.Pose;

/**
 * {@code poses.csv}: {@code image,x,y[,heading]}, metres and degrees clockwise from north, with or
 * without a header. Names are relative to the map ({@code database/a.jpg}), or to the folder of
 * database or query images where that is unambiguous.
 */
final class PosesFile {

  private final Map<String, Pose> poses = new HashMap<>();

  private PosesFile() {}

  /** Reads a file; lines that make no sense become warnings. */
  static PosesFile read(Path file, List<String> warnings) {
    PosesFile result = new PosesFile();
    boolean first = true;
    for (CsvFile.Line line : CsvFile.read(file)) {
      Pose pose = pose(line.fields());
      if (pose != null) {
        result.poses.put(line.fields().getFirst().replace('\\', '/'), pose);
      } else if (!first) {
        warnings.add(
            file.getFileName()
                + ", line "
                + line.number()
                + ": '"
                + String.join(",", line.fields())
                + "' is not image,x,y[,heading].");
      }
      first = false;
    }
    return result;
  }

  private static @Nullable Pose pose(List<String> fields) {
    if (fields.size() < 3) {
      return null;
    }
    try {
      double x = Double.parseDouble(fields.get(1));
      double y = Double.parseDouble(fields.get(2));
      Double heading = fields.size() > 3 ? Double.valueOf(fields.get(3)) : null;
      return Double.isFinite(x) && Double.isFinite(y) ? new Pose(x, y, heading) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Gives images the poses this file knows for them. */
  List<PlaceImage> locate(List<PlaceImage> images, String folder) {
    return images.stream()
        .map(
            image -> {
              Pose pose = poses.getOrDefault(folder + image.name(), poses.get(image.name()));
              return pose == null ? image : new PlaceImage(image.name(), image.file(), pose);
            })
        .toList();
  }
}
