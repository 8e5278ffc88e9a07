package org.vladoscope.ui;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.opening.MapFolders;

/** Starts the window and waits until it is closed. */
public final class VladoscopeApp {

  private static final Logger LOG = LoggerFactory.getLogger(VladoscopeApp.class);

  /** What was computed last is on the screen after so many frames. */
  private static final int DRAWN = 3;

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
      VladoscopeWindow window = FxThread.call(() -> factory.create(fitted(remembered)));
      FxThread.run(() -> show(window, options, factory, closed));
      await(closed);
      last = FxThread.call(() -> remember(window));
    }
    if (!options.closeWhenUsable()) {
      options.preferences().write(last);
    }
    Platform.exit();
    return 0;
  }

  /** Closes the window as a user would, from any thread; does nothing if there is none. */
  public static void closeWindows() {
    try {
      Platform.runLater(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    } catch (IllegalStateException e) {
      LOG.debug("there is no window to close", e);
    }
  }

  private static UserPreferences fitted(UserPreferences remembered) {
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    return remembered.fittedTo(screen.getWidth(), screen.getHeight());
  }

  private static void show(
      VladoscopeWindow window, UiOptions options, WindowFactory factory, CountDownLatch closed) {
    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> report(window, e));
    window.stage().setOnHidden(event -> closed.countDown());
    window.stage().show();
    Path map = options.map();
    if (map != null) {
      // A desktop opens a map by its map.json.
      window.model().open(MapFolders.named(map, PlaceMapFormats.known()::opens));
    }
    // Twice later: the first frame has been drawn by then.
    Platform.runLater(
        () ->
            Platform.runLater(
                () -> {
                  options.onStart().accept("usable window", sinceStart());
                  if (!options.closeWhenUsable()) {
                    factory.nameDevice(window);
                  } else if (map == null) {
                    window.stage().close();
                  } else {
                    closeWhenShown(window, options);
                  }
                }));
  }

  /** Asks the first query, and closes the window once a pair is drawn or there cannot be one. */
  private static void closeWhenShown(VladoscopeWindow window, UiOptions options) {
    new AnimationTimer() {
      private int restingFrames;

      @Override
      public void handle(long now) {
        if (window.model().openingProperty().get() != null) {
          return;
        }
        OpenMap opened = window.model().exploreProperty().get();
        if (opened == null || opened.map().queries().isEmpty()) {
          end();
        } else if (opened.queryProperty().get() == null) {
          opened.queryProperty().set(opened.map().queries().getFirst());
        } else if (opened.searchingProperty().get() || opened.comparingProperty().get()) {
          restingFrames = 0;
        } else if (++restingFrames == DRAWN) {
          if (opened.comparisonProperty().get() != null) {
            options.onStart().accept("first pair", sinceStart());
          }
          end();
        }
      }

      private void end() {
        stop();
        window.stage().close();
      }
    }.start();
  }

  private static void report(VladoscopeWindow window, Throwable e) {
    LOG.error("unexpected failure in the window", e);
    window.notifyFailure(e);
  }

  /** By the virtual machine's own clock; the process table's is only good to a second. */
  private static Duration sinceStart() {
    long now = System.currentTimeMillis();
    return Duration.ofMillis(now - ManagementFactory.getRuntimeMXBean().getStartTime());
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
