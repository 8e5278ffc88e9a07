package org.vladoscope.benchmark.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;

/**
 * A small map in a folder of its own, which both sides read: {@code database}, {@code queries} and
 * {@code ground_truth.csv}.
 *
 * @param folder where it lies
 * @param truth the right database images of each query, by file name
 */
record PeerMap(Path folder, Map<String, Set<String>> truth) {

  private static final String DATABASE = "database";
  private static final String QUERIES = "queries";

  /**
   * Copies images of a map: queries that have a match, as far apart in its list as can be, with
   * their matches, and database images in between.
   *
   * @param database how many, 1 or more
   * @param queries how many, 1 or more
   * @throws InputException if the map has fewer
   */
  static PeerMap copy(PlaceMap map, int database, int queries, Path folder) {
    List<Integer> answerable = new ArrayList<>();
    for (int q = 0; q < map.queries().size(); q++) {
      if (map.groundTruth().isKnown() && map.groundTruth().positives(q).length > 0) {
        answerable.add(q);
      }
    }
    if (answerable.size() < queries || map.database().size() < database) {
      throw new InputException(
          String.format(
              "%s has %d queries with a match and %d database images, not %d and %d.",
              map.name(), answerable.size(), map.database().size(), queries, database));
    }
    List<Integer> chosen = spread(answerable, queries);
    Set<Integer> kept = new LinkedHashSet<>();
    chosen.forEach(q -> kept.add(map.groundTruth().positives(q)[0]));
    if (kept.size() > database) {
      throw new InputException(
          "At least " + kept.size() + " database images are needed for " + queries + " queries.");
    }
    int all = map.database().size();
    for (int i = 0; kept.size() < database; i++) {
      // A step that has no divisor in common with the size meets every image once.
      kept.add((int) ((long) i * coprime(all) % all));
    }
    try {
      Map<String, Set<String>> truth = new LinkedHashMap<>();
      Files.createDirectories(folder.resolve(DATABASE));
      Files.createDirectories(folder.resolve(QUERIES));
      for (int d : kept) {
        copy(map.database().get(d), folder.resolve(DATABASE));
      }
      StringBuilder csv = new StringBuilder();
      for (int q : chosen) {
        String name = copy(map.queries().get(q), folder.resolve(QUERIES));
        Set<String> right = new LinkedHashSet<>();
        Arrays.stream(map.groundTruth().positives(q))
            .filter(kept::contains)
            .forEach(d -> right.add(flat(map.database().get(d))));
        truth.put(name, right);
        csv.append(name).append(',').append(String.join(",", right)).append('\n');
      }
      Files.writeString(folder.resolve("ground_truth.csv"), csv);
      return new PeerMap(folder, truth);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> spread(List<Integer> from, int count) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(from.get((int) ((long) i * from.size() / count)));
    }
    return chosen;
  }

  private static int coprime(int size) {
    int step = Math.max(1, (int) (size * .618));
    while (gcd(step, size) > 1) {
      step++;
    }
    return step;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static String flat(PlaceImage image) {
    return image.name().replace('/', '_');
  }

  private static String copy(PlaceImage image, Path folder) throws IOException {
    Files.copy(image.file(), folder.resolve(flat(image)));
    return flat(image);
  }

  /** The database images, by name. */
  List<Path> database() {
    return images(folder.resolve(DATABASE));
  }

  /** How many images it has. */
  int size() {
    return database().size() + truth.size();
  }

  /** The images of a folder, by name, as the original lists them. */
  private static List<Path> images(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database images of a map's folder. */
  static List<Path> databaseOf(Path folder) {
    return images(folder.resolve(DATABASE));
  }

  /** The queries of a map's folder. */
  static List<Path> queriesOf(Path folder) {
    return images(folder.resolve(QUERIES));
  }
}
