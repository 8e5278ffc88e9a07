package org.vladoscope.ui.lab.plane;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.vladoscope.teach.steps.Plane.Handle;
import org.vladoscope.teach.steps.Plane.Kind;
import org.vladoscope.teach.steps.PlaneAnalysis;
import org.vladoscope.teach.steps.Pooled;
import org.vladoscope.teach.steps.Pooling;
import org.vladoscope.teach.steps.Switches;

/** The same points and centroids through several aggregators, side by side. */
public final class AggregatorsView extends BorderPane {

  private static final double RIGHT_SHARE = 0.58;
  private static final double RIGHT_WIDTH = 760;

  private static final Handle NO_CELL = new Handle(Kind.FIRST, -1);

  private static final String HINT =
      "Drag points and centroids: all four follow. In networks SALAD learns its scores and shortens"
          + " its cells; here both come from the plane, and the class token is left out.";

  private final PlaneModel model;
  private final Map<Pooling, AggregatorCard> cards = new EnumMap<>(Pooling.class);
  private final Slider alpha = new Slider();
  private final Label alphaText = new Label();

  /** The page of a plane. */
  public AggregatorsView(PlaneModel model) {
    this.model = model;
    getStyleClass().add("lab-page");
    PlaneCanvas canvas = new PlaneCanvas(model);
    Label hint = new Label(HINT);
    hint.getStyleClass().add("readout");
    hint.setWrapText(true);
    hint.setMinHeight(USE_PREF_SIZE);
    Label message = new Label();
    message.getStyleClass().add("readout");
    message.setWrapText(true);
    message.setMinHeight(20);
    message.textProperty().bind(model.messageProperty());
    VBox left = new VBox(8, new PlaneTools(model, canvas), sharpness(), canvas, hint, message);
    VBox.setVgrow(canvas, Priority.ALWAYS);
    left.setMinWidth(0);
    setCenter(left);
    ScrollPane right = new ScrollPane(grid());
    right.getStyleClass().add("lab-results");
    right.setFitToWidth(true);
    right.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    right
        .prefWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> Math.min(RIGHT_WIDTH, getWidth() * RIGHT_SHARE), widthProperty()));
    right.setMinWidth(0);
    setRight(right);
    model.analysisProperty().addListener((o, before, now) -> show());
    model.chosenProperty().addListener((o, before, now) -> show());
    model.switchesProperty().addListener((o, before, now) -> showSharpness(now));
    showSharpness(model.switchesProperty().get());
    show();
  }

  private HBox sharpness() {
    alpha.setMin(Math.log(PlaneModel.MIN_ALPHA));
    alpha.setMax(Math.log(PlaneModel.MAX_ALPHA));
    alpha.setAccessibleText("Sharpness alpha of soft assignment");
    alpha.setId("aggregators-alpha");
    alpha
        .valueProperty()
        .addListener(
            (o, before, now) -> {
              Switches known = model.switchesProperty().get();
              double value = Math.exp(now.doubleValue());
              if (Math.abs(value - known.alpha()) > 1e-9 * value) {
                model.switchesProperty().set(known.withAlpha(value));
              }
            });
    HBox.setHgrow(alpha, Priority.ALWAYS);
    alphaText.getStyleClass().add("tabular");
    alphaText.setMinWidth(72);
    Label name = new Label("Sharpness");
    name.getStyleClass().add("form-label");
    name.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(8, name, alpha, alphaText);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void showSharpness(Switches now) {
    alpha.setValue(Math.log(now.alpha()));
    alphaText.setText(
        String.format(
            Locale.ROOT, now.alpha() < 10 ? "\u03b1 = %.1f" : "\u03b1 = %.0f", now.alpha()));
  }

  private GridPane grid() {
    GridPane grid = new GridPane(12, 12);
    grid.getStyleClass().add("aggregator-grid");
    for (int column = 0; column < 2; column++) {
      ColumnConstraints half = new ColumnConstraints();
      half.setPercentWidth(50);
      grid.getColumnConstraints().add(half);
    }
    for (Pooling pooling : Pooling.values()) {
      AggregatorCard card = new AggregatorCard(pooling);
      grid.add(card, cards.size() % 2, cards.size() / 2);
      cards.put(pooling, card);
    }
    return grid;
  }

  private void show() {
    PlaneAnalysis now = model.analysisProperty().get();
    if (now == null) {
      return;
    }
    Handle chosen = model.chosenProperty().get();
    for (Pooled pooled : now.pooled()) {
      AggregatorCard card = cards.get(pooled.pooling());
      if (card != null) {
        card.show(pooled, chosen == null ? NO_CELL : chosen);
      }
    }
  }
}
