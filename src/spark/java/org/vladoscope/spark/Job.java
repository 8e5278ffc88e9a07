package org.vladoscope.spark;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;

/**
 * Work that a cluster does, as somebody waits for it.
 *
 * @param what it does, for people, such as "Re-ranking, pair"
 * @param count of its units
 * @param done how many are
 * @param spark who does it
 */
record Job(String what, int count, LongAccumulator done, JavaSparkContext spark) {

  private static final long POLL_MILLISECONDS = 100;

  /**
   * Waits, and tells how far it is.
   *
   * @throws CancellationException if cancelled; then the cluster stops too
   * @throws InputException if a task failed several times
   */
  <R> R await(JavaFutureAction<R> results, Progress progress) {
    try {
      while (true) {
        try {
          return results.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // A task that ran twice is counted twice.
          long known = Math.min(count, done.value());
          String sofar = what + " " + known + " of " + count;
          progress.report(
              lacksWorkers() ? sofar + "; waiting, no worker is there" : sofar,
              (double) known / Math.max(1, count));
          progress.check();
        }
      }
    } catch (InterruptedException e) {
      results.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (CancellationException e) {
      results.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw refusal(e);
    }
  }

  /** Spark waits for workers as long as it takes, without a word. */
  private boolean lacksWorkers() {
    // The driver is counted, too.
    return !spark.sc().isLocal() && spark.sc().statusTracker().getExecutorInfos().length <= 1;
  }

  /** What a task said if it spoke to people; else where to look. */
  private InputException refusal(ExecutionException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof InputException said) {
        return new InputException(String.valueOf(said.getMessage()), failure);
      }
    }
    return new InputException(
        "The cluster gave up ("
            + what
            + " …): a task failed several times. What was computed is kept; the logs of the"
            + " executors say more, and --verbose shows the cause.",
        failure);
  }
}
