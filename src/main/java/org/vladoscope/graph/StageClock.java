package org.vladoscope.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Adds up the wall time of the stages. */
public final class StageClock {

  private final Map<String, Double> seconds = new LinkedHashMap<>();

  public StageClock() {
    for (String stage : new String[] {"features", "vocabulary", "global", "search", "rerank"}) {
      seconds.put(stage, 0.0);
    }
  }

  /** Runs a piece of a stage on the clock. */
  public <T> T time(String stage, Callable<T> work) {
    long start = System.nanoTime();
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      double elapsed = (System.nanoTime() - start) / 1e9;
      synchronized (this) {
        seconds.merge(stage, elapsed, Double::sum);
      }
    }
  }

  /** Seconds by stage, in their order. */
  public synchronized Map<String, Double> seconds() {
    return new LinkedHashMap<>(seconds);
  }
}
