package org.vladoscope.dataset.format;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;

/**
 * {@code ground_truth.csv}: no header, {@code query,positive[,positive…]}; a query alone on its
 * line has no match. Names are relative to the folders of query and database images.
 */
final class CsvGroundTruth {

  private CsvGroundTruth() {}

  /**
   * Reads a file.
   *
   * @param databasePrefix what may stand before the name of a database image: "database/"
   * @param queryPrefix what may stand before the name of a query
   * @param warnings takes sentences about lines that were left out
   * @throws InputException if nothing in it can be used
   */
  static GroundTruth read(
      Path file, PlaceMap map, String databasePrefix, String queryPrefix, List<String> warnings) {
    List<PlaceImage> queries = map.queries();
    boolean queriesAreDatabase = map.queriesAreDatabase();
    CameraViews views = map.views();
    Names queryNames = Names.of(queries, views, queryPrefix);
    Names databaseNames = Names.of(map.database(), views, databasePrefix);
    List<List<Integer>> positives = new ArrayList<>();
    queries.forEach(q -> positives.add(new ArrayList<>()));
    boolean[] mentioned = new boolean[queries.size()];
    Problems unknown = new Problems(String.valueOf(file.getFileName()));
    int swapped = 0;
    int used = 0;
    for (CsvFile.Line line : CsvFile.read(file)) {
      String first = line.fields().getFirst();
      Integer query = queryNames.find(first);
      if (query == null) {
        unknown.add(line.number(), "there is no query '" + first + "'");
        swapped += databaseNames.find(first) == null ? 0 : 1;
        continue;
      }
      used++;
      mentioned[query] = true;
      for (String name : line.fields().subList(1, line.fields().size())) {
        Integer positive = databaseNames.find(name);
        if (positive == null) {
          unknown.add(line.number(), "there is no database image '" + name + "'");
        } else if (!queriesAreDatabase || !positive.equals(query)) {
          positives.get(query).add(positive);
        }
      }
    }
    checkUsable(file, used, swapped, unknown);
    addWarnings(file, unknown, mentioned, warnings);
    return GroundTruth.of(
        positives.stream().map(p -> p.stream().mapToInt(Integer::intValue).toArray()).toList());
  }

  private static void checkUsable(Path file, int used, int swapped, Problems unknown) {
    if (used > 0) {
      return;
    }
    if (swapped > 0) {
      throw new InputException(
          "The columns of "
              + file
              + " look swapped: its first column names database images. Put the query first, then"
              + " its matches.");
    }
    throw new InputException(
        unknown.count() == 0
            ? file + " is empty; each line must be: query,match[,match…]."
            : "No line of " + file + " names a query of this map. " + unknown.first());
  }

  private static void addWarnings(
      Path file, Problems unknown, boolean[] mentioned, List<String> warnings) {
    unknown.addTo(warnings);
    int missing = 0;
    for (boolean known : mentioned) {
      missing += known ? 0 : 1;
    }
    if (missing > 0) {
      warnings.add(
          file.getFileName()
              + " does not mention "
              + (missing == 1
                  ? "1 query; it counts as having no match."
                  : missing + " queries; they count as having no match."));
    }
  }

  /** Index of a place by the name of any of its pictures, with or without its folder in front. */
  private record Names(Map<String, Integer> byName, String folder) {

    /** Letters with marks can be written in two ways; file systems and editors differ. */
    private static String composed(String name) {
      return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    static Names of(List<PlaceImage> images, CameraViews views, String folder) {
      Map<String, Integer> byName = new HashMap<>();
      for (int i = 0; i < images.size(); i++) {
        for (CameraViews.View view : views.of(images.get(i))) {
          byName.put(composed(view.image().name()), i);
        }
      }
      return new Names(byName, folder);
    }

    @Nullable Integer find(String name) {
      String plain = composed(name.replace('\\', '/'));
      Integer exact = byName.get(plain);
      return exact == null && plain.startsWith(folder)
          ? byName.get(plain.substring(folder.length()))
          : exact;
    }
  }
}
