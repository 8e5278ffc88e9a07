package org.vladoscope.ranking;

/** What the ground truth says of a query and a place. */
public enum PlaceTruth {
  /** The query was taken there. */
  SAME_PLACE,
  /** The query was taken elsewhere. */
  OTHER_PLACE,
  /** It does not know one of them. */
  UNKNOWN;

  /** What is known of a pair that the ground truth covers. */
  public static PlaceTruth of(boolean positive) {
    return positive ? SAME_PLACE : OTHER_PLACE;
  }
}
