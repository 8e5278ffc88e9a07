package org.vladoscope.ui.evaluate.sweep;

import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.vladoscope.metric.WeightSearch;

/** Chooses the weights of the patch sizes by search, and says how far that can be trusted. */
final class SweepWeights extends VBox {

  private final SweepModel model;
  private final Button tune = new Button("Search weights");
  private final Button useWeights = new Button("Use these weights");
  private final Label weights = new Label();

  SweepWeights(SweepModel model) {
    super(8);
    this.model = model;
    Label title = new Label("Choose weights by search");
    title.getStyleClass().add("section-title");
    tune.setId("sweep-tune");
    tune.setOnAction(event -> model.tune());
    useWeights.setId("sweep-use-weights");
    useWeights.setOnAction(event -> model.useWeights());
    useWeights.managedProperty().bind(useWeights.visibleProperty());
    weights.setId("sweep-weights");
    weights.setWrapText(true);
    weights.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(title, weights, new FlowPane(8, 4, tune, useWeights));
    model.weightsProperty().addListener(o -> refresh());
    model.weightsProblemProperty().addListener(o -> refresh());
    model.tuningProperty().addListener(o -> refresh());
    refresh();
  }

  private void refresh() {
    WeightSearch found = model.weightsProperty().get();
    boolean busy = model.tuningProperty().get();
    tune.setDisable(busy);
    useWeights.setVisible(found != null);
    String reason = model.weightsProblemProperty().get();
    weights.getStyleClass().setAll("label", reason.isEmpty() ? "form-note" : "cost-problem");
    if (busy) {
      weights.setText("Searching\u2026");
    } else if (found == null) {
      weights.setText(
          reason.isEmpty()
              ? "Tries many weights of the patch sizes by the queries of the last evaluation."
              : reason);
    } else {
      weights.setText(
          String.format(
              Locale.ROOT,
              "Weights %s%nRecall@1 in use %.4f, chosen %.4f, on queries held out %.4f%n%s%s",
              found.weights().stream()
                  .map(w -> String.format(Locale.ROOT, "%.2f", w))
                  .collect(Collectors.joining(", ")),
              found.current(),
              found.training(),
              found.heldOut(),
              found.warnings().stream()
                  .map(w -> "\u26a0 " + w + "\n")
                  .collect(Collectors.joining()),
              found.convention()));
    }
  }
}
