package org.vladoscope.metric;

import java.util.List;
import java.util.Optional;

/**
 * All metrics of one order of the candidates, each with its convention.
 *
 * @param outcomes what they were computed from
 * @param recall queries without a positive left out
 * @param recallCountingAll queries without a positive counted as misses
 * @param reciprocalRank queries without a positive left out
 * @param bestMatch precision–recall over best matches, those of queries without a positive counted
 *     as wrong; empty if there are no scores
 */
public record RankingMetrics(
    Outcomes outcomes,
    RecallCurve recall,
    RecallCurve recallCountingAll,
    ReciprocalRank reciprocalRank,
    Optional<PrecisionRecall> bestMatch) {

  /** Computes all of them at {@link Recall#USUAL}. */
  public static RankingMetrics of(Outcomes outcomes, Bootstrap bootstrap) {
    List<Integer> atN = Recall.USUAL;
    return new RankingMetrics(
        outcomes,
        RecallCurve.of(outcomes, atN, WithoutPositive.LEFT_OUT, bootstrap),
        RecallCurve.of(outcomes, atN, WithoutPositive.COUNTED_AS_MISS, bootstrap),
        ReciprocalRank.of(outcomes, WithoutPositive.LEFT_OUT, bootstrap),
        outcomes.score().isEmpty()
            ? Optional.empty()
            : Optional.of(
                PrecisionRecall.ofBestMatches(outcomes, WithoutPositive.COUNTED_AS_MISS)));
  }

  /** Recall with queries without a positive treated one way or the other. */
  public RecallCurve recall(WithoutPositive convention) {
    return convention == WithoutPositive.LEFT_OUT ? recall : recallCountingAll;
  }
}
