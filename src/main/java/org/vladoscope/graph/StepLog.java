package org.vladoscope.graph;

import java.util.HashMap;
import java.util.Map;

/**
 * Adds up how often each step ran on a map, how much work that was and how long it took. Safe to
 * use from several threads.
 */
public final class StepLog {

  private final Map<StepKind, StepTimes.Total> totals = new HashMap<>();

  /** Adds what ran. */
  public synchronized void add(StepKind kind, StepTimes.Total run) {
    totals.merge(kind, run, StepTimes.Total::plus);
  }

  /** What was measured so far. */
  public synchronized StepTimes times() {
    return new StepTimes(totals);
  }
}
