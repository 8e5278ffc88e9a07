package org.vladoscope.ui.evaluate;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.MetricValue;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.run.ConditionMetrics;
import org.vladoscope.ui.chart.ChartFigure;
import org.vladoscope.ui.chart.ChartPane;
import org.vladoscope.ui.control.ConventionSwitch;
import org.vladoscope.ui.evaluate.page.BehindView;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.evaluate.page.TaskBar;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.map.TriageModel;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** Recall of the queries of each condition, as a table and as curves, and the queries behind. */
final class ConditionsView implements Section {

  /** More curves are hard to tell apart; others can be chosen. */
  private static final int DRAWN_AT_FIRST = 5;

  private static final double TABLE_WIDTH = 540;

  private final EvaluateModel evaluate;
  private final ResultsModel model;
  private final TriageModel triage;
  private final BorderPane root = new BorderPane();
  private final StackPane middle = new StackPane();
  private final GridPane table = new GridPane(12, 4);
  private final Label convention = note();
  private final Label remark = note();
  private final ChartPane chart;
  private final BooleanProperty reranked = new SimpleBooleanProperty(true);
  private final ToggleButton before = new ToggleButton("Global search");
  private final ToggleButton after = new ToggleButton("After re-ranking");
  private final HBox choices = new HBox(12);
  private final Set<String> drawn = new HashSet<>();
  private final Node results;
  private @Nullable Measured shown;
  private final EmptyState none =
      new EmptyState(
          Feather.LAYERS,
          "No conditions are known",
          "Sort queries into folders such as night/ and fog/, or put a conditions.csv with the"
              + " columns query and condition beside the folder of queries, and open the map"
              + " again.");
  private final EmptyState nothing;

  ConditionsView(EvaluateModel evaluate, Thumbnails thumbnails, ObservableBooleanValue dark) {
    this.evaluate = evaluate;
    this.model = evaluate.results();
    this.triage = model.triage();
    this.chart = new ChartPane(dark);
    Button begin = new Button("Evaluate", new FontIcon(Feather.PLAY));
    begin.setId("conditions-begin");
    begin.getStyleClass().add("accent");
    begin.setOnAction(event -> triage.evaluate());
    nothing =
        new EmptyState(
            Feather.LAYERS,
            "Not measured yet",
            "Recall by condition is measured with all queries, once it is known which answers are"
                + " right.",
            begin);
    begin.disableProperty().bind(triage.busyProperty());
    results = results(thumbnails);
    root.getStyleClass().add("evaluate-page");
    root.setTop(header());
    root.setCenter(middle);
    chart.chosenProperty().addListener((o, was, now) -> choose(now));
    InvalidationListener refresh = o -> refresh();
    model.measuredProperty().addListener(refresh);
    model.conventionProperty().addListener(refresh);
    reranked.addListener(refresh);
    refresh();
  }

