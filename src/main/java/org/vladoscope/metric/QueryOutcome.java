package org.vladoscope.metric;

import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.GroundTruth;

/**
 * How one query fared in a ranking.
 *
 * @param query its number
 * @param positives how many database images show its place
 * @param rank rank of the first of them, from 1, or {@link #NOT_FOUND}; images of the soft ground
 *     truth are passed over and take no rank
 * @param bestScore score of the best match, higher is better; NaN if there is no match or no score
 */
public record QueryOutcome(int query, int positives, int rank, double bestScore) {

  /** The rank of a positive that is not among the ranked images. */
  public static final int NOT_FOUND = Integer.MAX_VALUE;

  /** Checks the ranges. */
  public QueryOutcome {
    if (positives < 0 || rank < 1 || (positives == 0 && rank != NOT_FOUND)) {
      throw new IllegalArgumentException(
          "a query with " + positives + " positives cannot have one at rank " + rank);
    }
  }

  /**
   * Judges a ranking.
   *
   * @param ranking database indices, the best first
   * @param scores as many scores, higher is better, or null if there are none
   */
  public static QueryOutcome of(
      int query, int[] ranking, double @Nullable [] scores, GroundTruth truth) {
    int rank = 0;
    int found = NOT_FOUND;
    double bestScore = Double.NaN;
    for (int i = 0; i < ranking.length && found == NOT_FOUND; i++) {
      if (truth.isSoft(query, ranking[i])) {
        continue;
      }
      rank++;
      if (rank == 1 && scores != null) {
        bestScore = scores[i];
      }
      found = truth.isPositive(query, ranking[i]) ? rank : NOT_FOUND;
    }
    return new QueryOutcome(query, truth.positives(query).length, found, bestScore);
  }

  /** True if the ground truth names an image of its place. */
  public boolean hasPositive() {
    return positives > 0;
  }

  /** True if a positive is among the first N. */
  public boolean isHit(int n) {
    return rank <= n;
  }

  /** 1 divided by the rank of the first positive, 0 if none was found. */
  public double reciprocalRank() {
    return rank == NOT_FOUND ? 0 : 1.0 / rank;
  }
}
