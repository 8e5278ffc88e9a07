package org.vladoscope.ui.explore.pair;

import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.view.ImagePane;

/** One of the two images. Its name and what the mouse reads from it lie over its edges. */
final class PairSide extends StackPane {

  /** Below this width the role is left out. */
  private static final double ROOM_FOR_ROLE = 200;

  private final ImagePane pane;
  private final HBox header = new HBox(8);
  private final BorderPane edges = new BorderPane();
  private final VBox readout = new VBox();
  private final Label name = new Label();
  private final AssignmentBars bars = new AssignmentBars();
  private final Label[] lines = {new Label(), new Label()};
  private @Nullable PlaceImage shown;

  PairSide(String role, ImagePane pane) {
    this.pane = pane;
    Label title = new Label(role);
    title.getStyleClass().add("muted");
    title.setMinWidth(USE_PREF_SIZE);
    // Left and right say as much; buttons and verdict need the room.
    title.visibleProperty().bind(widthProperty().greaterThan(ROOM_FOR_ROLE));
    title.managedProperty().bind(title.visibleProperty());
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMinWidth(0);
    header.getChildren().addAll(title, name);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("edge-label");
    header.setMaxWidth(USE_PREF_SIZE);
    header.setMinWidth(0);
    pane.setAccessibleText(role);
    readout.getStyleClass().addAll("edge-label", "readout");
    readout.setMaxWidth(USE_PREF_SIZE);
    for (Label line : lines) {
      line.getStyleClass().add("tabular");
      line.setMinWidth(0);
      line.setTextOverrun(OverrunStyle.ELLIPSIS);
      readout.getChildren().add(line);
    }
    for (Label line : lines) {
      line.managedProperty().bind(line.visibleProperty());
      line.visibleProperty().bind(line.textProperty().isNotEmpty());
    }
    bars.managedProperty().bind(bars.visibleProperty());
    Tooltip.install(bars, new Tooltip("How the cell is shared among all clusters, 0 to 1"));
    VBox below = new VBox(4, bars, readout);
    below.setMouseTransparent(true);
    edges.setPickOnBounds(false);
    edges.setTop(header);
    edges.setBottom(below);
    edges.setMinWidth(0);
    edges.setPrefWidth(100);
    edges.getStyleClass().add("pair-edges");
    HBox.setHgrow(edges, Priority.ALWAYS);
    getChildren().add(pane);
    setMinWidth(0);
    setPrefWidth(100);
    HBox.setHgrow(this, Priority.ALWAYS);
  }

  /** What lies over the edges of the image, above everything that is drawn on it. */
  Node edges() {
    return edges;
  }

  ImagePane pane() {
    return pane;
  }

  AssignmentBars bars() {
    return bars;
  }

  /** Puts something beside the name. */
  void addToHeader(Node node) {
    header.getChildren().add(node);
  }

  void setImage(@Nullable PlaceImage image) {
    if (Objects.equals(image, shown)) {
      return;
    }
    shown = image;
    name.setText(image == null ? "" : image.name());
    name.setTooltip(image == null ? null : new Tooltip(image.name()));
  }

  /** Two lines about what the mouse reads. */
  void setLines(List<String> words) {
    for (int i = 0; i < lines.length; i++) {
      lines[i].setText(words.get(i));
    }
    readout.setVisible(words.stream().anyMatch(line -> !line.isEmpty()));
  }
}
