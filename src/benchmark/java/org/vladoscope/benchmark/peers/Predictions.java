package org.vladoscope.benchmark.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vladoscope.report.FieldFiles;

/**
 * Which database images were found for each query, as the files of predictions have them.
 *
 * @param ranked names of database images by the name of the query, best first
 */
public record Predictions(Map<String, List<String>> ranked) {

  static final String GLOBAL = FieldFiles.GLOBAL_PREDICTIONS;
  static final String RERANKED = FieldFiles.PREDICTIONS;

  /** Writes a file as the original does. */
  static void write(Path file, List<Path> queries, List<Path> database, int[][] found)
      throws IOException {
    StringBuilder text = new StringBuilder("# kapture format: 1.0\n# query_image, map_image\n");
    for (int q = 0; q < queries.size(); q++) {
      for (int d : found[q]) {
        text.append(queries.get(q).getFileName())
            .append(", ")
            .append(database.get(d).getFileName())
            .append('\n');
      }
    }
    Files.writeString(file, text);
  }

  /** Reads a file; of folders in it nothing remains. */
  static Predictions read(Path file) {
    Map<String, List<String>> ranked = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.startsWith("#")) {
          String[] pair = line.split(", ", -1);
          ranked.computeIfAbsent(name(pair[0]), q -> new ArrayList<>()).add(name(pair[1]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Predictions(ranked);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The share of queries whose first image is right. */
  double recallAt1(Map<String, Set<String>> truth) {
    long right =
        truth.entrySet().stream()
            .filter(t -> head(found(t.getKey()), 1).stream().anyMatch(t.getValue()::contains))
            .count();
    return (double) right / truth.size();
  }

  private List<String> found(String query) {
    return ranked.getOrDefault(query, List.of());
  }

  /** How many queries have the same first image, and how many the same among all in their order. */
  Agreement with(Predictions other, int depth) {
    int first = 0;
    int all = 0;
    for (String query : ranked.keySet()) {
      List<String> ours = found(query);
      List<String> theirs = other.found(query);
      first += head(ours, 1).equals(head(theirs, 1)) ? 1 : 0;
      all += head(ours, depth).equals(head(theirs, depth)) ? 1 : 0;
    }
    return new Agreement(ranked.size(), first, all);
  }

  private static List<String> head(List<String> names, int depth) {
    return names.subList(0, Math.min(depth, names.size()));
  }

  /**
   * How alike two rankings are.
   *
   * @param queries how many there are
   * @param first how many of them have the same image first
   * @param order how many have the same images in the same order
   */
  public record Agreement(int queries, int first, int order) {}
}
