package org.vladoscope.ui.task;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs on worker threads and brings what comes out back to the JavaFX thread. Tests pass
 * executors that run on the calling thread, so that everything happens in order.
 */
public final class BackgroundTasks {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);

  private final Executor workers;
  private final Executor fx;
  private final ObservableList<RunningTask> running = FXCollections.observableArrayList();

  /**
   * A runner.
   *
   * @param workers runs jobs
   * @param fx runs on the JavaFX thread
   */
  public BackgroundTasks(Executor workers, Executor fx) {
    this.workers = workers;
    this.fx = fx;
  }

  /** The tasks under way, oldest first; changes on the JavaFX thread. */
  public ObservableList<RunningTask> running() {
    return running;
  }

  /**
   * Starts a job. To be called on the JavaFX thread. One that is asked for when the workers have
   * ended already, as by a view that is still being made while its window closes, is cancelled.
   */
  public <T> RunningTask start(String title, Job<T> job, Outcome<T> outcome) {
    RunningTask task = new RunningTask(title, fx);
    running.add(task);
    try {
      workers.execute(() -> run(task, job, outcome));
    } catch (RejectedExecutionException e) {
      LOG.debug("{} was asked for while the window closed", title, e);
      task.cancel();
      running.remove(task);
      outcome.cancelled().run();
    }
    return task;
  }

  /** Runs something on the JavaFX thread, soon. */
  void onFxThread(Runnable action) {
    fx.execute(action);
  }

  /** Asks every task to stop. */
  public void cancelAll() {
    running.forEach(RunningTask::cancel);
  }

  private <T> void run(RunningTask task, Job<T> job, Outcome<T> outcome) {
    try {
      task.check();
      T result = job.run(task);
      end(
          task,
          () -> {
            if (task.isCancelled()) {
              discard(result);
              outcome.cancelled().run();
            } else {
              outcome.done().accept(result);
            }
          });
    } catch (CancellationException e) {
      end(task, outcome.cancelled());
    } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
      LOG.debug("{} failed", task.title(), e);
      end(
          task,
          () -> {
            if (task.isCancelled()) {
              outcome.cancelled().run();
            } else {
              outcome.failed().accept(e);
            }
          });
    }
  }

  private void end(RunningTask task, Runnable answer) {
    fx.execute(
        () -> {
          running.remove(task);
          answer.run();
        });
  }

  /** What came too late is closed, if it is something to close. */
  private static void discard(Object result) {
    if (result instanceof AutoCloseable resource) {
      try {
        resource.close();
      } catch (Exception e) {
        LOG.debug("closing {} failed", resource, e);
      }
    }
  }
}
