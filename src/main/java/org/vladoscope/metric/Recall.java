package org.vladoscope.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vladoscope.dataset.GroundTruth;

/**
 * recall@N: the share of queries with a right database image among the first N.
 *
 * @param atN share for each N, in the order asked for; queries without a positive are left out
 * @param countingAll the same with those queries counted as misses, as the reference does
 * @param queries number of queries ranked
 * @param withoutPositives how many of them have no positive
 */
public record Recall(
    Map<Integer, Double> atN, Map<Integer, Double> countingAll, int queries, int withoutPositives) {

  /** The values of N that are usually reported. */
  public static final List<Integer> USUAL = List.of(1, 5, 10, 20, 50, 100);

  /**
   * Computes recall.
   *
   * @param queryIndices the queries that were ranked
   * @param rankings per ranked query the database indices, the best first
   */
  public static Recall of(
      List<Integer> queryIndices, List<int[]> rankings, GroundTruth truth, List<Integer> atN) {
    return of(Outcomes.of(queryIndices, rankings, null, truth, "ranked", "").list(), atN);
  }

  /** Computes recall from what became of the queries. */
  public static Recall of(List<QueryOutcome> outcomes, List<Integer> atN) {
    int[] hits = new int[atN.size()];
    int withPositives = 0;
    for (QueryOutcome outcome : outcomes) {
      withPositives += outcome.hasPositive() ? 1 : 0;
      for (int n = 0; n < hits.length; n++) {
        hits[n] += outcome.isHit(atN.get(n)) ? 1 : 0;
      }
    }
    Map<Integer, Double> recall = new LinkedHashMap<>();
    Map<Integer, Double> all = new LinkedHashMap<>();
    for (int n = 0; n < hits.length; n++) {
      recall.put(atN.get(n), share(hits[n], withPositives));
      all.put(atN.get(n), share(hits[n], outcomes.size()));
    }
    return new Recall(recall, all, outcomes.size(), outcomes.size() - withPositives);
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
