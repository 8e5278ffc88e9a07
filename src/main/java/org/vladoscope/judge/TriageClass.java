package org.vladoscope.judge;

/** Classes of queries worth a look. A query may belong to several. */
public enum TriageClass {
  /** Every query. */
  ALL,
  /** There is a right answer, and the first candidate is not one. */
  WRONG_AT_1,
  /** Only re-ranking put a right answer first. */
  RESCUED,
  /** A right answer was first before re-ranking and is not any more. */
  HARMED,
  /** There is a right answer, and none is among the first N candidates. */
  MISSED,
  /** No database image shows its place. */
  WITHOUT_POSITIVE;

  boolean matches(Triage.Standing s, int topN) {
    boolean judged = s.counts() && s.hasPositive();
    return switch (this) {
      case ALL -> true;
      case WRONG_AT_1 -> judged && s.rankAfter() != 1;
      case RESCUED -> judged && s.rankBefore() != 1 && s.rankAfter() == 1;
      case HARMED -> judged && s.rankBefore() == 1 && s.rankAfter() != 1;
      case MISSED -> judged && s.rankAfter() > topN;
      case WITHOUT_POSITIVE -> s.counts() && !s.hasPositive();
    };
  }
}
