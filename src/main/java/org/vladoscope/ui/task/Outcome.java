package org.vladoscope.ui.task;

import java.util.function.Consumer;

/**
 * What to do, on the JavaFX thread, when a job has ended. Exactly one of the three is called.
 *
 * @param done takes the result
 * @param failed takes the reason
 * @param cancelled called if the job was stopped
 * @param <T> result of the job
 */
public record Outcome<T>(Consumer<T> done, Consumer<Throwable> failed, Runnable cancelled) {

  /** An outcome for which a cancelled job needs no answer. */
  public static <T> Outcome<T> of(Consumer<T> done, Consumer<Throwable> failed) {
    return new Outcome<>(done, failed, () -> {});
  }
}
