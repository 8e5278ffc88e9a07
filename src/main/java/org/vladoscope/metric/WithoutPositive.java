package org.vladoscope.metric;

/** How a metric treats queries for which the ground truth has no database image. */
public enum WithoutPositive {
  /** They do not count, as in the VPR tutorial of Schubert and others. */
  LEFT_OUT("left out"),
  /** They count and can never be answered, as in the original Patch-NetVLAD. */
  COUNTED_AS_MISS("counted as misses");

  private final String words;

  WithoutPositive(String words) {
    this.words = words;
  }

  /** "left out" or "counted as misses". */
  public String words() {
    return words;
  }
}
