package org.vladoscope.index.faiss;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;

/**
 * One long call of FAISS, on a thread of its own so that OpenMP's helpers end with it, while the
 * caller watches: it passes on how often FAISS asked whether to stop, and tells it to.
 */
final class FaissWork {

  private static final int STOP = 0;
  private static final int ASKED = 1;
  private static final int POLL_MILLIS = 20;

  /** How often FAISS has asked when half of the work may be done; nobody knows beforehand. */
  private static final double HALFWAY = 100;

  /** The call. */
  @FunctionalInterface
  interface Call {
    /**
     * Calls FAISS.
     *
     * @param x address of the vectors
     * @param state address of two ints, see {@code Interrupts} in index_glue.h
     */
    void run(long x, long state);
  }

  private final String message;
  private final Progress progress;

  FaissWork(String message, Progress progress) {
    this.message = message;
    this.progress = progress;
  }

  /**
   * Runs the call to its end.
   *
   * @throws FaissException if FAISS refuses
   * @throws CancellationException if it stopped because it was told to
   */
  void run(FloatMatrix vectors, int from, int rows, Call call) {
    progress.check();
    progress.report(message, 0);
    // FAISS ends before the arena does: the call is always waited for.
    try (Arena arena = Arena.ofShared()) {
      MemorySegment x = FaissIndex.nativeRows(arena, vectors, from, rows);
      MemorySegment state = arena.allocate(ValueLayout.JAVA_INT, 2);
      CompletableFuture<Void> done = new CompletableFuture<>();
      Thread.ofPlatform()
          .name("faiss-build")
          .daemon()
          .start(
              () -> {
                try {
                  call.run(x.address(), state.address());
                  done.complete(null);
                } catch (RuntimeException | Error e) {
                  done.completeExceptionally(e);
                }
              });
      await(done, state);
    }
    progress.report(message, 1);
  }

  private void await(CompletableFuture<Void> done, MemorySegment state) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          done.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
          return;
        } catch (TimeoutException e) {
          if (progress.isCancelled() || interrupted) {
            state.setAtIndex(ValueLayout.JAVA_INT, STOP, 1);
          }
          int asked = state.getAtIndex(ValueLayout.JAVA_INT, ASKED);
          progress.report(message, asked / (asked + HALFWAY));
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          if (state.getAtIndex(ValueLayout.JAVA_INT, STOP) != 0) {
            throw new CancellationException("cancelled");
          }
          if (e.getCause() instanceof RuntimeException refused) {
            throw new FaissException(refused);
          }
          throw new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
