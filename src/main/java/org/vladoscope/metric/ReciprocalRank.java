package org.vladoscope.metric;

import java.util.List;

/**
 * Mean reciprocal rank of the first positive.
 *
 * @param mean mean over the queries of 1/rank, 0 where none was found
 * @param withoutPositive how queries without a positive are treated
 * @param convention what exactly was counted, for people
 */
public record ReciprocalRank(Estimate mean, WithoutPositive withoutPositive, String convention) {

  /** Computes it. */
  public static ReciprocalRank of(
      Outcomes outcomes, WithoutPositive convention, Bootstrap bootstrap) {
    List<QueryOutcome> counted = outcomes.counted(convention);
    double[] values = counted.stream().mapToDouble(QueryOutcome::reciprocalRank).toArray();
    String depth =
        outcomes.depth() == Integer.MAX_VALUE
            ? ""
            : ", 0 if it is not among the first " + outcomes.depth();
    return new ReciprocalRank(
        bootstrap.means(values)[0],
        convention,
        "mean reciprocal rank, "
            + outcomes.order()
            + ": mean of 1/rank of the first positive"
            + depth
            + "; "
            + outcomes.population(convention)
            + (bootstrap.resamples() == 0 ? "" : "; " + bootstrap.words()));
  }
}
