package org.vladoscope.dataset.format.known;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.Recognition;
import org.vladoscope.dataset.truth.IndexLists;

/**
 * VPR-Bench: {@code query/} and {@code ref/} with images named by numbers, whose order is that of
 * the numbers, and {@code ground_truth_new.npy} with the indices of references for each query.
 */
final class VprBench implements PlaceMapFormat {

  private static final String TRUTH = "ground_truth_new.npy";
  private static final int MOST_DIGITS = 18;

  @Override
  public String id() {
    return "vpr-bench";
  }

  @Override
  public String summary() {
    return "query/ and ref/ with images named by numbers, and ground_truth_new.npy";
  }

  @Override
  public Recognition recognise(FolderListing folder) {
    Optional<FolderListing.Entry> truth = folder.file(TRUTH);
    if (truth.isEmpty() || !folder.hasFolder("query") || !folder.hasFolder("ref")) {
      return new Recognition.NotThis("there is no " + TRUTH + " beside query/ and ref/");
    }
    Evidence usual = Evidence.usual(folder, "", "ref", "query");
    if (!usual.files(Evidence.Role.GROUND_TRUTH).isEmpty()) {
      return new Recognition.Undecided(
          folder.root()
              + " has two ground truths, "
              + TRUTH
              + " and ground_truth.csv; take one"
              + " of them out.");
    }
    for (String part : List.of("ref", "query")) {
      for (FolderListing.Entry image : folder.images(part)) {
        if (number(image) < 0) {
          return new Recognition.Undecided(
              TRUTH
                  + " counts the images by the numbers that are their names, but "
                  + image.name()
                  + " is named by none.");
        }
      }
    }
    return new Recognition.Recognised(
        new Evidence(
                numbered(folder, "ref"), Optional.of(numbered(folder, "query")), usual.sources())
            .with(Evidence.Source.of(Evidence.Role.GROUND_TRUTH, truth.get())));
  }

  /** The number an image is named by, or −1. */
  private static long number(FolderListing.Entry image) {
    String name = FolderListing.lastPart(image.name());
    String stem = name.substring(0, name.lastIndexOf('.'));
    return stem.matches("\\d{1," + MOST_DIGITS + "}") ? Long.parseLong(stem) : -1;
  }

  /** 2.jpg comes before 10.jpg. */
  private static Evidence.Images numbered(FolderListing folder, String part) {
    List<FolderListing.Entry> images =
        folder.images(part).stream().sorted(Comparator.comparingLong(VprBench::number)).toList();
    return new Evidence.Images(folder, part, images);
  }

  @Override
  public PlaceMap read(Evidence found, double radius, Progress progress) {
    progress.check();
    MapReading reading = new MapReading(found);
    PlaceMap map = reading.map();
    IndexLists lists = IndexLists.read(found.files(Evidence.Role.GROUND_TRUTH).getFirst().file());
    return reading.mapBy(
        GroundTruth.of(lists.positives(map.queries().size(), map.database().size())));
  }
}
