package org.vladoscope.common;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long something took, measured several times.
 *
 * @param what what was measured, for people
 * @param milliseconds one for each time, in the order they were measured; at least one
 * @param goal what the median should not exceed, or null
 */
public record Timings(String what, List<Double> milliseconds, @Nullable Double goal) {

  /** Copies the list. */
  public Timings {
    milliseconds = List.copyOf(milliseconds);
    if (milliseconds.isEmpty()) {
      throw new IllegalArgumentException(what + " was never measured");
    }
  }

  /** The shortest. */
  public double best() {
    return sorted().getFirst();
  }

  /** The one in the middle; of an even number the upper of the two. */
  public double median() {
    return sorted().get(milliseconds.size() / 2);
  }

  /** The longest. */
  public double worst() {
    return sorted().getLast();
  }

  /** True if there is no goal or the median does not exceed it. */
  public boolean isReached() {
    return goal == null || median() <= goal;
  }

  private List<Double> sorted() {
    return milliseconds.stream().sorted().toList();
  }
}
