package org.vladoscope.dataset.format.known;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.truth.DbStruct;

/**
 * A {@code .mat} file with a {@code dbStruct}: names and positions of database images and queries,
 * as Pittsburgh and Tokyo 24/7 come with, and the images at any depth beside it.
 */
final class DbStructMap implements PlaceMapFormat {

  private static final String ENDING = ".mat";

  /** Larger files hold features or images; lists are a few megabytes. */
  private static final long MOST_BYTES = 64L << 20;

  @Override
  public String id() {
    return "dbstruct";
  }

  @Override
  public String summary() {
    return "a .mat file with a dbStruct: names and positions of database images and queries, as"
        + " Pittsburgh and Tokyo 24/7 have it; images at any depth below";
  }

  @Override
  public boolean opens(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(ENDING);
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    List<FolderListing.Entry> lists = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    DbStruct last = null;
    for (FolderListing.Entry file : folder.opened().map(List::of).orElseGet(folder::files)) {
      if (opens(file.name()) && (file.bytes() <= MOST_BYTES || folder.opened().isPresent())) {
        try {
          DbStruct struct = read(folder, file).orElse(null);
          if (struct != null) {
            lists.add(file);
            last = struct;
          }
        } catch (InputException e) {
          problems.add(e.getMessage());
        }
      }
    }
    if (lists.size() > 1) {
      return new Recognition.Undecided(
          folder.root()
              + " holds "
              + lists.size()
              + " sets of images. Open the one that is meant instead of the folder: "
              + lists.stream()
                  .map(list -> list.file().toString())
                  .collect(Collectors.joining(" or "))
              + ".");
    }
    if (last != null && !problems.isEmpty()) {
      return new Recognition.Undecided(
          String.join(" ", problems)
              + " If another list is meant, open it instead of the folder: "
              + lists.getFirst().file()
              + ".");
    }
    if (last == null) {
      return problems.isEmpty()
          ? new Recognition.NotThis("there is no .mat file with a dbStruct")
          : new Recognition.Undecided(String.join(" ", problems));
    }
    try {
      FolderListing.Entry list = lists.getFirst();
      return new Recognition.Recognised(
          images(folder, list, last)
              .evidence(
                  folder,
                  List.of(
                      Evidence.Source.of(Evidence.Role.IMAGES, list),
                      Evidence.Source.of(Evidence.Role.POSES, list))));
    } catch (InputException e) {
      return new Recognition.Undecided(String.valueOf(e.getMessage()));
    }
  }

  /** Once for recognising and reading: 100 000 names take seconds. */
  private static Optional<DbStruct> read(FolderListing folder, FolderListing.Entry file) {
    return folder.content(file, Struct.class, path -> new Struct(DbStruct.read(path))).struct();
  }

  private record Struct(Optional<DbStruct> struct) {}

  private static ListedImages images(
      FolderListing folder, FolderListing.Entry list, DbStruct struct) {
    return ListedImages.find(folder, list, struct.database(), list, struct.queries());
  }

  @Override
  public PlaceMap read(Evidence found, double radius, Progress progress) {
    FolderListing.Entry list = found.files(Evidence.Role.IMAGES).getFirst();
    DbStruct struct =
        read(found.database().listing(), list)
            .orElseThrow(() -> new InputException(list.file() + " has no dbStruct any more."));
    ListedImages images = images(found.database().listing(), list, struct);
    progress.check();
    MapReading reading = new MapReading(found);
    images.warn(reading);
    Function<Path, @Nullable Pose> poses = images.poses(struct.databaseAt(), struct.queriesAt());
    reading.locate(image -> poses.apply(image.file()));
    boolean own = !Double.isNaN(struct.radius()) && radius == MapReading.DEFAULT_RADIUS;
    if (own && struct.radius() != radius) {
      reading.warn(
          "Matches lie within "
              + struct.radius()
              + " m, as "
              + list.name()
              + " says (posDistThr); --radius chooses another distance.");
    }
    return reading.mapByRadius(own ? struct.radius() : radius);
  }
}
