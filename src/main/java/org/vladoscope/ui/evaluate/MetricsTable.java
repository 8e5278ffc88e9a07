package org.vladoscope.ui.evaluate;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.PrecisionRecall;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.RecallCurve;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.ui.view.Segments;

/** All metrics before and after re-ranking, each with the convention it is counted by. */
final class MetricsTable extends VBox {

  private final ResultsModel model;
  private final GridPane grid = new GridPane(12, 3);
  private final Hyperlink gain = new Hyperlink();
  private final VBox conventions = new VBox(6);
  private int row;

  MetricsTable(ResultsModel model) {
    super(8);
    this.model = model;
    getStyleClass().add("evaluate-numbers");
    ToggleGroup group = new ToggleGroup();
    ToggleButton all = way("All queries", WithoutPositive.COUNTED_AS_MISS);
    all.setTooltip(
        new Tooltip("Queries without a match count as misses, as in the original program"));
    ToggleButton some = way("With a match", WithoutPositive.LEFT_OUT);
    some.setTooltip(new Tooltip("Queries without a match are left out of recall"));
    HBox segments = Segments.of(group, all, some);
    grid.setId("metrics-table");
    gain.setId("metrics-gain");
    gain.getStyleClass().add("number-link");
    gain.setWrapText(true);
    gain.setMinHeight(Region.USE_PREF_SIZE);
    gain.setOnAction(
        event -> {
          gain.setVisited(false);
          model.chooseGain();
        });
    getChildren().addAll(segments, grid, gain, conventions);
  }

  private ToggleButton way(String text, WithoutPositive way) {
    ToggleButton button = new ToggleButton(text);
    button.setId("convention-" + way.name().toLowerCase(Locale.ROOT));
    button.getStyleClass().add("small");
    button.setSelected(model.conventionProperty().get() == way);
    button.setOnAction(event -> model.conventionProperty().set(way));
    model.conventionProperty().addListener((o, before, now) -> button.setSelected(now == way));
    return button;
  }

  void show(@Nullable Measured measured) {
    grid.getChildren().clear();
    conventions.getChildren().clear();
    if (measured == null) {
      return;
    }
    WithoutPositive way = model.conventionProperty().get();
    RankingMetrics before = measured.metrics().global();
    RankingMetrics after = measured.metrics().reranked();
    Set<String> notes = new LinkedHashSet<>();
    grid.addRow(0, head("Recall@"), head("Global"), head("Re-ranked"), head("95 % interval"));
    row = 1;
    int size = model.explore().map().database().size();
    for (RecallCurve.Point point : after.recall(way).points()) {
      int n = point.n();
      if (n == 1 || n <= size) {
        Estimate first = before.recall(way).at(n).recall();
        add(
            String.valueOf(n),
            number(first, "recall-global-" + n, () -> model.chooseRecall(false, n)),
            number(point.recall(), "recall-reranked-" + n, () -> model.chooseRecall(true, n)),
            interval(point.recall()));
      }
    }
    notes.add(after.recall(way).convention());
    add(
        "MRR",
        number(before.reciprocalRank().mean()),
        number(after.reciprocalRank().mean()),
        interval(after.reciprocalRank().mean()));
    notes.add(after.reciprocalRank().convention());
    Optional<PrecisionRecall> curveBefore = before.bestMatch();
    Optional<PrecisionRecall> curveAfter = after.bestMatch();
    if (curveBefore.isPresent() && curveAfter.isPresent()) {
      add(
          "PR area",
          number(Estimate.exactly(curveBefore.get().area())),
          number(Estimate.exactly(curveAfter.get().area())),
          new Label());
      add(
          "R@100P",
          number(Estimate.exactly(curveBefore.get().recallAtFullPrecision())),
          number(Estimate.exactly(curveAfter.get().recallAtFullPrecision())),
          new Label());
      notes.add(curveBefore.get().convention());
      notes.add(curveAfter.get().convention());
    }
    PairedComparison paired = measured.gain();
    gain.setText(
        String.format(
            Locale.ROOT,
            "Re-ranking wins %d and loses %d at rank 1, p = %.3g",
            paired.won().size(),
            paired.lost().size(),
            paired.pValue()));
    gain.setTooltip(new Tooltip(paired.convention()));
    notes.add(paired.convention());
    for (String note : notes) {
      Label label = new Label(note.substring(0, 1).toUpperCase(Locale.ROOT) + note.substring(1));
      label.getStyleClass().add("form-note");
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
      conventions.getChildren().add(label);
    }
  }

  private void add(String name, Node before, Node after, Node interval) {
    Label label = new Label(name);
    label.getStyleClass().addAll("score-head", "tabular");
    label.setMinWidth(USE_PREF_SIZE);
    grid.addRow(row++, label, before, after, interval);
    for (Node node : new Node[] {label, before, after, interval}) {
      GridPane.setHalignment(node, HPos.RIGHT);
      GridPane.setValignment(node, VPos.BASELINE);
    }
  }

  private static Label interval(Estimate estimate) {
    Label label = new Label(estimate.hasInterval() ? ResultCharts.interval(estimate) : "");
    label.getStyleClass().addAll("muted", "tabular");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static Label number(Estimate estimate) {
    Label label = new Label(ResultsModel.score(estimate.value()));
    label.getStyleClass().add("tabular");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private static Hyperlink number(Estimate estimate, String id, Runnable choose) {
    Hyperlink link = new Hyperlink(ResultsModel.score(estimate.value()));
    link.setId(id);
    link.getStyleClass().addAll("number-link", "tabular");
    link.setMinWidth(USE_PREF_SIZE);
    link.setTooltip(
        new Tooltip(
            (estimate.hasInterval() ? "95 %: " + ResultCharts.interval(estimate) + "\n" : "")
                + "Click for the queries behind this number"));
    link.setOnAction(
        event -> {
          link.setVisited(false);
          choose.run();
        });
    return link;
  }

  private static Label head(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("form-note");
    label.setMinWidth(USE_PREF_SIZE);
    GridPane.setHalignment(label, HPos.RIGHT);
    return label;
  }
}
