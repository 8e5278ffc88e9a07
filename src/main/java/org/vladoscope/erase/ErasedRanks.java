package org.vladoscope.erase;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.store.CsvText;

/**
 * How the global ranks of a map's places moved. Ranks are those before re-ranking.
 *
 * @param map the map
 * @param query the query
 * @param number of the query's place among the map's queries; empty if it is none of them
 * @param before with nothing erased
 * @param after with the cells erased
 */
public record ErasedRanks(
    PlaceMap map, PlaceImage query, OptionalInt number, MapRanking before, MapRanking after) {

  /**
   * A place.
   *
   * @param place its number in the database
   * @param image the image that stands for it
   * @param truth whether it shows the query's place
   * @param rankBefore from 1
   * @param rankAfter from 1
   * @param similarityBefore cosine similarity of the global descriptors
   * @param similarityAfter likewise
   */
  public record Row(
      int place,
      PlaceImage image,
      PlaceTruth truth,
      int rankBefore,
      int rankAfter,
      double similarityBefore,
      double similarityAfter) {

    /** By how many ranks it rose; below zero if it fell. */
    public int rise() {
      return rankBefore - rankAfter;
    }
  }

  /** What the ground truth says of a place. */
  public PlaceTruth truth(int place) {
    GroundTruth truth = map.groundTruth();
    return number.isEmpty() || !truth.isKnown()
        ? PlaceTruth.UNKNOWN
        : PlaceTruth.of(truth.isPositive(number.getAsInt(), place));
  }

  /** One of the places. */
  public Row row(int place) {
    return new Row(
        place,
        map.database().get(place),
        truth(place),
        before.rank(place),
        after.rank(place),
        before.similarity(place),
        after.similarity(place));
  }

  /** All places that are ranked, in their new order. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int place : after.order()) {
      rows.add(row(place));
    }
    return rows;
  }

  /**
   * The first places of both orders, those of the new order first, and the best right answer of
   * either.
   *
   * @param most of each order
   */
  public List<Row> first(int most) {
    SortedSet<Integer> ranks = new TreeSet<>();
    for (MapRanking ranking : List.of(after, before)) {
      for (int rank = 1; rank <= Math.min(most, ranking.count()); rank++) {
        ranks.add(after.rank(ranking.placeAt(rank)));
      }
      best(ranking, PlaceTruth.SAME_PLACE).ifPresent(place -> ranks.add(after.rank(place)));
    }
    return ranks.stream().map(rank -> row(after.placeAt(rank))).toList();
  }

  /** The first place of which the ground truth says so. */
  public OptionalInt best(MapRanking ranking, PlaceTruth wanted) {
    for (int rank = 1; rank <= ranking.count(); rank++) {
      if (truth(ranking.placeAt(rank)) == wanted) {
        return OptionalInt.of(ranking.placeAt(rank));
      }
    }
    return OptionalInt.empty();
  }

  /** All places as a comma-separated table with a header line. */
  public String csv() {
    List<List<?>> lines = new ArrayList<>();
    lines.add(
        List.of(
            "query",
            "image",
            "rank_before",
            "rank_after",
            "similarity_before",
            "similarity_after",
            "positive"));
    for (Row row : rows()) {
      lines.add(
          List.of(
              query.name(),
              row.image.name(),
              row.rankBefore,
              row.rankAfter,
              row.similarityBefore,
              row.similarityAfter,
              switch (row.truth) {
                case SAME_PLACE -> "1";
                case OTHER_PLACE -> "0";
                case UNKNOWN -> "";
              }));
    }
    return CsvText.of(lines);
  }
}
