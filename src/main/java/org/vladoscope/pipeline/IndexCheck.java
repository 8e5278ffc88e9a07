package org.vladoscope.pipeline;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.graph.PhaseClock;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.Neighbours;
import org.vladoscope.metric.IndexLoss;
import org.vladoscope.metric.Recall;
import org.vladoscope.ranking.Shortlist;

/**
 * What an approximate index missed.
 *
 * @param preparation where an exact index is built
 */
record IndexCheck(MapPreparation preparation, Compute compute, PhaseClock clock) {

  /**
   * Compares an approximate search with an exact one.
   *
   * @param queries numbers of the queries that were searched
   * @param nearest what was found for them
   * @return null if the search was exact
   */
  @Nullable IndexLoss loss(
      PreparedMap prepared, List<Integer> queries, Shortlist[] nearest, Progress progress) {
    if (prepared.finder().isExact()) {
      return null;
    }
    PlaceMap map = prepared.map();
    PreparedMap exact =
        preparation.prepare(prepared.config().withIndex(IndexConfig.FLAT), clock, progress);
    Shortlist[] truth = Answers.search(exact, queries, compute, progress);
    Recall recall = null;
    if (map.groundTruth().isKnown()) {
      List<int[]> rankings = Arrays.stream(truth).map(Shortlist::places).toList();
      recall = Recall.of(queries, rankings, map.groundTruth(), Recall.USUAL);
    }
    return IndexLoss.of(neighbours(truth), neighbours(nearest), Recall.USUAL, recall);
  }

  private static List<Neighbours> neighbours(Shortlist[] found) {
    return Arrays.stream(found).map(Shortlist::neighbours).toList();
  }
}
