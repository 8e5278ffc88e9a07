package org.vladoscope.index.faiss;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * FAISS's object behind a {@link FaissIndex}: many may read it or one may change it, and nobody
 * touches it once it is closed. It is destroyed by {@link #close} or, if that is forgotten, when
 * this object is collected.
 */
final class NativeIndex {

  private static final Cleaner CLEANER = Cleaner.create();

  private final Handle handle;
  private final Cleaner.Cleanable cleanable;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** What is destroyed, once; knows nothing of who uses it. */
  private static final class Handle implements Runnable {
    private final Faiss.Index index;
    private volatile boolean destroyed;

    Handle(Faiss.Index index) {
      this.index = index;
    }

    @Override
    public void run() {
      destroyed = true;
      Faiss.destroy(index);
    }
  }

  NativeIndex(Faiss.Index index) {
    handle = new Handle(index);
    cleanable = CLEANER.register(this, handle);
  }

  /**
   * Asks something, beside others who do.
   *
   * @throws IllegalStateException if it is closed
   */
  <T> T read(Function<Faiss.Index, T> question) {
    lock.readLock().lock();
    try {
      return question.apply(open());
    } finally {
      lock.readLock().unlock();
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Changes it, alone.
   *
   * @throws IllegalStateException if it is closed
   */
  void change(Consumer<Faiss.Index> change) {
    lock.writeLock().lock();
    try {
      change.accept(open());
    } finally {
      lock.writeLock().unlock();
      Reference.reachabilityFence(this);
    }
  }

  private Faiss.Index open() {
    if (handle.destroyed) {
      throw new IllegalStateException("the index is closed");
    }
    return handle.index;
  }

  /** Frees the memory once nobody uses it; again does nothing. */
  void close() {
    lock.writeLock().lock();
    try {
      cleanable.clean();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** What a call answers; C++ exceptions, which arrive as RuntimeException, are told apart. */
  static <T> T translated(Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw new FaissException(e);
    }
  }

  /** The same for a call without an answer. */
  static void translated(Runnable call) {
    translated(
        () -> {
          call.run();
          return call;
        });
  }
}
