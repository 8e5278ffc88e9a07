package org.vladoscope.ui.evaluate.embedding;

import javafx.beans.property.ObjectProperty;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.embedding.Embedding;
import org.vladoscope.embedding.EmbeddingMethod;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.LabelConverter;
import org.vladoscope.ui.view.ThumbnailView;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** The points of one method, with its name, what was done, and the image under the mouse. */
final class MethodPane extends VBox {

  private static final double WIDTH = 128;
  private static final double HEIGHT = 96;
  private static final double AWAY = 14;

  private final EmbeddingModel model;
  private final ScatterPane scatter;
  private final ObjectProperty<EmbeddingMethod> method;
  private final StackPane surface = new StackPane();
  private final Label note = new Label();
  private final ThumbnailView thumbnail;
  private final Label name = new Label();
  private final Label says = new Label();
  private final VBox card;
  private final Button again = new Button("Try again");
  private final EmptyState waiting = new EmptyState(Feather.CLOCK, "", "", again);

  MethodPane(
      EmbeddingModel model,
      ScatterPane scatter,
      ObjectProperty<EmbeddingMethod> method,
      Thumbnails thumbnails,
      String id) {
    super(4);
    this.model = model;
    this.scatter = scatter;
    this.method = method;
    this.thumbnail = new ThumbnailView(thumbnails, WIDTH, HEIGHT);
    setMinWidth(0);
    setPrefWidth(400);
    ComboBox<EmbeddingMethod> choice = new ComboBox<>();
    choice.setId("embedding-method-" + id);
    choice.getItems().setAll(EmbeddingMethod.values());
    choice.setConverter(new LabelConverter<>(EmbeddingMethod::label));
    choice.valueProperty().bindBidirectional(method);
    choice.setAccessibleText("Method on the " + id);
    choice.setMinWidth(Region.USE_PREF_SIZE);
    note.getStyleClass().add("form-note");
    note.setMinWidth(0);
    note.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(note, Priority.ALWAYS);
    HBox head = new HBox(8, choice, note);
    head.setAlignment(Pos.CENTER_LEFT);
    name.getStyleClass().add("image-name");
    name.setMaxWidth(WIDTH);
    says.getStyleClass().addAll("card-numbers", "tabular");
    says.setMaxWidth(WIDTH);
    card = new VBox(2, thumbnail, name, says);
    card.getStyleClass().add("scatter-card");
    card.setManaged(false);
    card.setMouseTransparent(true);
    card.setVisible(false);
    again.setOnAction(event -> model.again());
    VBox.setVgrow(surface, Priority.ALWAYS);
    surface.getStyleClass().add("scatter-frame");
    surface.setMinHeight(140);
    surface.setPrefHeight(360);
    getChildren().addAll(head, surface);
    scatter.pointedProperty().addListener((o, before, now) -> point(now.intValue()));
  }

  /** Where the points are. */
  ScatterPane scatter() {
    return scatter;
  }

  void refresh() {
    EmbeddingMethod shown = method.get();
    Embedding embedding = model.embedding(shown);
    scatter.embeddingProperty().set(embedding);
    note.setText(embedding == null ? "" : embedding.note());
    note.setTooltip(embedding == null ? null : tooltip(embedding.note()));
    scatter.setAccessibleText(
        "Images in the plane by "
            + shown.label()
            + ". Arrow keys move, plus and minus zoom, Home shows all, Enter opens the first image"
            + " that is chosen.");
    String problem = model.problemOf(shown);
    waiting.setText(
        problem.isEmpty() ? shown.label() + " is being computed" : "There is no " + shown.label(),
        problem.isEmpty() ? "Its points appear here when they are ready." : problem);
    again.setVisible(!problem.isEmpty());
    again.setManaged(!problem.isEmpty());
    if (embedding == null) {
      surface.getChildren().setAll(waiting);
    } else if (!surface.getChildren().contains(scatter)) {
      surface.getChildren().setAll(scatter, card);
    }
  }

  private static Tooltip tooltip(String text) {
    Tooltip tooltip = new Tooltip(text);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(420);
    return tooltip;
  }

  private void point(int image) {
    Embedding embedding = scatter.embeddingProperty().get();
    PointLook look = model.lookProperty().get();
    card.setVisible(image >= 0 && embedding != null);
    if (image < 0 || embedding == null) {
      thumbnail.setFile(null);
      return;
    }
    PlaceImage pointed = model.image(image);
    thumbnail.setFile(pointed.file());
    name.setText(Words.withoutEnding(Words.shortName(pointed.name())));
    says.setText(says(look, image) + (embedding.between()[image] ? " (placed between)" : ""));
    card.autosize();
    Point2D at = scatter.positionOf(image);
    double x = at.getX() + AWAY;
    double y = at.getY() + AWAY;
    if (x + card.getWidth() > surface.getWidth()) {
      x = at.getX() - AWAY - card.getWidth();
    }
    if (y + card.getHeight() > surface.getHeight()) {
      y = at.getY() - AWAY - card.getHeight();
    }
    card.relocate(Math.max(0, x), Math.max(0, y));
  }

  private static String says(@Nullable PointLook look, int image) {
    return look == null ? "" : look.texts()[image];
  }
}
