package org.vladoscope.dataset.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    CsvFile table = CsvFile.read(file);
    table.noteTo(warnings);
    ImageNames queryNames = ImageNames.of(table.name(), queries, views, queryPrefix);
    ImageNames databaseNames = ImageNames.of(table.name(), map.database(), views, databasePrefix);
    List<List<Integer>> positives = new ArrayList<>();
    queries.forEach(q -> positives.add(new ArrayList<>()));
    int[] mentioned = new int[queries.size()];
    Problems unknown = new Problems(table.name());
    int swapped = 0;
    int used = 0;
    for (CsvFile.Line line : table.lines()) {
      String first = line.fields().getFirst();
      Integer query = index(queryNames, first);
      if (query == null) {
        unknown.add(line.number(), "there is no query '" + first + "'");
        swapped += databaseNames.find(first) == null ? 0 : 1;
        continue;
      }
      used++;
      mentioned[query]++;
      for (String name : line.fields().subList(1, line.fields().size())) {
        Integer positive = index(databaseNames, name);
        if (positive == null) {
          unknown.add(line.number(), "there is no database image '" + name + "'");
        } else if (!queriesAreDatabase || !positive.equals(query)) {
          positives.get(query).add(positive);
        }
      }
    }
    checkUsable(file, used, swapped, unknown);
    queryNames.noteTo(warnings);
    databaseNames.noteTo(warnings);
    addWarnings(file, unknown, mentioned, warnings);
    return GroundTruth.of(
        positives.stream().map(p -> p.stream().mapToInt(Integer::intValue).toArray()).toList());
  }

  private static @Nullable Integer index(ImageNames names, String name) {
    ImageNames.Match match = names.find(name);
    if (match == null) {
      return null;
    }
    names.take(match, name);
    return match.index();
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
      Path file, Problems unknown, int[] mentioned, List<String> warnings) {
    unknown.addTo(warnings);
    int missing = 0;
    int several = 0;
    for (int lines : mentioned) {
      missing += lines == 0 ? 1 : 0;
      several += lines > 1 ? 1 : 0;
    }
    if (several > 0) {
      warnings.add(
          file.getFileName()
              + " has several lines for "
              + (several == 1 ? "1 query" : several + " queries")
              + "; the matches of all of them count.");
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
}
