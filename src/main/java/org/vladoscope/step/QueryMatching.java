package org.vladoscope.step;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.graph.Needs;
import org.vladoscope.match.PatchMatches;
import org.vladoscope.step.kept.Entries;

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

  /** The matches of every scale with a candidate, as another process takes them. */
  public List<byte[]> matches(PlaceImage candidate, Progress progress) {
    List<PairUnit> pairs = graph.pairs(query, candidate);
    List<PatchMatches> found = graph.values(matches, pairs, progress);
    List<byte[]> ofScales = new ArrayList<>();
    for (int s = 0; s < pairs.size(); s++) {
      ofScales.add(Entries.of(Map.of(matches.candidate(pairs.get(s)), found.get(s))).array());
    }
    return ofScales;
  }

  /** Takes over what {@link #matches} gave in another process. */
  public void take(List<byte[]> ofScales) {
    for (int s = 0; s < ofScales.size(); s++) {
      Entries.matches(ByteBuffer.wrap(ofScales.get(s)))
          .forEach(matches.list(graph.config().scales().get(s))::put);
    }
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
