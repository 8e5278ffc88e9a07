package org.vladoscope.dataset.format.known;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.Pose;
import org.vladoscope.dataset.format.Evidence;
import org.vladoscope.dataset.format.FolderListing;
import org.vladoscope.dataset.format.MapReading;
import org.vladoscope.dataset.format.NamedImages;

/**
 * Database images and queries that lists name, each image once, in the order of the lists.
 *
 * @param database for each name of the list its image
 * @param queries for each name of the list its image
 */
record ListedImages(NamedImages database, NamedImages queries) {

  /**
   * Finds images.
   *
   * @param databaseList the file that names database images
   * @param queryList the file that names queries
   */
  static ListedImages find(
      FolderListing listing,
      FolderListing.Entry databaseList,
      List<String> databaseNames,
      FolderListing.Entry queryList,
      List<String> queryNames) {
    return new ListedImages(
        NamedImages.find(listing, databaseList, databaseNames, folder -> !isOfQueries(folder)),
        NamedImages.find(listing, queryList, queryNames, ListedImages::isOfQueries));
  }

  /** Such as {@code queries_real} and {@code 247query_subset_v2}. */
  private static boolean isOfQueries(String folder) {
    return FolderListing.lastPart(folder).contains("quer");
  }

  private static List<FolderListing.Entry> each(NamedImages images) {
    return images.images().stream().flatMap(Optional::stream).distinct().toList();
  }

  /** What is found, with the sources that say so. */
  Evidence evidence(FolderListing listing, List<Evidence.Source> sources) {
    return new Evidence(
        new Evidence.Images(listing, database.root(), each(database)),
        Optional.of(new Evidence.Images(listing, queries.root(), each(queries))),
        sources);
  }

  /** Tells a map what its reader should know of the lists. */
  void warn(MapReading reading) {
    new TreeSet<>(
            List.of(database.notices(), queries.notices()).stream().flatMap(List::stream).toList())
        .forEach(reading::warn);
    List<FolderListing.Entry> both = new ArrayList<>(each(queries));
    both.retainAll(new java.util.HashSet<>(each(database)));
    if (!both.isEmpty()) {
      reading.warn(
          both.size()
              + " of the queries, the first being "
              + both.getFirst().name()
              + ", are database images as well, and find themselves.");
    }
  }

  /**
   * The ground truth of the images that are there.
   *
   * @param positives for each name of a query the places of names of database images
   */
  GroundTruth truth(List<int[]> positives) {
    Map<FolderListing.Entry, Integer> places = new HashMap<>();
    each(database).forEach(image -> places.put(image, places.size()));
    Map<FolderListing.Entry, List<Integer>> byQuery = new LinkedHashMap<>();
    for (int q = 0; q < positives.size(); q++) {
      Optional<FolderListing.Entry> query = queries.images().get(q);
      if (query.isPresent()) {
        List<Integer> mine = byQuery.computeIfAbsent(query.get(), k -> new ArrayList<>());
        for (int d : positives.get(q)) {
          database.images().get(d).map(places::get).ifPresent(mine::add);
        }
      }
    }
    return GroundTruth.of(
        byQuery.values().stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toList());
  }

  /** Where images were taken, by their files. */
  Function<Path, @Nullable Pose> poses(double[][] databaseAt, double[][] queriesAt) {
    Map<Path, Pose> poses = new HashMap<>();
    put(poses, database, databaseAt);
    put(poses, queries, queriesAt);
    return poses::get;
  }

  private static void put(Map<Path, Pose> poses, NamedImages images, double[][] positions) {
    for (int i = 0; i < positions.length; i++) {
      double[] at = positions[i];
      images
          .images()
          .get(i)
          .ifPresent(image -> poses.put(image.file(), new Pose(at[0], at[1], null)));
    }
  }
}
