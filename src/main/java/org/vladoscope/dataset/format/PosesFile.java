package org.vladoscope.dataset.format;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.Pose;
import org.vladoscope.image.ImageDecoder;

/**
 * {@code poses.csv}: {@code image,x,y[,heading]}, metres and degrees clockwise from north, with or
 * without a header. Names are relative to the map ({@code database/a.jpg}), or to the folder of
 * database or query images where that is unambiguous.
 */
final class PosesFile {

  private final String fileName;
  private final Map<String, Located> byName = new LinkedHashMap<>();

  private PosesFile(String fileName) {
    this.fileName = fileName;
  }

  /** A pose and the line it comes from. */
  private static final class Located {
    private final String name;
    private final long line;
    private final Pose pose;
    private boolean used;

    Located(String name, long line, Pose pose) {
      this.name = name;
      this.line = line;
      this.pose = pose;
    }
  }

  /** Reads a file; lines that make no sense become warnings. */
  static PosesFile read(Path file, List<String> warnings) {
    PosesFile result = new PosesFile(String.valueOf(file.getFileName()));
    Problems problems = new Problems(result.fileName);
    List<CsvFile.Line> lines = CsvFile.read(file);
    if (lines.isEmpty()) {
      warnings.add(result.fileName + " is empty.");
    }
    for (int i = 0; i < lines.size(); i++) {
      CsvFile.Line line = lines.get(i);
      String name = line.fields().getFirst();
      Pose pose = pose(line.fields());
      boolean header = i == 0 && !ImageDecoder.isImageName(name);
      if (pose != null) {
        result.byName.put(plain(name), new Located(name, line.number(), pose));
      } else if (!header) {
        String text = String.join(",", line.fields());
        problems.add(line.number(), "'" + text + "' is not image,x,y[,heading]");
      }
    }
    problems.addTo(warnings);
    return result;
  }

  private static String plain(String name) {
    return Normalizer.normalize(name.replace('\\', '/'), Normalizer.Form.NFC);
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
              Located known = find(image.name(), folder);
              return known == null ? image : new PlaceImage(image.name(), image.file(), known.pose);
            })
        .toList();
  }

  private @Nullable Located find(String imageName, String folder) {
    String name = plain(imageName);
    Located inFolder = byName.get(folder + name);
    Located known = inFolder != null ? inFolder : byName.get(name);
    if (known != null) {
      known.used = true;
    }
    return known;
  }

  /** Warns of poses that belong to no image that was located. */
  void reportUnused(List<String> warnings) {
    Problems problems = new Problems(fileName);
    for (Located known : byName.values()) {
      if (!known.used) {
        problems.add(known.line, "there is no image '" + known.name + "'");
      }
    }
    problems.addTo(warnings);
  }
}
