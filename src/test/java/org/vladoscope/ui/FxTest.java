package org.vladoscope.ui;

/** Starts JavaFX without a screen, for tests of controls in other packages. */
public final class FxTest {

  private FxTest() {}

  /** Starts it unless it runs already. */
  public static void start() {
    FxThread.startHeadless();
  }

  /** Runs something on the JavaFX thread and waits for it. */
  public static void run(Runnable action) {
    FxThread.run(action);
  }
}
