package org.vladoscope.graph;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What must be computed before a query is answered and its pair shown, given what is kept from
 * before.
 *
 * @param steps for each step that must run, for how much; in their order
 */
public record Workload(Map<StepKind, Amount> steps) {

  /**
   * How much a step has to do.
   *
   * @param count for how many images or pairs, 0 or more
   * @param operations of all of them, see {@link Step#operations}
   */
  public record Amount(int count, double operations) {

    Amount plus(Amount other) {
      return new Amount(count + other.count, operations + other.operations);
    }
  }

  /** Keeps the steps that have something to do, in their order. */
  public Workload {
    SortedMap<StepKind, Amount> busy = new TreeMap<>();
    steps.forEach(
        (kind, amount) -> {
          if (amount.count() > 0) {
            busy.put(kind, amount);
          }
        });
    steps = Collections.unmodifiableMap(busy);
  }

  /** Nothing to do. */
  public static final Workload NONE = new Workload(Map.of());

  /** For each step that must run, for how many images or pairs; in their order. */
  public Map<StepKind, Integer> counts() {
    Map<StepKind, Integer> counts = new LinkedHashMap<>();
    steps.forEach((kind, amount) -> counts.put(kind, amount.count()));
    return counts;
  }

  /** For how many units a step must run. */
  public int of(StepKind kind) {
    Amount amount = steps.get(kind);
    return amount == null ? 0 : amount.count();
  }

  /** True if nothing but the ranking itself is computed. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Both together. */
  public Workload plus(Workload other) {
    Builder sum = new Builder();
    steps.forEach((kind, a) -> sum.add(kind, a.count(), a.operations()));
    other.steps.forEach((kind, a) -> sum.add(kind, a.count(), a.operations()));
    return sum.build();
  }

  /**
   * How long it takes.
   *
   * @param times what was measured so far
   * @param threads that share the units of a step
   * @return seconds of wall time
   */
  public double seconds(StepTimes times, int threads) {
    double seconds = 0;
    for (Map.Entry<StepKind, Amount> step : steps.entrySet()) {
      int count = step.getValue().count();
      // The last of an odd number of units is waited for alone.
      int turns = step.getKey().isShared() ? (count + threads - 1) / threads : count;
      double ofOne = step.getValue().operations() / count;
      seconds += turns * ofOne * times.secondsPerOperation(step.getKey());
    }
    return seconds;
  }

  /** True if each of its steps was timed before. */
  public boolean isMeasured(StepTimes times) {
    return steps.keySet().stream().allMatch(times::isMeasured);
  }

  /** Collects a workload. */
  public static final class Builder {
    private final Map<StepKind, Amount> steps = new HashMap<>();

    /** Adds to what a step has to do. */
    public Builder add(StepKind kind, int count, double operations) {
      steps.merge(kind, new Amount(count, operations), Amount::plus);
      return this;
    }

    /** What was collected. */
    public Workload build() {
      return new Workload(steps);
    }
  }
}
