package org.vladoscope.graph;

import java.util.EnumMap;
import java.util.Map;
import org.vladoscope.common.InputException;

/**
 * How long the stages took on a map so far.
 *
 * @param totals for the stages that ran
 */
public record StageTimes(Map<Stage, Total> totals) {

  /** Nothing measured. */
  public static final StageTimes NONE = new StageTimes(Map.of());

  /** Copies the map. */
  public StageTimes {
    totals = Map.copyOf(totals);
  }

  /**
   * All runs of a stage.
   *
   * @param runs for how many units, such as images or pairs
   * @param operations how much work that was, see {@link StageLoad}
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
  public StageTimes since(StageTimes earlier) {
    Map<Stage, Total> later = new EnumMap<>(Stage.class);
    totals.forEach(
        (stage, total) -> {
          Total before = earlier.totals.get(stage);
          if (before == null) {
            later.put(stage, total);
          } else if (total.runs > before.runs) {
            later.put(
                stage,
                new Total(
                    total.runs - before.runs,
                    total.operations - before.operations,
                    total.seconds - before.seconds));
          }
        });
    return new StageTimes(later);
  }

  /** How often a stage ran. */
  public int runs(Stage stage) {
    Total total = totals.get(stage);
    return total == null ? 0 : total.runs();
  }

  /** True if the stage ran on this map. */
  public boolean isMeasured(Stage stage) {
    return totals.containsKey(stage);
  }

  /** Seconds that a unit of work takes on one thread: as measured, or else as is usual. */
  public double secondsPerOperation(Stage stage) {
    Total total = totals.get(stage);
    return total == null ? usual(stage) : total.seconds() / total.operations();
  }

  /** Measured on two cores of an AMD EPYC. */
  private static double usual(Stage stage) {
    return switch (stage) {
      case FEATURES -> 4e-7;
      case VOCABULARY -> 2e-9;
      case GLOBALS -> 4e-9;
      case INDEX -> 2e-10;
      case PROJECTION -> 3e-11;
      case PATCHES -> 3e-11;
      case MATCHES -> 5e-11;
      case RAPID -> 5e-8;
      case RANSAC -> 4e-6;
    };
  }
}
