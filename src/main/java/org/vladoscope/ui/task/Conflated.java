package org.vladoscope.ui.task;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs short jobs one after the other and skips those that were overtaken while they waited. Unlike
 * {@link LatestOnly} it lets a job that has begun reach the screen, so that something that follows
 * the mouse moves on while the mouse does. For the JavaFX thread only.
 */
public final class Conflated {

  private final BackgroundTasks tasks;
  private boolean busy;
  private @Nullable Runnable waiting;

  /** A lane of its own on the given runner. */
  public Conflated(BackgroundTasks tasks) {
    this.tasks = tasks;
  }

  /** True while a job runs or waits. */
  public boolean isBusy() {
    return busy;
  }

  /** Runs a job now, or when the one under way has ended, unless a newer one comes before. */
  public <T> void submit(String title, Job<T> job, Consumer<T> done, Consumer<Throwable> failed) {
    Runnable start = () -> start(title, job, done, failed);
    if (busy) {
      waiting = start;
    } else {
      start.run();
    }
  }

  private <T> void start(String title, Job<T> job, Consumer<T> done, Consumer<Throwable> failed) {
    busy = true;
    tasks.start(
        title,
        job,
        new Outcome<>(
            result -> {
              next();
              done.accept(result);
            },
            reason -> {
              next();
              failed.accept(reason);
            },
            this::next));
  }

  private void next() {
    Runnable start = waiting;
    waiting = null;
    busy = false;
    if (start != null) {
      start.run();
    }
  }
}
