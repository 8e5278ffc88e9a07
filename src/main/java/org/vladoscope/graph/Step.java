package org.vladoscope.graph;

import java.util.List;
import java.util.Optional;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.Progress;

/**
 * One step of the way from images to scores, under one configuration. It alone knows what its value
 * depends on, what it needs, where the value is kept, how it is computed, and what that costs;
 * {@link StepRunner} runs it, {@link StepPlan} tells beforehand what would run.
 *
 * @param <U> what it is done for, such as an image
 * @param <V> its value
 */
public interface Step<U, V> {

  /** What it is, for people and in times. */
  StepKind kind();

  /**
   * Names the value by everything it depends on.
   *
   * @throws org.vladoscope.common.InputException if a file it depends on cannot be read
   */
  ContentHash key(U unit);

  /** Where values are kept. */
  Shelf<V> shelf();

  /** Asks for everything that {@link #compute} will use. */
  void need(U unit, Needs needs);

  /**
   * Computes values that are not kept.
   *
   * @param units all of one {@link #subject}
   * @param watch times the step's own work; finding inputs is not counted
   * @return a value for each unit
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  List<V> compute(List<U> units, Stopwatch watch, Progress progress);

  /** The work for a unit, in operations that grow as the running time does. */
  double operations(U unit);

  /**
   * What a unit belongs to: units of one subject are computed together and count once, such as the
   * patch sizes of an image.
   */
  default Object subject(U unit) {
    return key(unit);
  }

  /** For how many images or pairs it is done, for people; 0 if it is not worth mentioning. */
  default int count(U unit) {
    return 1;
  }

  /** The value, if it is kept. */
  default Optional<V> find(U unit) {
    return shelf().find(key(unit));
  }

  /** True if the value is kept; whether it is whole shows when it is read. */
  default boolean isKnown(U unit) {
    return shelf().contains(key(unit));
  }

  /** Keeps a value. */
  default void keep(U unit, V value) {
    shelf().put(key(unit), value);
  }
}
