package org.vladoscope.ui.explore.pair;

import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.ui.view.ImagePane;

/** One of the two images: its name, the image, and what the mouse reads from it. */
final class PairSide extends VBox {

  /** The same for both sides, with or without buttons, so that the images lie level. */
  private static final double HEADER = 32;

  /** Below this width the role is left out. */
  private static final double ROOM_FOR_ROLE = 200;

  private final ImagePane pane;
  private final HBox header = new HBox(8);
  private final Label name = new Label();
  private final AssignmentBars bars = new AssignmentBars();
  private final Label[] lines = {new Label(), new Label()};
  private @Nullable PlaceImage shown;

  PairSide(String role, ImagePane pane) {
    super(4);
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
    header.setMinHeight(HEADER);
    header.setPrefHeight(HEADER);
    header.setMaxHeight(HEADER);
    pane.setAccessibleText(role);
    VBox.setVgrow(pane, Priority.ALWAYS);
    VBox readout = new VBox();
    readout.getStyleClass().add("readout");
    for (Label line : lines) {
      line.getStyleClass().add("tabular");
      line.setMinWidth(0);
      line.setTextOverrun(OverrunStyle.ELLIPSIS);
      readout.getChildren().add(line);
    }
    bars.managedProperty().bind(bars.visibleProperty());
    Tooltip.install(bars, new Tooltip("How the cell is shared among all clusters, 0 to 1"));
    getChildren().addAll(header, pane, bars, readout);
    setMinWidth(0);
    setPrefWidth(100);
    HBox.setHgrow(this, Priority.ALWAYS);
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

  /** Puts something at the right end of the line with the name. */
  void addToHeaderEnd(Node node) {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    header.getChildren().addAll(gap, node);
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
  }
}
