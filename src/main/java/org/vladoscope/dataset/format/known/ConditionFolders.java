package org.vladoscope.dataset.format.known;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.format.Roles;

/**
 * One way driven several times, a folder for each drive with frames of the same names: {@code
 * day_left/}, {@code day_right/}, {@code night_right/}. Nothing says which drive is the database.
 */
final class ConditionFolders implements PlaceMapFormat {

  private static final int FEWEST_FRAMES = 3;

  /** These say themselves what the images are. */
  private static final List<String> SAYING_MORE =
      List.of("ground_truth.csv", "poses.csv", "cameras.csv", "GT.npz", "GT.mat");

  @Override
  public String id() {
    return "conditions";
  }

  @Override
  public String summary() {
    return "folders with frames of the same names, a drive along one way each; asks which is the"
        + " database";
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    List<String> drives = folder.foldersIn("");
    if (drives.size() < 2
        || drives.stream().anyMatch(d -> d.startsWith("images_"))
        || folder.images("").stream().anyMatch(image -> image.folder().isEmpty())
        || SAYING_MORE.stream().anyMatch(name -> folder.file(name).isPresent())) {
      return new Recognition.NotThis("it is not just two or more folders of images");
    }
    if (!RolePair.in(folder).isEmpty()) {
      return new Recognition.NotThis("its folders are named as database and queries");
    }
    List<Set<String>> frames = drives.stream().map(d -> frames(folder, d)).toList();
    if (frames.getFirst().size() < FEWEST_FRAMES || Set.copyOf(frames).size() > 1) {
      return new Recognition.NotThis("its folders do not hold images of the same names");
    }
    return new Recognition.Undecided(
        String.join("/, ", drives)
            + "/ hold images of the same names, as drives along one way do, and nothing says which"
            + " is the database. Name two on the command line: --database "
            + folder.root().resolve(drives.getFirst())
            + " --queries "
            + folder.root().resolve(drives.getLast())
            + " --frame-tolerance 2, for matches up to 2 frames away.",
        choices(drives));
  }

  /** Any drive as the database, any other as the queries. */
  private static List<Roles> choices(List<String> drives) {
    return drives.stream()
        .flatMap(
            database ->
                drives.reversed().stream()
                    .filter(queries -> !queries.equals(database))
                    .map(queries -> Roles.of(database, queries)))
        .toList();
  }

  /** Names of a drive's frames without endings. */
  private static Set<String> frames(FolderListing folder, String drive) {
    return folder.images(drive).stream()
        .map(image -> image.name().substring(drive.length() + 1))
        .map(name -> name.substring(0, name.lastIndexOf('.')))
        .collect(Collectors.toSet());
  }
}
