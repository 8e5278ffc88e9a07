package org.vladoscope.ui.view;

import javafx.scene.input.MouseEvent;

/**
 * Tells moves of the mouse from the events that JavaFX sends on its own, after each layout, where a
 * mouse that stands still happens to lie: those must not take back what the keyboard points at.
 */
public final class PointerMoves {

  private double x = Double.NaN;
  private double y = Double.NaN;

  /** True if the mouse is elsewhere than at the last event that was asked about. */
  public boolean isMove(MouseEvent event) {
    boolean moved = event.getScreenX() != x || event.getScreenY() != y;
    x = event.getScreenX();
    y = event.getScreenY();
    return moved;
  }
}
