package org.vladoscope.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.vladoscope.common.Progress;

/**
 * Finds values of steps where they are kept, or computes and keeps them. What several threads ask
 * for at once is computed once. Safe to use from several threads.
 */
public final class StepRunner {

  /** A step waits only for steps before it, so locks of one kind cannot block each other. */
  private static final int LOCKS = 64;

  private final StepLog log;
  private final Map<String, List<CancellableLock>> locks = new ConcurrentHashMap<>();

  /**
   * A runner.
   *
   * @param log told what ran
   */
  public StepRunner(StepLog log) {
    this.log = log;
  }

  /** The value of a unit. */
  public <U, V> V value(Step<U, V> step, U unit, Progress progress) {
    return values(step, List.of(unit), progress).getFirst();
  }

  /** Computes a value unless it is kept. */
  public <U, V> void ensure(Step<U, V> step, U unit, Progress progress) {
    if (!step.isKnown(unit)) {
      value(step, unit, progress);
    }
  }

  /**
   * The values of several units.
   *
   * @param units all of one subject, one or more
   */
  public <U, V> List<V> values(Step<U, V> step, List<U> units, Progress progress) {
    Map<U, V> found = found(step, units);
    if (units.stream().allMatch(found::containsKey)) {
      return inOrder(units, found);
    }
    return lock(step, units.getFirst())
        .hold(
            progress,
            () -> {
              // Another thread may have computed some of them meanwhile.
              Map<U, V> known = found(step, units);
              compute(step, units.stream().filter(u -> !known.containsKey(u)), known, progress);
              return inOrder(units, known);
            });
  }

  private <U, V> void compute(
      Step<U, V> step, Stream<U> units, Map<U, V> values, Progress progress) {
    List<U> missing = units.distinct().toList();
    if (missing.isEmpty()) {
      return;
    }
    Stopwatch watch = new Stopwatch();
    List<V> computed = step.compute(missing, watch, progress);
    for (int i = 0; i < missing.size(); i++) {
      values.put(missing.get(i), computed.get(i));
      step.keep(missing.get(i), computed.get(i));
    }
    int count = missing.stream().mapToInt(step::count).max().orElse(0);
    if (watch.ran() && count > 0) {
      double operations = missing.stream().mapToDouble(step::operations).sum();
      log.add(step.kind(), new StepTimes.Total(count, operations, watch.seconds()));
    }
  }

  private static <U, V> Map<U, V> found(Step<U, V> step, List<U> units) {
    Map<U, V> found = new HashMap<>();
    for (U unit : units) {
      Optional<V> value = step.find(unit);
      value.ifPresent(v -> found.put(unit, v));
    }
    return found;
  }

  private static <U, V> List<V> inOrder(List<U> units, Map<U, V> values) {
    return units.stream().map(u -> Objects.requireNonNull(values.get(u))).toList();
  }

  private <U> CancellableLock lock(Step<U, ?> step, U unit) {
    return locks
        .computeIfAbsent(
            step.kind().id(), id -> Stream.generate(CancellableLock::new).limit(LOCKS).toList())
        .get(Math.floorMod(step.subject(unit).hashCode(), LOCKS));
  }
}
