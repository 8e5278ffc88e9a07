package org.vladoscope.mix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.metric.Outcomes;
import org.vladoscope.metric.QueryOutcome;

/**
 * Ranks the first right image of each query by similarities, as an exact search does.
 *
 * @param queries numbers of the queries that have a positive and can be read: rows of similarities
 * @param readable numbers of those that can be read, in the map's order
 * @param images number of database images
 */
record MixRanks(
    PlaceMap map,
    GroundTruth truth,
    List<Integer> queries,
    List<Integer> readable,
    int images,
    Compute compute) {

  private static final String ORDER = "global descriptors";

  /** Copies the lists. */
  MixRanks {
    queries = List.copyOf(queries);
    readable = List.copyOf(readable);
  }

  /** All rows. */
  List<Integer> rows() {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      rows.add(i);
    }
    return rows;
  }

  /** Judges the queries of some rows; those without a positive count among all. */
  Standing standing(
      double[] factors, Mixing.Rows similarities, List<Integer> rows, Progress progress) {
    int[] ranks = ranks(similarities, rows, progress);
    Map<Integer, Integer> byQuery = new HashMap<>();
    for (int i = 0; i < ranks.length; i++) {
      byQuery.put(queries.get(rows.get(i)), ranks[i]);
    }
    List<QueryOutcome> outcomes = new ArrayList<>();
    for (int query : rows.size() == queries.size() ? readable : queriesOf(rows)) {
      outcomes.add(
          new QueryOutcome(
              query,
              truth.positives(query).length,
              byQuery.getOrDefault(query, QueryOutcome.NOT_FOUND),
              Double.NaN));
    }
    return new Standing(
        factors, new Outcomes(outcomes, ORDER, "", Integer.MAX_VALUE, truth.hasSoft()));
  }

  private List<Integer> queriesOf(List<Integer> rows) {
    return rows.stream().map(queries::get).toList();
  }

  /** The rank of the first right image of each row, as a search of all images gives it. */
  private int[] ranks(Mixing.Rows similarities, List<Integer> rows, Progress progress) {
    int[] ranks = new int[rows.size()];
    compute.parallel(
        ranks.length,
        progress,
        i -> {
          int row = rows.get(i);
          double[] values = new double[images];
          similarities.copy(row, values);
          ranks[i] = rank(queries.get(row), values);
        });
    progress.check();
    return ranks;
  }

  private int rank(int query, double[] similarities) {
    if (map.queriesAreDatabase()) {
      // Nobody is a candidate of their own.
      similarities[query] = Double.NaN;
    }
    double best = Double.NEGATIVE_INFINITY;
    int at = -1;
    for (int image : truth.positives(query)) {
      if (similarities[image] > best) {
        best = similarities[image];
        at = image;
      }
    }
    if (at < 0) {
      return QueryOutcome.NOT_FOUND;
    }
    int rank = 1;
    for (int d = 0; d < similarities.length; d++) {
      rank += isBefore(similarities, d, at) ? 1 : 0;
    }
    for (int image : truth.soft(query)) {
      rank -= !truth.isPositive(query, image) && isBefore(similarities, image, at) ? 1 : 0;
    }
    return rank;
  }

  /** A comparison with NaN is false: what cannot be used has no rank. */
  private static boolean isBefore(double[] similarities, int one, int other) {
    return similarities[one] > similarities[other]
        || (similarities[one] == similarities[other] && one < other);
  }
}
