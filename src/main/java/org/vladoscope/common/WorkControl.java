package org.vladoscope.common;

/** Lets long work be paused, continued and cancelled from another thread. */
public final class WorkControl {

  /** Who waits looks so often whether the work was cancelled elsewhere. */
  private static final long LOOK_AGAIN_MS = 50;

  private boolean paused;
  private boolean cancelled;

  /** Stops the work within a second; what was computed so far is kept and not computed again. */
  public synchronized void pause() {
    paused = true;
    notifyAll();
  }

  /** Goes on after a pause. */
  public synchronized void resume() {
    paused = false;
    notifyAll();
  }

  /** Ends the work within a second; it can be taken up again later. */
  public synchronized void cancel() {
    cancelled = true;
    notifyAll();
  }

  /** True between {@link #pause} and {@link #resume}. */
  public synchronized boolean isPaused() {
    return paused;
  }

  /** True after {@link #cancel}. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /**
   * Waits while paused, unless the work is cancelled, here or by its progress.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public synchronized void awaitTurn(Progress progress) throws InterruptedException {
    while (paused && !cancelled && !progress.isCancelled()) {
      wait(LOOK_AGAIN_MS);
    }
  }
}
