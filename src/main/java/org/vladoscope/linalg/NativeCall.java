package org.vladoscope.linalg;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.vladoscope.common.Progress;

/**
 * A long call of native code, which cannot be interrupted. It runs on a thread of its own; whoever
 * is cancelled goes away and leaves it behind, and what it works on is freed once it has ended.
 */
final class NativeCall {

  private static final int ASKED_EVERY_MILLIS = 50;

  private CompletableFuture<Void> end = CompletableFuture.completedFuture(null);

  /**
   * Waits for the end of a call.
   *
   * @throws java.util.concurrent.CancellationException if cancelled; the call goes on
   */
  void run(Runnable call, Progress progress) {
    end =
        CompletableFuture.runAsync(
            call, task -> Thread.ofPlatform().daemon().name("native-call").start(task));
    try {
      while (!isEnded()) {
        progress.check();
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Waits a moment for the end. */
  private boolean isEnded() {
    end.copy().completeOnTimeout(null, ASKED_EVERY_MILLIS, TimeUnit.MILLISECONDS).join();
    return end.isDone();
  }

  /** Does something at once, or when a call that was left behind has ended. */
  void afterwards(Runnable last) {
    end = end.whenComplete((nothing, failure) -> last.run());
  }
}
