package org.vladoscope.dataset.io;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.image.ImageDecoder;

/** Finds the pictures below a folder. */
final class ImageFiles {

  private static final int MAX_DEPTH = 12;

  private ImageFiles() {}

  /** All pictures below a folder, hidden files and folders left out, sorted by name. */
  static List<PlaceImage> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(file -> ImageDecoder.isImageName(String.valueOf(file.getFileName())))
          .filter(file -> !isHidden(folder.relativize(file)))
          .filter(Files::isRegularFile)
          .map(file -> new PlaceImage(name(folder, file), file, null))
          .sorted((a, b) -> a.name().compareTo(b.name()))
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new InputException("The folder " + folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
