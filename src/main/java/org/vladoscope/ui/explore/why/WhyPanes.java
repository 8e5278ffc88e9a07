package org.vladoscope.ui.explore.why;

import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.figure.Drawing;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.map.Truth;
import org.vladoscope.ui.view.CanvasPainter;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.Picture;
import org.vladoscope.ui.view.Placement;
import org.vladoscope.ui.view.Viewport;

/** Three images: the wrong candidate, the query, the right answer, and the matches between them. */
final class WhyPanes extends StackPane {

  private static final double GAP = 16;

  private final OverlayModel overlays;
  private final Side other = new Side();
  private final Side query = new Side();
  private final Side right = new Side();
  private final Pane layer = new Pane();
  private final Canvas canvas = new Canvas();
  private @Nullable WhyAnswer shown;
  private boolean requested;

  WhyPanes(OverlayModel overlays) {
    this.overlays = overlays;
    HBox panes = new HBox(GAP, other, query, right);
    layer.setMouseTransparent(true);
    layer.getChildren().add(canvas);
    canvas.widthProperty().bind(layer.widthProperty());
    canvas.heightProperty().bind(layer.heightProperty());
    getChildren().addAll(panes, layer);
    setMinHeight(120);
    for (Side side : List.of(other, query, right)) {
      side.pane.revisionProperty().addListener(o -> request());
    }
    layer.widthProperty().addListener(o -> request());
    layer.heightProperty().addListener(o -> request());
    for (var input : overlays.lineInputs()) {
      input.addListener(o -> request());
    }
  }

  /** Shows three images, or none. */
  void show(@Nullable WhyAnswer answer) {
    shown = answer;
    if (answer == null) {
      List.of(other, query, right).forEach(Side::clear);
    } else {
      other.show(
          answer.isAnsweredRight() ? "Best wrong candidate" : "Wrong winner",
          answer.other().image(),
          answer.other().picture(),
          Truth.OTHER_PLACE);
      query.show("Query", answer.right().queryView(), answer.query(), null);
      right.show(
          "Right answer", answer.right().image(), answer.right().picture(), Truth.SAME_PLACE);
    }
    request();
  }

  /** Where the images are seen: the wrong candidate, the query, the right answer. */
  List<Placement> placements() {
    return List.of(placement(other.pane), placement(query.pane), placement(right.pane));
  }

  private Placement placement(ImagePane pane) {
    var origin = layer.sceneToLocal(pane.localToScene(0, 0));
    return pane.placement().on(origin.getX(), origin.getY(), 1);
  }

  private void request() {
    if (!requested) {
      requested = true;
      Platform.runLater(
          () -> {
            requested = false;
            draw();
          });
    }
  }

  private void draw() {
    var graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    WhyAnswer answer = shown;
    if (answer == null) {
      return;
    }
    Drawing drawing = new Drawing();
    WhyLines lines = new WhyLines(answer, overlays.settings());
    List<Placement> at = placements();
    lines.draw(drawing, answer.other(), at.get(1), at.get(0));
    lines.draw(drawing, answer.right(), at.get(1), at.get(2));
    CanvasPainter.paint(drawing.marks(), graphics);
  }

  /** One image with its role and name. */
  private static final class Side extends VBox {

    private final ImagePane pane = new ImagePane(new SimpleObjectProperty<>(Viewport.FIT));
    private final Label role = new Label();
    private final Label name = new Label();
    private final Label truth = new Label();

    Side() {
      super(4);
      role.getStyleClass().add("form-heading");
      role.setMinWidth(USE_PREF_SIZE);
      name.getStyleClass().add("muted");
      name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      name.setMinWidth(0);
      truth.getStyleClass().add("badge");
      truth.setMinWidth(USE_PREF_SIZE);
      HBox header = new HBox(8, role, truth, name);
      header.setAlignment(Pos.CENTER_LEFT);
      header.setMinHeight(28);
      VBox.setVgrow(pane, Priority.ALWAYS);
      HBox.setHgrow(this, Priority.ALWAYS);
      setMinWidth(0);
      setPrefWidth(100);
      getChildren().addAll(header, pane);
    }

    void clear() {
      pane.setPicture(null);
    }

    void show(String newRole, PlaceImage image, Picture picture, @Nullable Truth verdict) {
      role.setText(newRole);
      name.setText(image.name());
      name.setTooltip(new Tooltip(image.name()));
      truth.setVisible(verdict != null);
      truth.setManaged(verdict != null);
      truth.getStyleClass().removeIf(style -> style.startsWith("truth-"));
      if (verdict != null) {
        truth.setText(verdict.symbol());
        truth.getStyleClass().add(verdict.styleClass());
      }
      pane.setAccessibleText(newRole + ", " + image.name());
      pane.setPicture(picture);
    }
  }
}
