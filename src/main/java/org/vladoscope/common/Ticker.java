package org.vladoscope.common;

import java.time.Duration;

/** Lets an action through only so often, one at a time. Safe to use from several threads. */
public final class Ticker {

  private final long interval;
  private long next;

  /**
   * Starts the first interval.
   *
   * @param first before the action is let through for the first time
   * @param interval between two times
   */
  public Ticker(Duration first, Duration interval) {
    this.interval = interval.toNanos();
    this.next = System.nanoTime() + first.toNanos();
  }

  /** Runs the action if it is time for it. */
  public synchronized void tick(Runnable action) {
    if (System.nanoTime() - next >= 0) {
      action.run();
      next = System.nanoTime() + interval;
    }
  }
}
