package org.vladoscope.match;

import java.util.List;
import org.vladoscope.common.Variant;

/**
 * How the scores that patch sizes give to the candidates of a query become one list score: what
 * each score is measured against before the weighted sum. Implementations are records whose
 * components are their settings.
 */
public interface Fusion extends Variant<Fusion> {

  /**
   * Database images elsewhere that the query is compared with besides its candidates; 0 or more.
   */
  int cohort();

  /** Whether list scores of different queries can be compared. */
  boolean isComparable();

  /**
   * What the scores of a query are measured against.
   *
   * @param candidates the scores of the candidates that were compared so far, one or more
   * @param cohort the scores of the cohort, as many as there are, at most {@link #cohort}
   * @param most the greatest score that each patch size can give
   * @param config the weights
   */
  Standard standard(
      List<PairScores> candidates, List<PairScores> cohort, List<Double> most, MatchConfig config);
}
