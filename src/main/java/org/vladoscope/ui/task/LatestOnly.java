package org.vladoscope.ui.task;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs of which only the newest counts: a newer one cancels the older, and what the older one
 * still brings never reaches the screen. For the JavaFX thread only.
 */
public final class LatestOnly {

  private final BackgroundTasks tasks;
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
  private @Nullable RunningTask current;
  private long generation;

  /** A lane of its own on the given runner. */
  public LatestOnly(BackgroundTasks tasks) {
    this.tasks = tasks;
  }

  /** True while the newest job runs. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Cancels what runs and starts a job in its place. */
  public <T> RunningTask submit(String title, Job<T> job, Outcome<T> outcome) {
    return submit(title, (progress, sofar) -> job.run(progress), ignored -> {}, outcome);
  }

  /**
   * Cancels what runs and starts a job in its place that tells what it knows so far.
   *
   * @param partial takes that, on the JavaFX thread, as long as no newer job was started and the
   *     job has not ended; what comes faster than it can be taken is skipped
   */
  public <T, P> RunningTask submit(
      String title, StreamingJob<T, P> job, Consumer<P> partial, Outcome<T> outcome) {
    cancel();
    long mine = ++generation;
    busy.set(true);
    Consumer<Runnable> ifNewest =
        answer -> {
          if (mine == generation) {
            busy.set(false);
            current = null;
            answer.run();
          }
        };
    AtomicReference<@Nullable P> pending = new AtomicReference<>();
    Runnable take =
        () -> {
          P latest = pending.getAndSet(null);
          if (latest != null && mine == generation && busy.get()) {
            partial.accept(latest);
          }
        };
    Consumer<P> sofar =
        known -> {
          if (pending.getAndSet(known) == null) {
            tasks.onFxThread(take);
          }
        };
    RunningTask task =
        tasks.start(
            title,
            (Job<T>) progress -> job.run(progress, sofar),
            new Outcome<>(
                result -> ifNewest.accept(() -> outcome.done().accept(result)),
                reason -> ifNewest.accept(() -> outcome.failed().accept(reason)),
                () -> ifNewest.accept(outcome.cancelled())));
    if (mine == generation && busy.get()) {
      current = task;
    }
    return task;
  }

  /** Cancels what runs; nothing of it reaches the screen. */
  public void cancel() {
    generation++;
    busy.set(false);
    if (current != null) {
      current.cancel();
      current = null;
    }
  }
}
