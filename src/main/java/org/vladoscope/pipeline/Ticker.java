package org.vladoscope.pipeline;

import java.time.Duration;

/** Lets an action through only so often, one at a time; the first time after one interval. */
final class Ticker {

  private final long interval;
  private long next;

  Ticker(Duration interval) {
    this.interval = interval.toNanos();
    this.next = System.nanoTime() + this.interval;
  }

  /** Runs the action if it is time for it. */
  synchronized void tick(Runnable action) {
    if (System.nanoTime() - next >= 0) {
      action.run();
      next = System.nanoTime() + interval;
    }
  }
}
