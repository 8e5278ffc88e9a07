package org.vladoscope.ui.task;

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
    RunningTask task =
        tasks.start(
            title,
            job,
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
