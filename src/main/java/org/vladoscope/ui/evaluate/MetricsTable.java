package org.vladoscope.ui.evaluate;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
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
import org.vladoscope.ui.control.ConventionSwitch;
import org.vladoscope.ui.theme.InfoMark;

/**
 * All metrics before and, if there was any, after re-ranking, each with the convention it is
 * counted by.
 */
final class MetricsTable extends VBox {

  private static final String NOT_RERANKED =
      "Not re-ranked: patches were not compared, so there is one order only";

  private final ResultsModel model;
  private final GridPane grid = new GridPane(12, 3);
  private final Hyperlink gain = new Hyperlink();
  private final Label oneOrder = new Label(NOT_RERANKED);
  private final InfoMark conventions = new InfoMark("how the metrics are counted");
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
    oneOrder.getStyleClass().add("form-note");
    oneOrder.setWrapText(true);
    oneOrder.setMinHeight(Region.USE_PREF_SIZE);
    oneOrder.managedProperty().bind(oneOrder.visibleProperty());
    conventions.setId("metrics-conventions");
    Label counted = new Label("How these are counted");
    counted.getStyleClass().add("form-note");
    counted.visibleProperty().bind(conventions.visibleProperty());
    HBox about = new HBox(2, counted, conventions);
    about.setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(ConventionSwitch.of(model.conventionProperty()), grid, gain, oneOrder, about);
  }

  void show(@Nullable Measured measured) {
    grid.getChildren().clear();
    conventions.explain("");
    oneOrder.setVisible(false);
    if (measured == null) {
      return;
    }
    WithoutPositive way = model.conventionProperty().get();
    RankingMetrics before = measured.metrics().global();
    RankingMetrics after = measured.metrics().reranked();
    Set<String> notes = new LinkedHashSet<>();
    boolean reranked = measured.isReranked();
    String first = measured.config().retrieval().hasDistances() ? "Global" : "As given";
    if (reranked) {
      grid.addRow(0, head("Metric"), head(first), head("Re-ranked"), head("95 % re-ranked"));
    } else {
      grid.addRow(0, head("Metric"), head(first), head("95 % " + first.toLowerCase(Locale.ROOT)));
    }
    row = 1;
    int size = model.explore().map().database().size();
    for (Metric metric : Metrics.ALL) {
      Optional<MetricValue> ofBefore = metric.measure(before, way);
      Optional<MetricValue> ofAfter = metric.measure(after, way);
      if (ofAfter.isPresent() && metric.appliesTo(size)) {
        if (reranked) {
          add(
              metric.label(),
              ofBefore
                  .<Labeled>map(v -> number(metric, v, false))
                  .orElseGet(() -> new Label("\u2013")),
              number(metric, ofAfter.get(), true),
              interval(metric, ofAfter.get().estimate()));
        } else {
          add(
              metric.label(),
              number(metric, ofAfter.get(), false),
              interval(metric, ofAfter.get().estimate()));
        }
        ofBefore.map(MetricValue::convention).ifPresent(notes::add);
        notes.add(ofAfter.get().convention());
      }
    }
    if (reranked) {
      showGain(measured, notes);
    }
    gain.setVisible(reranked);
    gain.setManaged(reranked);
    oneOrder.setVisible(!reranked);
    conventions.explain(
        notes.stream()
            .map(note -> note.substring(0, 1).toUpperCase(Locale.ROOT) + note.substring(1))
            .collect(Collectors.joining("\n\n")));
  }

  private void showGain(Measured measured, Set<String> notes) {
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
  }

  private void add(String name, Node... values) {
    Label label = new Label(name);
    label.getStyleClass().addAll("score-head", "tabular");
    label.setMinWidth(USE_PREF_SIZE);
    grid.add(label, 0, row);
    for (int i = 0; i < values.length; i++) {
      grid.add(values[i], i + 1, row);
    }
    row++;
    for (Node node : Stream.concat(Stream.of(label), Stream.of(values)).toList()) {
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
    String interval =
        estimate.hasInterval()
            ? "95 % interval of this number: " + text(metric, estimate) + "\n"
            : "";
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
