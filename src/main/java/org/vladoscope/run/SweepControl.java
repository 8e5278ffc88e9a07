package org.vladoscope.run;

/** Lets a sweep be paused, continued and cancelled from another thread. */
public final class SweepControl {

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

  /** Ends the sweep within a second; it can be taken up again later. */
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

  /** Waits while paused. */
  synchronized void awaitTurn() throws InterruptedException {
    while (paused && !cancelled) {
      wait();
    }
  }
}
