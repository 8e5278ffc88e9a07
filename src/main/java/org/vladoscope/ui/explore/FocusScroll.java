package org.vladoscope.ui.explore;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/**
 * Scrolls up and down, sideways only where words would be cut, and keeps the control with the focus
 * in sight when the room gets less or the content around it changes.
 */
final class FocusScroll extends ScrollPane {

  private static final double MARGIN = 8;

  FocusScroll(Node content) {
    super(content);
    setFitToWidth(true);
    viewportBoundsProperty()
        .addListener((o, before, now) -> onHeight(before.getHeight(), now.getHeight()));
    content
        .layoutBoundsProperty()
        .addListener((o, before, now) -> onHeight(before.getHeight(), now.getHeight()));
  }

  /** Scrolling alone changes no height; then the user looks elsewhere. */
  private void onHeight(double before, double now) {
    if (before != now) {
      Platform.runLater(this::reveal);
    }
  }

  private void reveal() {
    Node focused = getScene() == null ? null : getScene().getFocusOwner();
    Node content = getContent();
    double range = content.getLayoutBounds().getHeight() - getViewportBounds().getHeight();
    if (focused == null || range <= 0 || !isIn(content, focused)) {
      return;
    }
    Bounds at = content.sceneToLocal(focused.localToScene(focused.getLayoutBounds()));
    double top = getVvalue() * range;
    double highest = at.getMaxY() + MARGIN - getViewportBounds().getHeight();
    double lowest = at.getMinY() - MARGIN;
    if (top < highest || top > lowest) {
      setVvalue(Math.clamp((top < highest ? highest : lowest) / range, 0, 1));
    }
  }

  private static boolean isIn(Node content, Node focused) {
    for (Node at = focused; at != null; at = at.getParent()) {
      if (at.equals(content)) {
        return true;
      }
    }
    return false;
  }
}
