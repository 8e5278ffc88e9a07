package org.vladoscope.judge;

import java.util.Optional;

/** What became of a query at rank 1, before and after re-ranking. A query has one at most. */
public enum QueryFate {
  /** A right answer was first before re-ranking, and still is. */
  RIGHT_AT_ONCE,
  /** Only re-ranking put a right answer first. */
  RESCUED,
  /** A right answer was first before re-ranking and is not any more. */
  LOST,
  /** There is a right answer, and it was never first. */
  MISSED,
  /** No database image shows its place. */
  NO_MATCH;

  /** The outcome of a query that was answered; empty if a verdict leaves it out. */
  public static Optional<QueryFate> of(Triage.Standing standing) {
    if (!standing.counts()) {
      return Optional.empty();
    }
    if (!standing.hasPositive()) {
      return Optional.of(NO_MATCH);
    }
    boolean before = standing.rankBefore() == 1;
    boolean after = standing.rankAfter() == 1;
    return Optional.of(after ? (before ? RIGHT_AT_ONCE : RESCUED) : (before ? LOST : MISSED));
  }
}
