package org.vladoscope.ui.task;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * Does work that only the JavaFX thread may do, such as making controls, piece by piece: one for
 * each frame, so that the window answers in between. For the JavaFX thread only.
 */
public final class Frames {

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
  private boolean begun;
  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          next();
        }
      };

  /** Does a piece in a frame to come, after those that wait already. */
  public void add(Runnable piece) {
    waiting.add(piece);
    if (!busy.get()) {
      busy.set(true);
      timer.start();
    }
  }

  /** True while pieces wait. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  private void next() {
    // The frame that begins now has what was made before it was asked for pieces.
    if (!begun) {
      begun = true;
      return;
    }
    Runnable piece = waiting.poll();
    if (piece != null) {
      piece.run();
    }
    if (waiting.isEmpty()) {
      timer.stop();
      begun = false;
      busy.set(false);
    }
  }
}
