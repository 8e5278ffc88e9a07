package org.vladoscope.ranking;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.Standard;

/**
 * The answer to a query.
 *
 * @param query the query
 * @param candidates database images in their final order
 * @param standard what the scores of the re-ranked candidates were measured against; empty if none
 *     was
 */
public record QueryResult(
    PlaceImage query, List<Candidate> candidates, Optional<Standard> standard) {

  /** An answer of which it is not known what scores were measured against, if there are any. */
  public QueryResult(PlaceImage query, List<Candidate> candidates) {
    this(query, candidates, Optional.empty());
  }

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

  /**
   * How far a candidate stands out from what scores were measured against, see {@link
   * Standard#excess}; NaN if that is not known.
   */
  public double excess(Reranked candidate, MatchConfig config) {
    return standard.map(s -> s.excess(candidate.scores(), config)).orElse(Double.NaN);
  }

  /** The candidates in the order of the global search. */
  public List<Candidate> beforeReranking() {
    return candidates.stream().sorted(Comparator.comparingInt(Candidate::rankBefore)).toList();
  }
}
