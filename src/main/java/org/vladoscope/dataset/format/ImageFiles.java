package org.vladoscope.dataset.format;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.image.ImageDecoder;

/** Finds the pictures below a folder. */
final class ImageFiles {

  private static final int MAX_DEPTH = 12;

  private ImageFiles() {}

  /**
   * All pictures below a folder, hidden files and folders left out, sorted by name.
   *
   * @param warnings takes sentences about what cannot be read, and is left out
   */
  static List<PlaceImage> below(Path folder, List<String> warnings) {
    List<PlaceImage> images = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          MAX_DEPTH,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              return !path.equals(folder) && isHidden(path)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()
                  && !isHidden(path)
                  && ImageDecoder.isImageName(String.valueOf(path.getFileName()))) {
                images.add(new PlaceImage(name(folder, path), path, null));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
              if (path.equals(folder)) {
                throw e;
              }
              if (!isHidden(path)) {
                warnings.add(path + " is left out: " + FileProblem.of(e) + ".");
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new InputException(
          "The folder " + folder + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
    images.sort(Comparator.comparing(PlaceImage::name));
    return images;
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