  private static Label note() {
    Label label = new Label();
    label.getStyleClass().add("form-note");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private Node header() {
    before.setId("conditions-global");
    after.setId("conditions-reranked");
    for (ToggleButton button : List.of(before, after)) {
      button.getStyleClass().add("small");
      button.setOnAction(event -> reranked.set(after.isSelected()));
    }
    HBox order = Segments.of(new ToggleGroup(), before, after);
    order.setMinWidth(Region.USE_PREF_SIZE);
    order.setAlignment(Pos.CENTER_LEFT);
    TaskBar progress =
        new TaskBar(
            triage.taskProperty(), triage.busyProperty(), triage::cancel, "conditions-stop");
    Label title = new Label("Recall by condition");
    title.getStyleClass().add("section-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    choices.getChildren().setAll(ConventionSwitch.of(model.conventionProperty()), order);
    choices.managedProperty().bind(choices.visibleProperty());
    HBox header = new HBox(12, title, choices, progress);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("evaluate-header");
    return header;
  }

  private Node results(Thumbnails thumbnails) {
    table.setId("conditions-table");
    VBox left = new VBox(10, table, remark, convention);
    left.getStyleClass().add("evaluate-numbers");
    ScrollPane numbers = new ScrollPane(left);
    numbers.setFitToWidth(true);
    numbers.getStyleClass().add("lab-scroll");
    numbers.setPrefWidth(TABLE_WIDTH);
    numbers.setMinWidth(TABLE_WIDTH);
    chart.setId("conditions-chart");
    HBox.setHgrow(chart, Priority.ALWAYS);
    HBox above = new HBox(16, numbers, chart);
    VBox.setVgrow(above, Priority.ALWAYS);
    BehindView behind =
        new BehindView(
            model.behindProperty(),
            thumbnails,
            "Click a point of a curve, or a number of the table.",
            query -> evaluate.open(query, null));
    return new VBox(8, above, behind);
  }

  private boolean isReranked() {
    return reranked.get() && shown != null && shown.isReranked();
  }

  @SuppressWarnings("ReferenceEquality")
  private void refresh() {
    Measured measured = model.measuredProperty().get();
    boolean isNew = measured != shown;
    shown = measured;
    boolean isMeasured = measured != null && !model.explore().map().conditions().isEmpty();
    choices.setVisible(isMeasured);
    if (model.explore().map().conditions().isEmpty()) {
      middle.getChildren().setAll(none);
      return;
    }
    if (measured == null) {
      middle.getChildren().setAll(nothing);
      return;
    }
    before.setText(measured.firstOrder());
    after.setDisable(!measured.isReranked());
    (isReranked() ? after : before).setSelected(true);
    if (isNew && drawn.isEmpty()) {
      measured.conditions().stream()
          .map(Measured.UnderCondition::metrics)
          .filter(c -> c.isMeasurable(WithoutPositive.LEFT_OUT))
          .limit(DRAWN_AT_FIRST)
          .forEach(c -> drawn.add(c.condition()));
    }
    fill(measured);
    draw();
    middle.getChildren().setAll(results);
  }

  private void fill(Measured measured) {
    WithoutPositive way = model.conventionProperty().get();
    table.getChildren().clear();
    table.addRow(0, head("Condition", HPos.LEFT), head("Queries"), head("With match"));
    int size = model.explore().map().database().size();
    List<Metric> metrics = ConditionMetrics.SHOWN.stream().filter(m -> m.appliesTo(size)).toList();
    for (int m = 0; m < metrics.size(); m++) {
      table.add(head(metrics.get(m).label()), 3 + m, 0);
    }
    int row = 1;
    for (Measured.UnderCondition one : measured.conditions()) {
      ConditionMetrics condition = one.metrics();
      table.add(name(condition, way), 0, row);
      table.add(count(condition.queries()), 1, row);
      table.add(count(condition.withMatch()), 2, row);
      for (int m = 0; m < metrics.size(); m++) {
        table.add(number(condition, metrics.get(m), way), 3 + m, row);
      }
      row++;
    }
    convention.setText(Words.sentence(ConditionMetrics.convention(way)) + ".");
    String note = model.explore().map().conditions().note();
    remark.setText(
        "Conditions by "
            + model.explore().map().conditions().source()
            + "."
            + (note.isEmpty() ? "" : " " + note));
  }

  private Node name(ConditionMetrics condition, WithoutPositive way) {
    CheckBox box = new CheckBox();
    box.setId("conditions-draw-" + condition.condition());
    box.setTooltip(new Tooltip("Draw its curve"));
    box.setAccessibleText("Draw the curve of " + condition.condition());
    box.setSelected(drawn.contains(condition.condition()));
    box.setDisable(!condition.isMeasurable(way));
    box.setOnAction(
        event -> {
          if (box.isSelected()) {
            drawn.add(condition.condition());
          } else {
            drawn.remove(condition.condition());
          }
          draw();
        });
    Hyperlink link = new Hyperlink(condition.condition());
    link.setId("conditions-open-" + condition.condition());
    link.getStyleClass().add("number-link");
    link.setTooltip(new Tooltip("List its queries in Explore"));
    link.setMinWidth(40);
    link.setMaxWidth(130);
    link.setOnAction(
        event -> {
          link.setVisited(false);
          evaluate.explore(condition.condition());
        });
    HBox name = new HBox(4, box, link);
    name.setAlignment(Pos.CENTER_LEFT);
    return name;
  }

  private Node number(ConditionMetrics condition, Metric metric, WithoutPositive way) {
    Optional<MetricValue> value = condition.measure(metric, isReranked(), way);
    if (value.isEmpty()) {
      return right(new Label("\u2013"));
    }
    Estimate estimate = value.get().estimate();
    Hyperlink link = new Hyperlink(metric.text(estimate.value(), 3));
    link.setId("conditions-" + condition.condition() + "-" + metric.id());
    link.getStyleClass().addAll("number-link", "tabular");
    link.setMinWidth(Region.USE_PREF_SIZE);
    link.setTooltip(new Tooltip("Click for the queries behind this number"));
    boolean ofReranked = isReranked();
    link.setOnAction(
        event -> {
          link.setVisited(false);
          model.choose(condition, metric, ofReranked);
        });
    Label interval = new Label(estimate.hasInterval() ? ResultCharts.interval(estimate) : "");
    interval.getStyleClass().addAll("form-note", "tabular");
    interval.setMinWidth(Region.USE_PREF_SIZE);
    VBox cell = new VBox(link, interval);
    cell.setAlignment(Pos.CENTER_RIGHT);
    GridPane.setHalignment(cell, HPos.RIGHT);
    return cell;
  }

  private static Label count(int number) {
    Label label = new Label(Numbers.count(number));
    label.getStyleClass().add("tabular");
    return right(label);
  }

  private static Label right(Label label) {
    GridPane.setHalignment(label, HPos.RIGHT);
    return label;
  }

  private static Label head(String text) {
    return head(text, HPos.RIGHT);
  }

  private static Label head(String text, HPos side) {
    Label label = new Label(text);
    label.getStyleClass().add("form-note");
    label.setMinWidth(Region.USE_PREF_SIZE);
    GridPane.setHalignment(label, side);
    return label;
  }

  private void draw() {
    List<Measured.UnderCondition> all = Objects.requireNonNull(shown).conditions();
    TreeMap<Integer, Measured.UnderCondition> chosen = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      if (drawn.contains(all.get(i).metrics().condition())) {
        chosen.put(i, all.get(i));
      }
    }
    chart
        .figureProperty()
        .set(
            ResultCharts.conditions(
                model.explore().map().name(),
                chosen,
                isReranked(),
                model.conventionProperty().get()));
  }

  private void choose(ChartPane.@Nullable Place place) {
    ChartFigure figure = chart.figureProperty().get();
    if (place != null && figure != null) {
      double n = figure.series().get(place.series()).points().get(place.point()).x();
      model.chooseCondition(figure.series().get(place.series()).name(), isReranked(), (int) n);
    }
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public Optional<Drawable> figure() {
    return Optional.ofNullable(chart.figureProperty().get());
  }
}
