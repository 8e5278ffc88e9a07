package org.vladoscope.ui.theme;

import java.util.List;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;

/**
 * Arrow keys among toggles of which one is on. JavaFX only marks the next one and tells nobody;
 * here it is used, as by a click, and keeps a focus that is seen.
 */
public final class ToggleKeys {

  private ToggleKeys() {}

  /**
   * Lets arrows go from one toggle of a group to the next; where there is none, they do nothing.
   */
  public static void install(ToggleButton button) {
    button.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(button, event));
  }

  private static void onKey(ToggleButton button, KeyEvent event) {
    boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
    if (plain && event.getCode().isArrowKey() && button.getToggleGroup() != null) {
      event.consume();
      switch (event.getCode()) {
        case LEFT, UP, KP_LEFT, KP_UP -> go(button, -1, TraversalDirection.PREVIOUS);
        default -> go(button, 1, TraversalDirection.NEXT);
      }
    }
  }

  private static void go(ToggleButton from, int step, TraversalDirection direction) {
    List<Toggle> toggles = from.getToggleGroup().getToggles();
    for (int i = toggles.indexOf(from) + step; i >= 0 && i < toggles.size(); i += step) {
      if (toggles.get(i) instanceof ToggleButton to && !to.isDisabled() && to.isVisible()) {
        if (!to.isSelected()) {
          to.fire();
        }
        from.requestFocusTraversal(direction);
        return;
      }
    }
  }
}
