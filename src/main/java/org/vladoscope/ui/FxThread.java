package org.vladoscope.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;

/** Starts JavaFX and runs things on its thread. */
public final class FxThread {

  /** Kept so that the level set on it is not lost with the logger. */
  private static final Logger JAVAFX_LOG = Logger.getLogger("javafx");

  private FxThread() {}

  /**
   * Starts JavaFX unless it runs already. JavaFX warns that it was loaded from the class path,
   * which is how this program is built; the warning is kept from the terminal.
   */
  public static void start() {
    JAVAFX_LOG.setLevel(Level.SEVERE);
    CountDownLatch started = new CountDownLatch(1);
    try {
      Platform.startup(started::countDown);
    } catch (IllegalStateException alreadyRunning) {
      Platform.runLater(started::countDown);
    }
    // Whoever started JavaFX ends it; a closed window alone does not.
    Platform.setImplicitExit(false);
    try {
      started.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while JavaFX started", e);
    }
  }

  /** Starts JavaFX without a screen: no window ever appears. Must come before any other start. */
  public static void startHeadless() {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("java.awt.headless", "true");
    start();
  }

  /** Runs something on the JavaFX thread and waits for its result. */
  public static <T> T call(Callable<T> action) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable task =
        () -> {
          try {
            result.complete(action.call());
          } catch (Exception | Error e) {
            result.completeExceptionally(e);
          }
        };
    if (Platform.isFxApplicationThread()) {
      task.run();
    } else {
      Platform.runLater(task);
    }
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the JavaFX thread", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new CompletionException(e.getCause());
    }
  }

  /** Runs something on the JavaFX thread and waits for its end. */
  public static void run(Runnable action) {
    call(
        () -> {
          action.run();
          return true;
        });
  }
}
