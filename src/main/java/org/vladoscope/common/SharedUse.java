package org.vladoscope.common;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * What several threads read and one closes: closing never waits for those who read, and it is freed
 * once the last of them is done.
 */
public final class SharedUse implements AutoCloseable {

  private final String whenClosed;
  private final Runnable freeing;
  private int users;
  private boolean closed;

  /**
   * Nobody reads yet.
   *
   * @param whenClosed says what is closed, for those who come too late
   * @param freeing frees it; done once
   */
  public SharedUse(String whenClosed, Runnable freeing) {
    this.whenClosed = whenClosed;
    this.freeing = freeing;
  }

  /**
   * Reads, while nobody frees what is read.
   *
   * @throws CancellationException if it is closed
   */
  public <T> T using(Supplier<T> reading) {
    synchronized (this) {
      if (closed) {
        throw new CancellationException(whenClosed);
      }
      users++;
    }
    try {
      return reading.get();
    } finally {
      boolean free;
      synchronized (this) {
        users--;
        free = closed && users == 0;
      }
      if (free) {
        freeing.run();
      }
    }
  }

  /** Frees it once nobody reads it; again does nothing. */
  @Override
  public void close() {
    boolean free;
    synchronized (this) {
      free = !closed && users == 0;
      closed = true;
    }
    if (free) {
      freeing.run();
    }
  }
}
