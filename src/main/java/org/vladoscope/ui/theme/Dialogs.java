package org.vladoscope.ui.theme;

import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.stage.Window;

/**
 * Shows dialogs in the look of the window, each as large as what it says from the first time on.
 */
public final class Dialogs {

  private Dialogs() {}

  /** Shows a dialog over a window; does not wait for an answer. */
  public static void show(Dialog<?> dialog, Window owner) {
    dialog.initOwner(owner);
    DialogPane pane = dialog.getDialogPane();
    pane.getStylesheets().setAll(owner.getScene().getStylesheets());
    // Controls know their sizes once they have their styles; the window is made before that.
    pane.applyCss();
    pane.layout();
    dialog.show();
    Window shown = pane.getScene().getWindow();
    pane.applyCss();
    pane.layout();
    shown.sizeToScene();
    shown.setX(owner.getX() + (owner.getWidth() - shown.getWidth()) / 2);
    shown.setY(owner.getY() + Math.max(0, (owner.getHeight() - shown.getHeight()) / 3));
  }
}
