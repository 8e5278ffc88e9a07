package org.vladoscope.graph;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What must be computed before a query is answered and its pair shown, given what is kept from
 * before.
 *
 * @param units for each stage that must run, for how many images or pairs; in the order of the
 *     stages
 */
public record Workload(Map<Stage, Integer> units) {

  /** Keeps the stages that have something to do, in their order. */
  public Workload {
    Map<Stage, Integer> ordered = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      int count = units.getOrDefault(stage, 0);
      if (count > 0) {
        ordered.put(stage, count);
      }
    }
    units = java.util.Collections.unmodifiableMap(ordered);
  }

  /** For how many units a stage must run. */
  public int of(Stage stage) {
    return units.getOrDefault(stage, 0);
  }

  /** True if nothing but the ranking itself is computed. */
  public boolean isEmpty() {
    return units.isEmpty();
  }

  /** Collects a workload. */
  public static final class Builder {
    private final Map<Stage, Integer> units = new EnumMap<>(Stage.class);

    public Builder add(Stage stage, int count) {
      units.merge(stage, count, Integer::sum);
      return this;
    }

    public Workload build() {
      return new Workload(units);
    }
  }
}
