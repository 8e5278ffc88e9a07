package org.vladoscope.ui.command;

import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.MenuBar;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.MouseEvent;
import org.controlsfx.control.GridView;
import org.jspecify.annotations.Nullable;

/**
 * The one rule of where keys go: what the user looks at, the home of the page, has the focus unless
 * a control was meant. It gets the focus back
 *
 * <ul>
 *   <li>when something is clicked that takes no keys itself,
 *   <li>when a value was chosen in a box with the mouse,
 *   <li>when the control with the focus is disabled or goes away, where JavaFX would go on to the
 *       next field and select what stands in it,
 *   <li>when another page is shown,
 *   <li>by the key Escape.
 * </ul>
 */
public final class FocusKeeper {

  private final Scene scene;
  private final Supplier<@Nullable Node> home;

  /** Boxes with the focus give it back when their list closes. */
  private final ChangeListener<Boolean> onBox =
      (o, before, showing) -> {
        if (!showing) {
          Platform.runLater(this::leaveBox);
        }
      };

  /**
   * A keeper of a scene, from now on.
   *
   * @param home what has the focus while no control does; null leaves it where it is
   */
  public FocusKeeper(Scene scene, Supplier<@Nullable Node> home) {
    this.scene = scene;
    this.home = home;
    scene.addEventFilter(MouseEvent.MOUSE_PRESSED, this::onPressed);
    scene.focusOwnerProperty().addListener((o, before, now) -> onFocus(before, now));
  }

  /** True while text is edited, so that letters are text. */
  public boolean isEditing() {
    return scene.getFocusOwner() instanceof TextInputControl text && text.isEditable();
  }

  /** Gives the focus to the home of the page. */
  public void goHome() {
    Node to = home.get();
    if (to != null) {
      to.requestFocus();
    }
  }

  private void onFocus(@Nullable Node before, @Nullable Node now) {
    if (before instanceof ComboBoxBase<?> box) {
      box.showingProperty().removeListener(onBox);
    }
    if (now instanceof ComboBoxBase<?> box) {
      box.showingProperty().addListener(onBox);
    }
    // JavaFX takes the focus away first and then gives it to whatever comes next.
    if (before != null && now == null && !canHaveFocus(before)) {
      Platform.runLater(this::goHome);
    }
  }

  private boolean canHaveFocus(Node node) {
    boolean seen = node.getScene() == scene && !node.isDisabled();
    for (Node at = node; at != null && seen; at = at.getParent()) {
      seen = at.isVisible();
    }
    return seen;
  }

  /** A box that was reached by keys keeps the focus, for the next key goes on from there. */
  private void leaveBox() {
    if (scene.getFocusOwner() instanceof ComboBoxBase<?> box
        && !box.isShowing()
        && !box.isFocusVisible()) {
      goHome();
    }
  }

  private void onPressed(MouseEvent event) {
    Node before = scene.getFocusOwner();
    EventTarget target = event.getTarget();
    if (target instanceof Node pressed && !leavesFocus(pressed, before)) {
      Platform.runLater(
          () -> {
            Node now = scene.getFocusOwner();
            if (now == before || isOnlyRoom(now)) {
              goHome();
            }
          });
    }
  }

  /** True for what takes the focus for want of anything better in it. */
  private static boolean isOnlyRoom(@Nullable Node node) {
    return node instanceof ScrollPane
        || node instanceof SplitPane
        || node instanceof VirtualFlow<?>
        || node instanceof GridView<?>;
  }

  /** True for what is used beside the control with the focus, and for that control itself. */
  private static boolean leavesFocus(Node pressed, @Nullable Node focused) {
    for (Node at = pressed; at != null; at = at.getParent()) {
      if (at.equals(focused)
          || at instanceof ScrollBar
          || at instanceof MenuBar
          || (at instanceof ButtonBase && !at.isFocusTraversable())) {
        return true;
      }
    }
    return false;
  }
}
