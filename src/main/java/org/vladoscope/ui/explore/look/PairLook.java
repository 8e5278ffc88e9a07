package org.vladoscope.ui.explore.look;

/** How a query and its candidates are looked at; one look at a time. */
public enum PairLook {
  /** Query and candidate beside each other. */
  SIDE_BY_SIDE,
  /** The candidate laid on the query by a homography. */
  WARPED,
  /** Query and candidate with parts painted out, beside the ranks that follow. */
  ERASE,
  /** A part of an image beside the places where it is seen again. */
  WINDOW,
  /** The query between the first wrong candidate and the right answer. */
  WHY
}
