package org.vladoscope.graph;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.vladoscope.common.Progress;

/** A lock that is not waited for any longer once the work is cancelled. */
public final class CancellableLock {

  private static final long LOOK_AGAIN_MS = 50;

  private final ReentrantLock lock = new ReentrantLock();

  /**
   * Does some work while nobody else holds the lock.
   *
   * @throws CancellationException if cancelled while waiting
   */
  public <T> T hold(Progress progress, Supplier<T> work) {
    await(progress);
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private void await(Progress progress) {
    try {
      while (!lock.tryLock(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
        progress.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}
