package org.vladoscope.graph;

import java.util.HashMap;
import java.util.Map;
import org.vladoscope.common.InputException;

/**
 * How long the steps took on a map so far.
 *
 * @param totals for the steps that ran
 */
public record StepTimes(Map<StepKind, Total> totals) {

  /** Nothing measured. */
  public static final StepTimes NONE = new StepTimes(Map.of());

  /** Copies the map. */
  public StepTimes {
    totals = Map.copyOf(totals);
  }

  /**
   * All runs of a step.
   *
   * @param runs for how many units, such as images or pairs
   * @param operations how much work that was, see {@link Step#operations}
   * @param seconds how long it took, on one thread
   */
  public record Total(int runs, double operations, double seconds) {

    /** Checks the ranges. */
    public Total {
      if (runs < 1 || !(operations > 0) || !(seconds >= 0)) {
        throw new InputException(
            runs
                + " runs of "
                + operations
                + " operations in "
                + seconds
                + " s are no measurement");
      }
    }

    Total plus(Total other) {
      return new Total(runs + other.runs, operations + other.operations, seconds + other.seconds);
    }
  }

  /** What ran after an earlier measurement of the same map. */
  public StepTimes since(StepTimes earlier) {
    Map<StepKind, Total> later = new HashMap<>();
    totals.forEach(
        (kind, total) -> {
          Total before = earlier.totals.get(kind);
          if (before == null) {
            later.put(kind, total);
          } else if (total.runs > before.runs) {
            later.put(
                kind,
                new Total(
                    total.runs - before.runs,
                    total.operations - before.operations,
                    total.seconds - before.seconds));
          }
        });
    return new StepTimes(later);
  }

  /** How often a step ran. */
  public int runs(StepKind kind) {
    Total total = totals.get(kind);
    return total == null ? 0 : total.runs();
  }

  /** True if the step ran on this map. */
  public boolean isMeasured(StepKind kind) {
    return totals.containsKey(kind);
  }

  /** Seconds that a unit of work takes on one thread: as measured, or else as is usual. */
  public double secondsPerOperation(StepKind kind) {
    Total total = totals.get(kind);
    return total == null ? kind.usualSecondsPerOperation() : total.seconds() / total.operations();
  }
}
