package org.vladoscope.ui.explore;

import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
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
import org.vladoscope.ui.task.Frames;
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
      MethodFiles files,
      Frames frames) {
    getStyleClass().add("inspector");
    TypicalCells typical = new TypicalCells(model);
    ToggleButton scores = tab("Scores", () -> scores(model, files, frames));
    ToggleButton clusters =
        tab("Clusters", () -> padded(new ClusterLegend(pair, overlays, typical, thumbnails)));
    BooleanProperty matchesShown = new SimpleBooleanProperty();
    ToggleButton matches =
        tab("Matches", () -> scroll(new MatchPanel(pair, overlays, matchesShown)));
    matchesShown.bind(matches.selectedProperty());
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

  /** A tab whose content is made when it is first looked at. */
  private ToggleButton tab(String name, Supplier<Node> content) {
    ToggleButton button = new ToggleButton(name);
    button.setId("inspector-" + name.toLowerCase(java.util.Locale.ROOT));
    button.getStyleClass().add("small");
    button
        .selectedProperty()
        .addListener(
            new InvalidationListener() {
              @Override
              public void invalidated(Observable selected) {
                if (button.isSelected()) {
                  button.selectedProperty().removeListener(this);
                  Node made = content.get();
                  made.visibleProperty().bind(button.selectedProperty());
                  body.getChildren().add(made);
                }
              }
            });
    return button;
  }

  /** Scores come first; what is set below comes into being bit by bit. */
  private static Node scores(OpenMap model, MethodFiles files, Frames frames) {
    VBox content = new VBox(16, title("Scores of the pair"), new ScorePanel(model));
    frames.add(() -> content.getChildren().addAll(new Separator(), new PinPanel(model)));
    frames.add(() -> content.getChildren().add(new ConfigPanel(model, files, frames)));
    Node settings = scroll(content);
    VBox.setVgrow(settings, Priority.ALWAYS);
    return new VBox(settings, new CostView(model.whatIf()));
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
