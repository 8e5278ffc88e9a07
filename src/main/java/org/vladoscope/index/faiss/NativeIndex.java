package org.vladoscope.index.faiss;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vladoscope.index.Guarded;

/**
 * FAISS's object behind a {@link FaissIndex}: many may read it or one may change it, and nobody
 * touches it once it is closed. It is destroyed by {@link #close} or, if that is forgotten, when
 * this object is collected.
 */
final class NativeIndex {

  private static final Cleaner CLEANER = Cleaner.create();

  private final Guarded<Faiss.Index> index;

  NativeIndex(Faiss.Index index) {
    // What destroys it knows nothing of who uses it.
    Cleaner.Cleanable cleanable = CLEANER.register(this, () -> Faiss.destroy(index));
    this.index = new Guarded<>(index, last -> cleanable.clean());
  }

  /**
   * Asks something, beside others who do.
   *
   * @throws IllegalStateException if it is closed
   */
  <T> T read(Function<Faiss.Index, T> question) {
    try {
      return index.read(question);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Changes it, alone.
   *
   * @throws IllegalStateException if it is closed
   */
  void change(Consumer<Faiss.Index> change) {
    try {
      index.change(change);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Frees the memory once nobody uses it; again does nothing. */
  void close() {
    index.close();
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
