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
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.MetricValue;
import org.vladoscope.metric.Metrics;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.ui.evaluate.page.ConventionSwitch;

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
    getChildren().addAll(ConventionSwitch.of(model.conventionProperty()), grid, gain, conventions);
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
    grid.addRow(0, head("Metric"), head("Global"), head("Re-ranked"), head("95 % re-ranked"));
    row = 1;
    int size = model.explore().map().database().size();
    for (Metric metric : Metrics.ALL) {
      Optional<MetricValue> first = metric.measure(before, way);
      Optional<MetricValue> second = metric.measure(after, way);
      if (first.isPresent() && second.isPresent() && metric.appliesTo(size)) {
        add(
            metric.label(),
            number(metric, first.get(), false),
            number(metric, second.get(), true),
            interval(metric, second.get().estimate()));
        notes.add(first.get().convention());
        notes.add(second.get().convention());
      }
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

  private static String text(Metric metric, Estimate estimate) {
    return metric.text(estimate.low(), 2) + "\u2013" + metric.text(estimate.high(), 2);
  }

  private static Label interval(Metric metric, Estimate estimate) {
    Label label = new Label(estimate.hasInterval() ? text(metric, estimate) : "");
    label.getStyleClass().addAll("muted", "tabular");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  /** The value of a metric, as a link if it leads to queries. */
  private Labeled number(Metric metric, MetricValue value, boolean reranked) {
    Estimate estimate = value.estimate();
    String text = metric.text(estimate.value(), 4).replace('-', '\u2212');
    Labeled number;
    String interval = estimate.hasInterval() ? "95 %: " + text(metric, estimate) + "\n" : "";
    if (value.queries().isPresent()) {
      Hyperlink link = new Hyperlink(text);
      link.getStyleClass().add("number-link");
      link.setTooltip(new Tooltip(interval + "Click for the queries behind this number"));
      link.setOnAction(
          event -> {
            link.setVisited(false);
            model.choose(metric, reranked);
          });
      number = link;
    } else {
      number = new Label(text);
    }
    number.setId(metric.id() + (reranked ? "-reranked" : "-global"));
    number.getStyleClass().add("tabular");
    number.setMinWidth(USE_PREF_SIZE);
    return number;
  }

  private static Label head(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("form-note");
    label.setMinWidth(USE_PREF_SIZE);
    GridPane.setHalignment(label, HPos.RIGHT);
    return label;
  }
}
