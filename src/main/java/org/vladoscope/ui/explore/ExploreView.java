package org.vladoscope.ui.explore;

import javafx.beans.property.BooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vladoscope.ui.view.Thumbnails;

/**
 * The perspective for looking at queries and their candidates: images on the left, ranking and pair
 * in the middle, scores and configuration on the right.
 */
public final class ExploreView extends BorderPane {

  private static final double SIDEBAR_WIDTH = 256;
  private static final double SIDEBAR_MIN_WIDTH = 144;
  private static final double INSPECTOR_WIDTH = 304;

  private final ExploreModel model;
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
}
