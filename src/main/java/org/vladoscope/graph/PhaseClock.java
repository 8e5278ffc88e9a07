package org.vladoscope.graph;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Adds up the wall time of the phases of an evaluation. Safe to use from several threads. */
public final class PhaseClock {

  /** What a person waits for, one after the other; each covers one step or several. */
  public enum Phase {
    /** The network runs on all images. */
    FEATURES,
    /** The aggregator learns, and the projection is fitted. */
    VOCABULARY,
    /** Global descriptors are computed and put into the index. */
    GLOBAL,
    /** The index is searched. */
    SEARCH,
    /** Patches are described, matched and scored. */
    RERANK
  }

  private final Map<Phase, Double> seconds = new EnumMap<>(Phase.class);

  /** Runs a piece of a phase on the clock. */
  public <T> T time(Phase phase, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      double elapsed = (System.nanoTime() - start) / 1e9;
      synchronized (this) {
        seconds.merge(phase, elapsed, Double::sum);
      }
    }
  }

  /** Seconds by the names of the phases, in their order. */
  public synchronized Map<String, Double> seconds() {
    Map<String, Double> byName = new LinkedHashMap<>();
    for (Phase phase : Phase.values()) {
      byName.put(phase.name().toLowerCase(Locale.ROOT), seconds.getOrDefault(phase, 0.0));
    }
    return byName;
  }
}
