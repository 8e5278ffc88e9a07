package org.vladoscope.dataset.format.known;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
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

  /** The images of a list, each once. */
  private static List<FolderListing.Entry> each(NamedImages images) {
    return List.copyOf(byName(images).values());
  }

  private static Map<String, FolderListing.Entry> byName(NamedImages images) {
    Map<String, FolderListing.Entry> each = new LinkedHashMap<>();
    images.images().forEach(found -> found.ifPresent(i -> each.putIfAbsent(i.name(), i)));
    return each;
  }

  /** For each name of a list the place of its image among those there are, or −1. */
  private static int[] places(NamedImages images) {
    Map<String, Integer> known = new HashMap<>();
    int[] places = new int[images.images().size()];
    for (int i = 0; i < places.length; i++) {
      FolderListing.Entry image = images.images().get(i).orElse(null);
      Integer next = known.size();
      Integer place = image == null ? Integer.valueOf(-1) : known.putIfAbsent(image.name(), next);
      places[i] = place == null ? next : place;
    }
    return places;
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
    Set<String> notices = new LinkedHashSet<>(database.notices());
    notices.addAll(queries.notices());
    notices.forEach(reading::warn);
    List<String> both = new ArrayList<>(byName(queries).keySet());
    both.retainAll(byName(database).keySet());
    if (!both.isEmpty()) {
      reading.warn(
          both.size()
              + " of the queries, the first being "
              + both.getFirst()
              + ", are database images as well, and find themselves.");
    }
  }

  /**
   * The ground truth of the images that are there.
   *
   * @param positives for each name of a query the places of names of database images
   */
  GroundTruth truth(List<int[]> positives) {
    int[] known = places(database);
    int[] asked = places(queries);
    List<int[]> lists = new ArrayList<>();
    for (int q = 0; q < asked.length; q++) {
      if (asked[q] >= 0) {
        int[] mine =
            IntStream.of(positives.get(q)).map(d -> known[d]).filter(d -> d >= 0).toArray();
        if (asked[q] == lists.size()) {
          lists.add(mine);
        } else {
          // A query that is named twice has the matches of both.
          int[] first = lists.get(asked[q]);
          lists.set(asked[q], IntStream.concat(IntStream.of(first), IntStream.of(mine)).toArray());
        }
      }
    }
    return GroundTruth.of(lists);
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
