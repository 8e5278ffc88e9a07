package org.vladoscope.foreign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.ImageNames;

/**
 * Rankings that another program computed for the queries of a map: for each query database images,
 * the best first. How similar they are is not known.
 */
public final class ForeignRankings {

  private final Path file;
  private final Map<Path, List<PlaceImage>> byQuery;
  private final Map<String, String> missing;
  private final List<String> notices;

  private ForeignRankings(
      Path file,
      Map<Path, List<PlaceImage>> byQuery,
      Map<String, String> missing,
      List<String> notices) {
    this.file = file;
    this.byQuery = byQuery;
    this.missing = missing;
    this.notices = notices;
  }

  /**
   * Reads a file of pairs or of lists, see {@link RankingText}.
   *
   * @throws InputException if it is no such file, or names nothing of the map
   */
  public static ForeignRankings read(Path file, PlaceMap map, Progress progress) {
    return new Reader(file, map).read(progress);
  }

  /**
   * True if a text file may hold rankings of the map's queries: one of its first lines begins with
   * the name of a query, and a database image follows.
   */
  static boolean namesImages(Path file, PlaceMap map, Progress progress) {
    String name = String.valueOf(file.getFileName());
    ImageNames queries = ImageNames.of(name, map.views().pictures(map.queries()));
    ImageNames images = ImageNames.of(name, map.views().pictures(map.database()));
    progress.check();
    return RankingText.beginning(file).stream()
        .anyMatch(
            line ->
                line.length > 1
                    && queries.findByPath(line[0], map.root()).isPresent()
                    && images.findByPath(line[1], map.root()).isPresent());
  }

  private static Path key(PlaceImage image) {
    return image.file().toAbsolutePath().normalize();
  }

  /**
   * The database images of a query, the best first.
   *
   * @throws InputException if the file does not have the query
   */
  public List<PlaceImage> of(PlaceImage query) {
    List<PlaceImage> found = byQuery.get(key(query));
    if (found == null) {
      throw new InputException(
          "The ranking of "
              + query.name()
              + " is not known: rankings come from "
              + file
              + ", which does not have it.");
    }
    return found;
  }

  /** True if a query has a ranking. */
  public boolean has(PlaceImage query) {
    return byQuery.containsKey(key(query));
  }

  /** Queries of the map without a ranking, by {@code queries/NAME} and the like, and why. */
  public Map<String, String> missing() {
    return missing;
  }

  /** How the file was understood, and what of it is not used; for people. */
  public List<String> notices() {
    return notices;
  }

  /** Puts the names of a file to the images of a map. */
  private static final class Reader {
    private final Path file;
    private final PlaceMap map;
    private final List<PlaceImage> queries;
    private final List<PlaceImage> images;
    private final List<String> notices = new ArrayList<>();
    private final Set<String> unknownQueries = new LinkedHashSet<>();
    private final Set<String> unknownImages = new LinkedHashSet<>();
    private int unknownPairs;

    Reader(Path file, PlaceMap map) {
      this.file = file;
      this.map = map;
      this.queries = map.views().pictures(map.queries());
      this.images = map.views().pictures(map.database());
    }

    ForeignRankings read(Progress progress) {
      String source = String.valueOf(file.getFileName());
      ImageNames inDatabase = ImageNames.of(source, images);
      RankingText text =
          RankingText.read(
              file, name -> inDatabase.findByPath(name, map.root()).isPresent(), progress);
      ImageNames inQueries = ImageNames.of(source, queries);
      Map<String, Optional<Integer>> knownImages = new HashMap<>();
      Map<Path, List<PlaceImage>> byQuery = new LinkedHashMap<>();
      sortByScore(text);
      text.byQuery()
          .forEach(
              (name, pairs) -> {
                progress.check();
                Optional<Integer> query = inQueries.findByPath(name, map.root());
                if (query.isEmpty()) {
                  unknownQueries.add(name);
                  return;
                }
                PlaceImage asked = queries.get(query.get());
                List<PlaceImage> found = new ArrayList<>();
                Set<Integer> seen = new HashSet<>();
                for (RankingText.Pair pair : pairs) {
                  Optional<Integer> image =
                      knownImages.computeIfAbsent(
                          pair.image(), called -> inDatabase.findByPath(called, map.root()));
                  if (image.isEmpty()) {
                    unknownImages.add(pair.image());
                    unknownPairs++;
                  } else if (!seen.add(image.get())) {
                    throw new InputException(
                        file + " pairs " + name + " and " + pair.image() + " twice.");
                  } else {
                    found.add(images.get(image.get()));
                  }
                }
                if (byQuery.put(key(asked), List.copyOf(found)) != null) {
                  throw new InputException(
                      file + " has two rankings of the query " + asked.name() + ".");
                }
              });
      say(text);
      Map<String, String> missing = new LinkedHashMap<>();
      String role = map.queriesAreDatabase() ? "database/" : "queries/";
      for (PlaceImage query : queries) {
        if (byQuery.getOrDefault(key(query), List.of()).isEmpty()) {
          byQuery.remove(key(query));
          missing.put(
              role + query.name(), "There is no ranking of it in " + file.getFileName() + ".");
        }
      }
      if (byQuery.isEmpty()) {
        throw new InputException(
            "No line of "
                + file
                + " pairs a query of the map with one of its database images; its names are such as"
                + " "
                + text.byQuery().keySet().iterator().next()
                + ".");
      }
      return new ForeignRankings(file, byQuery, Map.copyOf(missing), List.copyOf(notices));
    }

    private void say(RankingText text) {
      notices.add(file.getFileName() + " is read as " + text.kind() + ".");
      if (!unknownQueries.isEmpty()) {
        notices.add(
            unknownQueries.size()
                + " queries in "
                + file.getFileName()
                + " are not in the map and are not used: "
                + Names.few(List.copyOf(unknownQueries))
                + ".");
      }
      if (!unknownImages.isEmpty()) {
        notices.add(
            unknownImages.size()
                + " candidates in "
                + file.getFileName()
                + " are no database images of the map: "
                + Names.few(List.copyOf(unknownImages))
                + ". Left out of "
                + unknownPairs
                + " places in the rankings; those behind them move up, so recall may come out too"
                + " high.");
      }
    }

    /** Scores count where there are some: higher is better. */
    private void sortByScore(RankingText text) {
      if (!text.hasScores()) {
        return;
      }
      boolean isDescending = true;
      boolean isAscending = true;
      boolean differs = false;
      for (List<RankingText.Pair> pairs : text.byQuery().values()) {
        for (int i = 1; i < pairs.size(); i++) {
          double step = pairs.get(i).score() - pairs.get(i - 1).score();
          isDescending &= step <= 0;
          isAscending &= step >= 0;
          differs |= step != 0;
        }
      }
      if (differs && isAscending) {
        throw new InputException(
            "The scores of "
                + file
                + " grow along the lines of every query, so they may be distances; scores are"
                + " higher for better pairs. Turn their sign, or leave them out.");
      }
      if (!isDescending) {
        text.byQuery()
            .values()
            .forEach(
                pairs ->
                    pairs.sort(Comparator.comparingDouble(RankingText.Pair::score).reversed()));
        notices.add(
            "The lines of "
                + file.getFileName()
                + " are not in the order of their scores; candidates are ranked by score, the"
                + " highest first.");
      }
    }
  }
}
