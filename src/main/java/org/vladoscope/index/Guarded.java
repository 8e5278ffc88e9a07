package org.vladoscope.index;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an index keeps its descriptors in: many may read it or one may change it, and nobody touches
 * it once it is closed.
 *
 * <p>Every method but {@link #close()} throws {@link IllegalStateException} once it is closed.
 *
 * @param <T> what is kept
 */
public final class Guarded<T> {

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Consumer<T> closing;
  private @Nullable T kept;

  /**
   * Guards something.
   *
   * @param closing frees what is no longer kept
   */
  public Guarded(T kept, Consumer<T> closing) {
    this.kept = kept;
    this.closing = closing;
  }

  /** Asks something, beside others who do. */
  public <R> R read(Function<T, R> question) {
    lock.readLock().lock();
    try {
      return question.apply(open());
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Changes it, alone. */
  public void change(Consumer<T> change) {
    replace(
        now -> {
          change.accept(now);
          return now;
        });
  }

  /**
   * Changes it, alone, or takes another in its place; the one before is closed then. If the change
   * fails, it stays.
   */
  public void replace(UnaryOperator<T> change) {
    lock.writeLock().lock();
    try {
      T before = open();
      T after = change.apply(before);
      if (after != before) {
        kept = after;
        closing.accept(before);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Closes it once nobody uses it; again does nothing. */
  public void close() {
    lock.writeLock().lock();
    try {
      T last = kept;
      kept = null;
      if (last != null) {
        closing.accept(last);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private T open() {
    T now = kept;
    if (now == null) {
      throw new IllegalStateException("the index is closed");
    }
    return now;
  }
}
