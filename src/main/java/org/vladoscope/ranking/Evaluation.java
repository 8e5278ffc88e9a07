package org.vladoscope.ranking;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vladoscope.metric.IndexLoss;
import org.vladoscope.metric.Recall;

/**
 * All queries of a map, answered.
 *
 * @param results one for each query that could be read, in the map's order
 * @param global recall by global descriptors alone, or null without ground truth
 * @param reranked recall after re-ranking, or null without ground truth
 * @param index which index searched, for people
 * @param indexLoss what an approximate index missed, or null if the search was exact
 * @param seconds wall time per stage: features, vocabulary, global, search, rerank
 * @param failures images that were left out and why, by name
 * @param notices how results of another program were understood, and what of them is not used
 */
public record Evaluation(
    List<QueryResult> results,
    @Nullable Recall global,
    @Nullable Recall reranked,
    String index,
    @Nullable IndexLoss indexLoss,
    Map<String, Double> seconds,
    Map<String, String> failures,
    List<String> notices) {

  /** False if the patches of no candidate were compared. */
  public boolean isReranked() {
    return results.stream().anyMatch(result -> !result.reranked().isEmpty());
  }
}
