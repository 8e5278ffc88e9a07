package org.vladoscope.graph;

import java.util.function.Supplier;

/** Adds up how long a step's own work took. For one thread. */
public final class Stopwatch {

  private long nanos;
  private boolean ran;

  /** Runs a piece of the work. */
  public <T> T time(Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      nanos += System.nanoTime() - start;
      ran = true;
    }
  }

  /** True if anything was timed. */
  boolean ran() {
    return ran;
  }

  /** Seconds of everything timed. */
  double seconds() {
    return nanos / 1e9;
  }
}
