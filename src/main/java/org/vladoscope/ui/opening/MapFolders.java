package org.vladoscope.ui.opening;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which folder is meant by files and folders that were dropped or chosen. */
public final class MapFolders {

  /** Files that lie beside the images of a map and speak of them. */
  public static final List<String> ENDINGS =
      List.of("json", "csv", "mat", "npz", "npy", "h5", "hdf5", "db", "sqlite", "pkl", "parquet");

  private MapFolders() {}

  /**
   * The first folder, or else the first list of images, or else the folder of the first file that
   * speaks of a map; nothing if there are only images or other files.
   *
   * @param isList whether a file may be a list of images that is opened instead of its folder
   */
  public static Optional<Path> of(List<Path> files, Predicate<Path> isList) {
    return files.stream()
        .filter(Files::isDirectory)
        .findFirst()
        .or(() -> files.stream().filter(Files::isRegularFile).filter(isList).findFirst())
        .or(
            () ->
                files.stream()
                    .filter(MapFolders::speaksOfAMap)
                    .findFirst()
                    .map(MapFolders::folder));
  }

  /** What is meant by one name: the file's folder if the file speaks of a map, else itself. */
  public static Path named(Path path, Predicate<Path> isList) {
    return Files.isRegularFile(path) ? of(List.of(path), isList).orElse(path) : path;
  }

  private static @Nullable Path folder(Path file) {
    return file.toAbsolutePath().getParent();
  }

  private static boolean speaksOfAMap(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(ending -> name.endsWith("." + ending));
  }
}
