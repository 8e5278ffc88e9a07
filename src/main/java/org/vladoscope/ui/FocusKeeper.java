package org.vladoscope.ui;

import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
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
import org.vladoscope.ui.command.Command;
import org.vladoscope.ui.command.Commands;
import org.vladoscope.ui.explore.ExploreView;
import org.vladoscope.ui.opening.FolderPage;
import org.vladoscope.ui.welcome.OpeningView;
import org.vladoscope.ui.welcome.WelcomeView;

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
final class FocusKeeper {

  private final Scene scene;
  private final ObservableValue<Node> page;
  private final ObjectProperty<Perspective> perspective;

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
   * @param page what is shown
   */
  FocusKeeper(Scene scene, ObservableValue<Node> page, ObjectProperty<Perspective> perspective) {
    this.scene = scene;
    this.page = page;
    this.perspective = perspective;
    page.addListener((o, before, now) -> onPage(now));
    scene.addEventFilter(MouseEvent.MOUSE_PRESSED, this::onPressed);
    scene.focusOwnerProperty().addListener((o, before, now) -> onFocus(before, now));
  }

  /** Registers the way back to the images. */
  void register(Commands commands) {
    commands.add(
        Command.of("window.back", "Back to the Images", this::back)
            .keys("Esc")
            .when(
                Bindings.createBooleanBinding(
                    () -> home() != null || perspective.get() != Perspective.EXPLORE,
                    page,
                    perspective)));
  }

  /** From a control to the page it stands on, from another page to the images. */
  private void back() {
    boolean editing = scene.getFocusOwner() instanceof TextInputControl text && text.isEditable();
    if (!editing) {
      perspective.set(Perspective.EXPLORE);
    }
    goHome();
  }

  private void onPage(Node now) {
    if (now instanceof FolderPage question) {
      question.takeFocus();
    } else {
      goHome();
    }
  }

  /** What has the focus while no control does; null on pages that begin with a control. */
  private @Nullable Node home() {
    return switch (page.getValue()) {
      case ExploreView explore -> explore.home();
      case FolderPage _, OpeningView _, WelcomeView _ -> null;
      case Node other -> other;
    };
  }

  private void goHome() {
    Node to = home();
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
