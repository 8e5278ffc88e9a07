package org.vladoscope.mix;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Outcomes;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.QueryOutcome;
import org.vladoscope.metric.RecallCurve;
import org.vladoscope.metric.WithoutPositive;

/**
 * How the queries of a map fare under a mix, by global descriptors alone.
 *
 * @param factors K values
 * @param outcomes of all queries that can be read; all database images were ranked
 */
public record Standing(double[] factors, Outcomes outcomes) {

  /** The numbers of first candidates that are told. */
  public static final List<Integer> AT_N = List.of(1, 5, 10);

  /** Copies the factors. */
  public Standing {
    factors = factors.clone();
  }

  /** Its recall, without intervals. */
  public RecallCurve recall(WithoutPositive convention) {
    return RecallCurve.of(outcomes, AT_N, convention, Bootstrap.NONE);
  }

  /** recall@N of the queries that have a positive. */
  public double recall(int n) {
    return mean(outcomes, outcome -> outcome.isHit(n) ? 1 : 0);
  }

  /** Mean reciprocal rank of the queries that have a positive. */
  public double reciprocalRank() {
    return mean(outcomes, QueryOutcome::reciprocalRank);
  }

  private static double mean(Outcomes outcomes, ToDoubleFunction<QueryOutcome> value) {
    return outcomes.list().stream()
        .filter(QueryOutcome::hasPositive)
        .mapToDouble(value)
        .average()
        .orElse(0);
  }

  /** Query by query against another mix, which comes first. */
  public PairedComparison against(Standing before, int n) {
    return PairedComparison.of(before.outcomes, outcomes, n);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Standing same
        && Arrays.equals(factors, same.factors)
        && outcomes.equals(same.outcomes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(factors) + outcomes.hashCode();
  }

  @Override
  public String toString() {
    return Arrays.toString(factors) + ": recall@1 " + recall(1);
  }
}
