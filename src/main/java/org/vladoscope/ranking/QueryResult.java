package org.vladoscope.ranking;

import java.util.Comparator;
import java.util.List;
import org.vladoscope.dataset.PlaceImage;

/**
 * The answer to a query.
 *
 * @param query the query
 * @param candidates database images in their final order
 */
public record QueryResult(PlaceImage query, List<Candidate> candidates) {

  /** Copies the list. */
  public QueryResult {
    candidates = List.copyOf(candidates);
  }

  /** Those whose patches were compared, in their final order. */
  public List<Reranked> reranked() {
    return candidates.stream()
        .filter(Reranked.class::isInstance)
        .map(Reranked.class::cast)
        .toList();
  }

  /** The candidates in the order of the global search. */
  public List<Candidate> beforeReranking() {
    return candidates.stream().sorted(Comparator.comparingInt(Candidate::rankBefore)).toList();
  }
}
