package org.vladoscope.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.GroundTruth;

/**
 * How the queries of a map fared in one order of the candidates: all that metrics need to know.
 *
 * @param list one for each ranked query
 * @param order which order, for people: "global descriptors", "re-ranked"
 * @param score what {@link QueryOutcome#bestScore} is, for people; empty if there are no scores
 * @param depth how many database images were ranked for each query, so that a positive further down
 *     was not seen; {@link Integer#MAX_VALUE} if all were
 * @param soft true if images of a soft ground truth were passed over
 */
public record Outcomes(
    List<QueryOutcome> list, String order, String score, int depth, boolean soft) {

  /** Copies the list. */
  public Outcomes {
    list = List.copyOf(list);
  }

  /**
   * Judges rankings.
   *
   * @param queryIndices the queries that were ranked
   * @param rankings per ranked query the database indices, the best first
   * @param scores per ranked query as many scores, higher is better; or null
   * @param score what the scores are, for people
   */
  public static Outcomes of(
      List<Integer> queryIndices,
      List<int[]> rankings,
      @Nullable List<double[]> scores,
      GroundTruth truth,
      String order,
      String score) {
    List<QueryOutcome> list = new ArrayList<>();
    int depth = 0;
    for (int i = 0; i < queryIndices.size(); i++) {
      double @Nullable [] own = scores == null ? null : scores.get(i);
      list.add(QueryOutcome.of(queryIndices.get(i), rankings.get(i), own, truth));
      depth = Math.max(depth, rankings.get(i).length);
    }
    return new Outcomes(list, order, scores == null ? "" : score, depth, truth.hasSoft());
  }

  /** The queries that count. */
  List<QueryOutcome> counted(WithoutPositive convention) {
    return convention == WithoutPositive.COUNTED_AS_MISS
        ? list
        : list.stream().filter(QueryOutcome::hasPositive).toList();
  }

  /** The outcomes of some queries, by their numbers. */
  public Outcomes only(Set<Integer> queries) {
    return new Outcomes(
        list.stream().filter(q -> queries.contains(q.query())).toList(), order, score, depth, soft);
  }

  /** How many queries have no positive. */
  public int withoutPositive() {
    return (int) list.stream().filter(q -> !q.hasPositive()).count();
  }

  /** The part of a convention that says which queries count, such as "88 queries; 10 without …". */
  String population(WithoutPositive convention) {
    int without = withoutPositive();
    String text = counted(convention).size() + " queries";
    if (without > 0) {
      text += "; " + without + " without a positive " + convention.words();
    }
    return soft ? text + "; images of the soft ground truth left out" : text;
  }
}
