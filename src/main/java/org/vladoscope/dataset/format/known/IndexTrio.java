package org.vladoscope.dataset.format.known;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.truth.IndexLists;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.numpy.NpyArray;
import org.vladoscope.file.numpy.NpyFile;

/**
 * {@code X_dbImages.npy} and {@code X_qImages.npy} with names, {@code X_gt.npy} with a list of
 * database indices for each query, as SALAD, MixVPR and OpenVPRLab keep validation sets. Those of
 * Mapillary have {@code X_qIdx.npy}, which picks queries, and {@code X_pIdx.npy} for the picked.
 */
final class IndexTrio implements PlaceMapFormat {

  private static final String DATABASE = "_dbImages.npy";
  private static final String QUERIES = "_qImages.npy";
  private static final String TRUTH = "_gt.npy";
  private static final String PICKED = "_qIdx.npy";
  private static final String PICKED_TRUTH = "_pIdx.npy";

  @Override
  public String id() {
    return "index-lists";
  }

  @Override
  public String summary() {
    return "X_dbImages.npy and X_qImages.npy with the names of images, X_gt.npy with a list of"
        + " database indices for each query, or X_qIdx.npy and X_pIdx.npy; images at any depth"
        + " below";
  }

  @Override
  public boolean opens(String fileName) {
    return fileName.endsWith(DATABASE);
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    List<FolderListing.Entry> lists =
        folder.opened().map(List::of).orElseGet(() -> folder.files()).stream()
            .filter(file -> file.name().endsWith(DATABASE))
            .toList();
    if (lists.isEmpty()) {
      return new Recognition.NotThis("there is no X" + DATABASE);
    }
    if (lists.size() > 1) {
      return new Recognition.Undecided(
          folder.root()
              + " holds "
              + lists.size()
              + " lists of database images. Open the one that is meant instead of the folder: "
              + lists.stream()
                  .map(list -> list.file().toString())
                  .collect(Collectors.joining(" or "))
              + ".");
    }
    try {
      Trio trio = Trio.of(folder, lists.getFirst());
      ListedImages images = trio.images(folder);
      return new Recognition.Recognised(images.evidence(folder, trio.sources()));
    } catch (InputException e) {
      return new Recognition.Undecided(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public PlaceMap read(Evidence found, double radius, Progress progress) {
    FolderListing folder = found.database().listing();
    Trio trio = Trio.of(folder, found.files(Evidence.Role.IMAGES).getFirst());
    ListedImages images = trio.images(folder);
    progress.check();
    MapReading reading = new MapReading(found);
    images.warn(reading);
    IndexLists truth = IndexLists.read(trio.truth.file());
    return reading.mapBy(
        images.truth(
            truth.positives(images.queries().images().size(), images.database().images().size())));
  }

  /** The files of one set. */
  private record Trio(
      FolderListing.Entry database,
      FolderListing.Entry queries,
      Optional<FolderListing.Entry> picked,
      FolderListing.Entry truth) {

    static Trio of(FolderListing folder, FolderListing.Entry database) {
      String stem = database.name().substring(0, database.name().length() - DATABASE.length());
      Optional<FolderListing.Entry> picked = folder.file(stem + PICKED);
      String truth = stem + (picked.isPresent() ? PICKED_TRUTH : TRUTH);
      if (picked.isPresent() && folder.file(stem + TRUTH).isPresent()) {
        throw new InputException(
            folder.root().resolve(stem + PICKED)
                + " and "
                + folder.root().resolve(stem + TRUTH)
                + " are two ground truths; leave one of them out.");
      }
      return new Trio(
          database, need(folder, database, stem + QUERIES), picked, need(folder, database, truth));
    }

    private static FolderListing.Entry need(
        FolderListing folder, FolderListing.Entry database, String name) {
      return folder
          .file(name)
          .orElseThrow(
              () ->
                  new InputException(
                      "Beside "
                          + database.file()
                          + " there must be "
                          + FolderListing.lastPart(name)
                          + ", which is missing."));
    }

    List<Evidence.Source> sources() {
      List<FolderListing.Entry> lists = new ArrayList<>(List.of(database, queries));
      picked.ifPresent(lists::add);
      return List.of(
          new Evidence.Source(
              Evidence.Role.IMAGES,
              lists,
              "named in "
                  + lists.stream()
                      .map(FolderListing.Entry::name)
                      .collect(Collectors.joining(", "))),
          Evidence.Source.of(Evidence.Role.GROUND_TRUTH, truth));
    }

    ListedImages images(FolderListing folder) {
      List<String> asked = names(queries);
      List<String> meant =
          picked.map(file -> picks(file, asked.size()).mapToObj(asked::get).toList()).orElse(asked);
      return ListedImages.find(folder, database, names(database), queries, meant);
    }

    private static List<String> names(FolderListing.Entry file) {
      NpyArray array = NpyFile.read(file.file());
      List<String> names = new ArrayList<>(array.size());
      try {
        for (int i = 0; i < array.size(); i++) {
          names.add(array.text(i));
        }
      } catch (MalformedException e) {
        throw new InputException(
            file.file() + " is " + array.words() + "; expected are names of images, as texts.", e);
      }
      return names;
    }

    private static IntStream picks(FolderListing.Entry file, int count) {
      NpyArray array = NpyFile.read(file.file());
      try {
        int[] picks = new int[array.size()];
        for (int i = 0; i < picks.length; i++) {
          double value = array.number(i);
          if (value != Math.rint(value) || value < 0 || value >= count) {
            throw new InputException(
                "Row "
                    + i
                    + " of "
                    + file.file()
                    + " is "
                    + value
                    + ", which is none of the "
                    + count
                    + " queries, counted from 0.");
          }
          picks[i] = (int) value;
        }
        return IntStream.of(picks);
      } catch (MalformedException e) {
        throw new InputException(
            file.file() + " is " + array.words() + "; expected are indices of queries.", e);
      }
    }
  }
}
