package org.vladoscope.common;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long something took, measured several times.
 *
 * @param what what was measured, for people
 * @param milliseconds wall time of each, in the order they were measured; at least one
 * @param cpu milliseconds of processor time of each, all threads together; unlike wall time it
 *     hardly depends on what else the machine is doing
 * @param goal what the median should not exceed, or null
 */
public record Timings(
    String what, List<Double> milliseconds, List<Double> cpu, @Nullable Double goal) {

  /** Copies the lists. */
  public Timings {
    milliseconds = List.copyOf(milliseconds);
    cpu = List.copyOf(cpu);
    if (milliseconds.isEmpty() || cpu.size() != milliseconds.size()) {
      throw new IllegalArgumentException(
          what + " has " + milliseconds.size() + " wall times and " + cpu.size() + " of the CPU");
    }
  }

  /** The shortest. */
  public double best() {
    return sorted(milliseconds).getFirst();
  }

  /** The one in the middle; of an even number the upper of the two. */
  public double median() {
    return middle(milliseconds);
  }

  /** The longest. */
  public double worst() {
    return sorted(milliseconds).getLast();
  }

  /** The processor time in the middle. */
  public double medianCpu() {
    return middle(cpu);
  }

  /** True if there is no goal or the median does not exceed it. */
  public boolean isReached() {
    return goal == null || median() <= goal;
  }

  private static double middle(List<Double> values) {
    return sorted(values).get(values.size() / 2);
  }

  private static List<Double> sorted(List<Double> values) {
    return values.stream().sorted().toList();
  }
}
