package org.vladoscope.train;

import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.vladoscope.common.Progress;
import org.vladoscope.common.WorkControl;

/**
 * Work in pieces. A pause stops the piece under way, so that nothing is held meanwhile, and it is
 * done anew afterwards: pieces must not change anything before they are done.
 */
final class PausableWork {

  private final WorkControl control;
  private final LongConsumer skipped;
  private final Progress progress;
  private volatile double fraction;

  /**
   * Nothing is done yet.
   *
   * @param skipped told how many nanoseconds a pause took
   */
  PausableWork(WorkControl control, LongConsumer skipped, Progress progress) {
    this.control = control;
    this.skipped = skipped;
    this.progress = progress;
  }

  /**
   * Does a piece.
   *
   * @param piece takes a progress that is cancelled by a pause too
   * @throws CancellationException if the work is cancelled, paused or not
   */
  <T> T done(Function<Progress, T> piece) {
    while (true) {
      waitWhilePaused();
      Turn turn = new Turn();
      try {
        return piece.apply(turn);
      } catch (CancellationException e) {
        if (isCancelled() || !turn.wasPaused) {
          throw e;
        }
      }
    }
  }

  private void waitWhilePaused() {
    if (control.isPaused()) {
      long began = System.nanoTime();
      progress.report("Paused", fraction);
      try {
        control.awaitTurn(progress);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      }
      skipped.accept(System.nanoTime() - began);
    }
    if (isCancelled()) {
      throw new CancellationException("cancelled");
    }
  }

  private boolean isCancelled() {
    return progress.isCancelled() || control.isCancelled();
  }

  /** The progress of a piece until the next pause. */
  private final class Turn implements Progress {

    private volatile boolean wasPaused;

    @Override
    public void report(String message, double share) {
      fraction = share;
      progress.report(message, share);
    }

    @Override
    public boolean isCancelled() {
      if (PausableWork.this.isCancelled()) {
        return true;
      }
      if (control.isPaused()) {
        wasPaused = true;
      }
      // A pause that was short still stops what it met: workers must not differ.
      return wasPaused;
    }
  }
}
