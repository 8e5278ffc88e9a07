package org.vladoscope.graph;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Adds up how often each stage ran on a map, how much work that was and how long it took. */
public final class StageLog {

  private final Map<Stage, StageTimes.Total> totals = new EnumMap<>(Stage.class);

  /**
   * Runs a stage for one unit.
   *
   * @param operations see {@link StageLoad}
   */
  public <T> T time(Stage stage, double operations, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    add(stage, new StageTimes.Total(1, operations, seconds));
    return result;
  }

  /** Adds what ran for several units at once. */
  public synchronized void add(Stage stage, StageTimes.Total run) {
    totals.merge(stage, run, StageTimes.Total::plus);
  }

  /** What was measured so far. */
  public synchronized StageTimes times() {
    return new StageTimes(totals);
  }
}
