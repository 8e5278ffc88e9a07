package org.vladoscope.ui.explore;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.vladoscope.ui.explore.config.ConfigPanel;
import org.vladoscope.ui.explore.config.CostView;
import org.vladoscope.ui.explore.config.MethodFiles;
import org.vladoscope.ui.explore.config.PinPanel;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.PairModel;
import org.vladoscope.ui.explore.pair.ClusterLegend;
import org.vladoscope.ui.explore.pair.MatchPanel;
import org.vladoscope.ui.explore.pair.ScorePanel;
import org.vladoscope.ui.explore.pair.TypicalCells;
import org.vladoscope.ui.map.OpenMap;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.Thumbnails;

/**
 * The panel on the right, one tab at a time: scores with the configuration that made them, the
 * clusters, or the displacements of the matches.
 */
final class Inspector extends VBox {

  private final ToggleGroup group = new ToggleGroup();
  private final StackPane body = new StackPane();

  Inspector(
      OpenMap model,
      PairModel pair,
      OverlayModel overlays,
      Thumbnails thumbnails,
      MethodFiles files) {
    getStyleClass().add("inspector");
    TypicalCells typical = new TypicalCells(model);
    Node settings = scroll(scores(model, files));
    VBox.setVgrow(settings, Priority.ALWAYS);
    ToggleButton scores = tab("Scores", new VBox(settings, new CostView(model.whatIf())));
    ToggleButton clusters =
        tab("Clusters", padded(new ClusterLegend(pair, overlays, typical, thumbnails)));
    ToggleButton matches = tab("Matches", scroll(new MatchPanel(pair, overlays)));
    clusters
        .selectedProperty()
        .addListener(
            (o, before, now) -> {
              if (now) {
                typical.want();
              }
            });
    HBox tabs = Segments.of(group, scores, clusters, matches);
    tabs.getStyleClass().add("inspector-tabs");
    for (ToggleButton tab : new ToggleButton[] {scores, clusters, matches}) {
      tab.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(tab, Priority.ALWAYS);
    }
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(tabs, body);
    group.selectToggle(scores);
  }

  private ToggleButton tab(String name, Node content) {
    ToggleButton button = new ToggleButton(name);
    button.setId("inspector-" + name.toLowerCase(java.util.Locale.ROOT));
    button.getStyleClass().add("small");
    content.visibleProperty().bind(button.selectedProperty());
    body.getChildren().add(content);
    return button;
  }

  private static Node scores(OpenMap model, MethodFiles files) {
    return new VBox(
        16,
        title("Scores of the pair"),
        new ScorePanel(model),
        new Separator(),
        new PinPanel(model),
        new ConfigPanel(model, files));
  }

  private static Label title(String text) {
    Label title = new Label(text);
    title.getStyleClass().add("section-title");
    return title;
  }

  private static Node padded(Node content) {
    StackPane box = new StackPane(content);
    box.getStyleClass().add("inspector-content");
    return box;
  }

  private static FocusScroll scroll(Node content) {
    StackPane box = new StackPane(content);
    box.getStyleClass().add("inspector-content");
    return new FocusScroll(box);
  }
}
