package org.vladoscope.dataset.format;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.image.ImageDecoder;

/**
 * {@code cameras.csv}: {@code image,place,camera}, with or without a header. Images with the same
 * place are views of it through different cameras. Names are relative to the map ({@code
 * database/a.jpg}), or to the folder of database or query images where that is unambiguous.
 */
final class CamerasFile {

  private final String fileName;
  private final Map<String, CameraGroups.Label> byName = new LinkedHashMap<>();
  private final Map<String, Long> unused = new LinkedHashMap<>();

  private CamerasFile(String fileName) {
    this.fileName = fileName;
  }

  /**
   * Reads a file; lines that make no sense become warnings.
   *
   * @throws InputException if no line makes sense
   */
  static CamerasFile read(Path file, List<String> warnings) {
    CamerasFile result = new CamerasFile(String.valueOf(file.getFileName()));
    Problems problems = new Problems(result.fileName);
    CsvFile table = CsvFile.read(file);
    table.noteTo(warnings);
    List<CsvFile.Line> lines = table.lines();
    for (int i = 0; i < lines.size(); i++) {
      CsvFile.Line line = lines.get(i);
      List<String> fields = line.fields();
      boolean header = i == 0 && !ImageDecoder.isImageName(fields.getFirst());
      if (fields.size() == 3 && fields.stream().noneMatch(String::isEmpty) && !header) {
        String name = ImageNames.plain(fields.getFirst());
        CameraGroups.Label label = new CameraGroups.Label(fields.get(1), fields.get(2));
        CameraGroups.Label before = result.byName.putIfAbsent(name, label);
        result.unused.putIfAbsent(name, line.number());
        if (before != null && !before.equals(label)) {
          problems.add(line.number(), "'" + name + "' has a line before, which counts");
        }
      } else if (!header) {
        problems.add(line.number(), "'" + line.text() + "' is not image,place,camera");
      }
    }
    if (result.byName.isEmpty()) {
      throw new InputException(
          "No line of " + file + " is image,place,camera, for example: database/f1.jpg,1,front.");
    }
    problems.addTo(warnings);
    return result;
  }

  /** Groups the images this file knows; the others are places of their own. */
  CameraGroups group(List<PlaceImage> images, String folder, List<String> warnings) {
    Map<PlaceImage, CameraGroups.Label> labels = new HashMap<>();
    for (PlaceImage image : images) {
      String name = ImageNames.plain(image.name());
      String known = byName.containsKey(folder + name) ? folder + name : name;
      CameraGroups.Label label = byName.get(known);
      if (label != null) {
        labels.put(image, label);
        unused.remove(known);
      }
    }
    return CameraGroups.by(labels, images, warnings);
  }

  /** Warns of lines that belong to no image that was grouped. */
  void reportUnused(List<String> warnings) {
    Problems problems = new Problems(fileName);
    unused.forEach((name, line) -> problems.add(line, "there is no image '" + name + "'"));
    problems.addTo(warnings);
  }
}
