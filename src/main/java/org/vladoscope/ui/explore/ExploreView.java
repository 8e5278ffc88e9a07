package org.vladoscope.ui.explore;

import javafx.beans.property.BooleanProperty;
import javafx.event.EventTarget;
import javafx.geometry.Orientation;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vladoscope.ui.explore.OverlayModel.Shade;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Viewport;

/**
 * The perspective for looking at queries and their candidates: images on the left, ranking and pair
 * in the middle, scores and configuration on the right.
 */
public final class ExploreView extends BorderPane {

  private static final double SIDEBAR_WIDTH = 256;
  private static final double SIDEBAR_MIN_WIDTH = 144;
  private static final double INSPECTOR_WIDTH = 304;

  private final ExploreModel model;
  private final OverlayModel overlays;
  private final PairView pair;

  /**
   * The view of an opened map.
   *
   * @param inspectorShown whether scores and configuration are shown
   */
  public ExploreView(
      ExploreModel model,
      OverlayModel overlays,
      Thumbnails thumbnails,
      BooleanProperty inspectorShown) {
    this.model = model;
    this.overlays = overlays;
    getStyleClass().add("explore");
    Sidebar sidebar = new Sidebar(model, thumbnails);
    sidebar.setMinWidth(SIDEBAR_MIN_WIDTH);
    sidebar.setPrefWidth(SIDEBAR_WIDTH);
    pair = new PairView(model, overlays);
    RankingStrip ranking = new RankingStrip(model, thumbnails, inspectorShown);
    VBox.setVgrow(pair, Priority.ALWAYS);
    VBox middle = new VBox(ranking, new Separator(), pair);
    middle.setMinWidth(0);
    SplitPane split = new SplitPane(sidebar, middle);
    split.setOrientation(Orientation.HORIZONTAL);
    SplitPane.setResizableWithParent(sidebar, false);
    sidebar.setMaxWidth(2 * SIDEBAR_WIDTH);
    split
        .widthProperty()
        .addListener(
            (o, before, now) -> {
              if (before.doubleValue() <= 0) {
                split.setDividerPositions(SIDEBAR_WIDTH / now.doubleValue());
              }
            });
    setCenter(split);
    ScrollPane inspector = inspector();
    inspector.visibleProperty().bind(inspectorShown);
    inspector.managedProperty().bind(inspectorShown);
    setRight(inspector);
  }

  private ScrollPane inspector() {
    VBox content =
        new VBox(
            title("Scores of the pair"),
            new ScorePanel(model),
            new Separator(),
            title("Configuration"),
            new ConfigPanel(model));
    content.getStyleClass().add("inspector-content");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("inspector");
    scroll.setPrefWidth(INSPECTOR_WIDTH);
    scroll.setMinWidth(INSPECTOR_WIDTH);
    return scroll;
  }

  private static Label title(String text) {
    Label title = new Label(text);
    title.getStyleClass().add("section-title");
    return title;
  }

  /** Zooms both images around their centres. */
  public void zoom(double factor) {
    pair.zoom(factor);
  }

  /**
   * Acts on keys that need no modifier. Controls that use the same keys keep them. To be installed
   * as a filter of the scene, so that it works whatever has the focus.
   */
  public void onKey(KeyEvent event) {
    EventTarget target = event.getTarget();
    boolean keepsKeys =
        target instanceof TextInputControl
            || target instanceof Slider
            || target instanceof ComboBoxBase<?>;
    boolean alt = event.isAltDown();
    if (event.isShortcutDown() || event.isShiftDown() || (keepsKeys && !alt)) {
      return;
    }
    if (alt ? onAltKey(event.getCode()) : onPlainKey(event.getCode())) {
      event.consume();
    }
  }

  private boolean onAltKey(KeyCode code) {
    switch (code) {
      case DOWN -> model.moveQuery(1);
      case UP -> model.moveQuery(-1);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean onPlainKey(KeyCode code) {
    switch (code) {
      case J -> model.moveQuery(1);
      case K -> model.moveQuery(-1);
      case RIGHT -> model.moveCandidate(1);
      case LEFT -> model.moveCandidate(-1);
      case DIGIT1, NUMPAD1 -> overlays.matchesProperty().set(!overlays.matchesProperty().get());
      case DIGIT2, NUMPAD2 -> overlays.toggle(Shade.CLUSTERS);
      case DIGIT3, NUMPAD3 -> overlays.toggle(Shade.SIMILARITY);
      case F -> overlays.viewportProperty().set(Viewport.FIT);
      default -> {
        return false;
      }
    }
    return true;
  }
}
