package org.vladoscope.dataset.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;

/**
 * Reads maps from folders. Each way of saying which images belong together has its reader; the
 * first one that applies is used.
 */
public final class PlaceMaps {

  private static final List<GroundTruthReader> READERS =
      List.of(new CsvGroundTruthReader(), new PoseGroundTruthReader());

  private PlaceMaps() {}

  /**
   * Reads the map in a folder: {@code database/}, {@code queries/} (optional), {@code
   * ground_truth.csv} or {@code poses.csv} or {@code @utm@} names (optional), or just pictures.
   *
   * @throws InputException if it is no map, saying why
   */
  public static PlaceMap read(Path folder, Progress progress) {
    return read(source(folder, MapSource.DEFAULT_RADIUS), progress);
  }

  /**
   * What a folder offers to be read.
   *
   * @param radius greatest distance in metres of a positive, where positives follow from poses
   */
  public static MapSource source(Path folder, double radius) {
    requireFolder(folder, "map");
    Path database = folder.resolve("database");
    Path queries = folder.resolve("queries");
    if (!Files.isDirectory(database) && Files.isDirectory(queries)) {
      throw new InputException(
          "The map "
              + folder
              + " has queries/ but no database/; put the images of known places into database/.");
    }
    boolean bare = !Files.isDirectory(database);
    return new MapSource(
        String.valueOf(
            Objects.requireNonNullElse(folder.toAbsolutePath().normalize().getFileName(), folder)),
        folder,
        bare ? folder : database,
        Files.isDirectory(queries) ? queries : null,
        existing(folder.resolve("ground_truth.csv")),
        existing(folder.resolve("poses.csv")),
        existing(folder.resolve("cameras.csv")),
        radius);
  }

  private static @Nullable Path existing(Path file) {
    return Files.isRegularFile(file) ? file : null;
  }

  private static void requireFolder(Path folder, String what) {
    if (!Files.exists(folder)) {
      throw new InputException("There is no " + what + " at " + folder + ".");
    }
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          folder + " is a file; a " + what + " is a folder with images in it.");
    }
  }

  /**
   * Reads a map from the files named.
   *
   * @throws InputException if they make no map, saying why
   */
  public static PlaceMap read(MapSource source, Progress progress) {
    requireFolder(source.database(), "folder of database images");
    progress.report("Looking for images in " + source.name(), 0);
    List<String> warnings = new ArrayList<>();
    List<PlaceImage> database = images(source.database(), warnings);
    progress.check();
    boolean queriesAreDatabase = source.queries() == null;
    List<PlaceImage> queries = List.of();
    if (source.queries() != null) {
      requireFolder(source.queries(), "folder of query images");
      queries = images(source.queries(), warnings);
    }
    progress.check();
    if (source.poses() != null) {
      PosesFile poses = PosesFile.read(source.poses(), warnings);
      database = poses.locate(database, "database/");
      queries = poses.locate(queries, "queries/");
      poses.reportUnused(warnings);
    }
    database = UtmNames.locate(database);
    queries = queriesAreDatabase ? database : UtmNames.locate(queries);
    MapPictures pictures = places(source, database, queries, queriesAreDatabase, warnings);
    GroundTruth groundTruth = groundTruth(source, pictures, warnings);
    progress.report("Found " + database.size() + " database images", 1);
    return new PlaceMap(
        source.name(),
        source.root(),
        pictures.database(),
        pictures.queries(),
        queriesAreDatabase,
        pictures.views(),
        groundTruth,
        warnings);
  }

  /** Puts the pictures of several cameras together. */
  private static MapPictures places(
      MapSource source,
      List<PlaceImage> database,
      List<PlaceImage> queries,
      boolean queriesAreDatabase,
      List<String> warnings) {
    CamerasFile file =
        source.cameras() == null ? null : CamerasFile.read(source.cameras(), warnings);
    CameraGroups known =
        file == null
            ? CameraGroups.byFolder(database)
            : file.group(database, "database/", warnings);
    if (queriesAreDatabase) {
      if (file != null) {
        file.reportUnused(warnings);
      }
      return new MapPictures(known.places(), known.places(), true, known.views());
    }
    CameraGroups asked =
        file == null ? CameraGroups.byFolder(queries) : file.group(queries, "queries/", warnings);
    if (file != null) {
      file.reportUnused(warnings);
    }
    return new MapPictures(known.places(), asked.places(), false, known.views().and(asked.views()));
  }

  private static List<PlaceImage> images(Path folder, List<String> warnings) {
    List<PlaceImage> images = ImageFiles.below(folder, warnings);
    if (images.isEmpty()) {
      throw new InputException(
          "There are no images in "
              + folder
              + "; Vladoscope reads JPEG, PNG, BMP, GIF, TIFF and WebP.");
    }
    return images;
  }

  private static GroundTruth groundTruth(
      MapSource source, MapPictures pictures, List<String> warnings) {
    Optional<GroundTruthReader> reader =
        READERS.stream().filter(r -> r.applies(source, pictures)).findFirst();
    return reader.map(r -> r.read(source, pictures, warnings)).orElseGet(GroundTruth::unknown);
  }
}
