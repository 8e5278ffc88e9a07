package org.vladoscope.step;

import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.graph.Needs;

/** The matching of one query with its candidates. Safe to use from several threads. */
public final class QueryMatching {

  private final StepGraph graph;
  private final MatchStep matches;
  private final ScoreStep scores;
  private final PlaceImage query;

  QueryMatching(StepGraph graph, MatchStep matches, ScoreStep scores, PlaceImage query) {
    this.graph = graph;
    this.matches = matches;
    this.scores = scores;
    this.query = query;
  }

  /** Scoring. */
  ScoreStep scores() {
    return scores;
  }

  /** The score of every scale with a candidate. */
  public double[] scores(PlaceImage candidate, Progress progress) {
    return graph.values(scores, graph.pairs(query, candidate), progress).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /** Asks for what {@link #scores} will use. */
  public void need(PlaceImage candidate, Needs needs) {
    graph.pairs(query, candidate).forEach(pair -> needs.need(scores, pair));
  }

  /** Puts what was found on disk. */
  public void save() {
    matches.save();
  }
}
