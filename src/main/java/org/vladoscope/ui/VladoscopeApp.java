package org.vladoscope.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the window and waits until it is closed. */
public final class VladoscopeApp {

  private static final Logger LOG = LoggerFactory.getLogger(VladoscopeApp.class);

  private VladoscopeApp() {}

  /**
   * Shows the window. Returns when the user has closed it.
   *
   * @return the exit code of the program
   * @throws UnsupportedOperationException if there is no display
   */
  public static int launch(UiOptions options) {
    UserPreferences remembered = options.preferences().read();
    FxThread.start();
    CountDownLatch closed = new CountDownLatch(1);
    UserPreferences last;
    try (WindowFactory factory = new WindowFactory(options)) {
      VladoscopeWindow window = FxThread.call(() -> factory.create(remembered));
      FxThread.run(() -> show(window, options, factory, closed));
      await(closed);
      last = FxThread.call(() -> remember(window));
    }
    options.preferences().write(last);
    Platform.exit();
    return 0;
  }

  private static void show(
      VladoscopeWindow window, UiOptions options, WindowFactory factory, CountDownLatch closed) {
    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> report(window, e));
    window.stage().setOnHidden(event -> closed.countDown());
    window.stage().show();
    Path map = options.map();
    if (map != null) {
      window.model().open(map);
    }
    // Twice later: the first frame has been drawn by then.
    Platform.runLater(
        () ->
            Platform.runLater(
                () -> {
                  options.onUsable().accept(sinceStart());
                  if (options.closeWhenUsable()) {
                    window.stage().close();
                  } else {
                    factory.nameDevice(window);
                  }
                }));
  }

  private static void report(VladoscopeWindow window, Throwable e) {
    LOG.error("unexpected failure in the window", e);
    window.notifyFailure(e);
  }

  private static Duration sinceStart() {
    Instant now = Instant.now();
    return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
  }

  private static UserPreferences remember(VladoscopeWindow window) {
    UserPreferences preferences =
        window
            .model()
            .preferencesProperty()
            .get()
            .withSize(window.scene().getWidth(), window.scene().getHeight());
    window.model().shutDown();
    return preferences;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
