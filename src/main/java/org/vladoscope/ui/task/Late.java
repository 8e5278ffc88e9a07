package org.vladoscope.ui.task;

import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.util.Duration;

/**
 * Whether work has gone on for so long that it should be announced. An answer that comes sooner is
 * simply shown: nothing flickers, and nothing is drawn twice.
 */
public final class Late {

  private static final Duration PATIENCE = Duration.millis(300);

  private final ReadOnlyBooleanWrapper late = new ReadOnlyBooleanWrapper();
  private final PauseTransition patience = new PauseTransition(PATIENCE);

  /**
   * Watches work. To be made and used on the JavaFX thread.
   *
   * @param working whether work goes on
   */
  public Late(ObservableBooleanValue working) {
    patience.setOnFinished(event -> late.set(working.get()));
    working.addListener((o, before, now) -> follow(now));
    follow(working.get());
  }

  private void follow(boolean working) {
    if (working) {
      patience.playFromStart();
    } else {
      patience.stop();
      late.set(false);
    }
  }

  /** Whether the work goes on and is late. */
  public ReadOnlyBooleanProperty property() {
    return late.getReadOnlyProperty();
  }
}
