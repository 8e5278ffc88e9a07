package org.vladoscope.dataset.format.known;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.format.TruthFiles;
import org.vladoscope.dataset.truth.TruthMatrix;

/**
 * Folders of images of one way, one for each condition, and {@code GT.npz} or {@code GT.mat}, whose
 * {@code GThard} and {@code GTsoft} say which belong together: a row for each database image, a
 * column for each query, in the order of names. As VPR_Tutorial keeps GardensPoint, St Lucia, SFU.
 */
final class TutorialFolders implements PlaceMapFormat {

  private static final List<String> TRUTHS = List.of("GT.npz", "GT.mat");

  @Override
  public String id() {
    return "vpr-tutorial";
  }

  @Override
  public String summary() {
    return "folders of images, one for each condition, and GT.npz or GT.mat with GThard and GTsoft;"
        + " asks which folder is the database where names and numbers of images do not say";
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    List<FolderListing.Entry> truths =
        TRUTHS.stream().flatMap(name -> folder.file(name).stream()).toList();
    List<String> conditions =
        folder.foldersIn("").stream().filter(f -> !folder.images(f).isEmpty()).toList();
    if (truths.isEmpty() || conditions.size() < 2) {
      return new Recognition.NotThis("there is no GT.npz or GT.mat beside folders of images");
    }
    if (truths.size() > 1) {
      return new Recognition.Undecided(
          folder.root() + " has two ground truths, GT.npz and GT.mat; take one of them out.");
    }
    FolderListing.Entry file = truths.getFirst();
    try {
      TruthMatrix truth = matrix(file);
      List<List<String>> pairs = pairs(folder, conditions, truth);
      return pairs.size() == 1
          ? recognised(folder, pairs.getFirst(), file, truth)
          : question(folder, conditions, file, truth);
    } catch (InputException e) {
      return new Recognition.Undecided(String.valueOf(e.getMessage()));
    }
  }

  private static TruthMatrix matrix(FolderListing.Entry file) {
    return TruthFiles.matrix(file.file())
        .orElseThrow(
            () ->
                new InputException(
                    file.file() + " has no GThard, which says what belongs together."));
  }

  /** The folders of database and queries that can be meant. */
  private static List<List<String>> pairs(
      FolderListing folder, List<String> conditions, TruthMatrix truth) {
    Optional<RolePair> named =
        RolePair.in(folder).stream().filter(pair -> pair.base().isEmpty()).findFirst();
    if (named.isPresent()
        && named.get().databases().size() == 1
        && named.get().queries().size() == 1) {
      return List.of(List.of(named.get().databases().getFirst(), named.get().queries().getFirst()));
    }
    List<List<String>> pairs = new ArrayList<>();
    for (String database : conditions) {
      for (String queries : conditions) {
        if (!database.equals(queries)
            && folder.images(database).size() == truth.database()
            && folder.images(queries).size() == truth.queries()) {
          pairs.add(List.of(database, queries));
        }
      }
    }
    return pairs;
  }

  private static Recognition recognised(
      FolderListing folder, List<String> pair, FolderListing.Entry file, TruthMatrix truth) {
    Evidence usual = Evidence.usual(folder, "", pair.getFirst(), pair.getLast());
    if (!usual.files(Evidence.Role.GROUND_TRUTH).isEmpty()) {
      return new Recognition.Undecided(
          folder.root()
              + " has two ground truths, "
              + file.name()
              + " and ground_truth.csv; take one of them out.");
    }
    return new Recognition.Recognised(
        usual.with(
            new Evidence.Source(
                Evidence.Role.GROUND_TRUTH,
                List.of(file),
                file.name() + (truth.hasSoft() ? " (GThard, GTsoft)" : " (GThard)"))));
  }

  private static Recognition question(
      FolderListing folder, List<String> conditions, FolderListing.Entry file, TruthMatrix truth) {
    return new Recognition.Undecided(
        Stream.of(
                file.name()
                    + " says which of "
                    + truth.database()
                    + " database images and "
                    + truth.queries()
                    + " queries belong together, but not which folder is which of "
                    + String.join(
                        ", ",
                        conditions.stream()
                            .map(c -> Evidence.Images.below(folder, c).words())
                            .toList())
                    + ".",
                "Name two on the command line: --database "
                    + folder.root().resolve(conditions.getFirst())
                    + " --queries "
                    + folder.root().resolve(conditions.getLast())
                    + " --ground-truth "
                    + file.file()
                    + ".")
            .reduce((a, b) -> a + " " + b)
            .orElseThrow());
  }

  @Override
  public PlaceMap read(Evidence found, double radius, Progress progress) {
    progress.check();
    MapReading reading = new MapReading(found);
    FolderListing.Entry file = found.files(Evidence.Role.GROUND_TRUTH).getFirst();
    PlaceMap map = reading.map();
    TruthFiles.requireOneOrder(file.file(), map);
    return reading.mapBy(matrix(file).truth(map.queries().size(), map.database().size()));
  }
}
