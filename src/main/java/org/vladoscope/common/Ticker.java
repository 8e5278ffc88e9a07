package org.vladoscope.common;

import java.time.Duration;

/**
 * Lets an action through only so often, one at a time; the first time after one interval. Safe to
 * use from several threads.
 */
public final class Ticker {

  private final long interval;
  private long next;

  /** Starts the first interval. */
  public Ticker(Duration interval) {
    this.interval = interval.toNanos();
    this.next = System.nanoTime() + this.interval;
  }

  /** Runs the action if it is time for it. */
  public synchronized void tick(Runnable action) {
    if (System.nanoTime() - next >= 0) {
      action.run();
      next = System.nanoTime() + interval;
    }
  }
}
