package org.vladoscope.ui.evaluate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.eval.WeightSearch;
import org.vladoscope.ui.chart.Axis;
import org.vladoscope.ui.chart.ChartFigure;
import org.vladoscope.ui.chart.ChartPane;
import org.vladoscope.ui.chart.ChartPoint;
import org.vladoscope.ui.chart.ChartSeries;
import org.vladoscope.ui.export.Figure;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Words;
import org.vladoscope.workspace.ConfigText;
import org.vladoscope.workspace.SweepGrid;
import org.vladoscope.workspace.SweepPlan;
import org.vladoscope.workspace.SweepProgress;

/** A sweep: what is varied and what it costs on the left, what came out on the right. */
final class SweepView implements Section {

  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
  private static final double FORM_WIDTH = 300;
  private static final double LABEL = 84;

  private final SweepModel model;
  private final BorderPane root = new BorderPane();
  private final PauseTransition typing = new PauseTransition(Duration.millis(350));
  private final Label cost = new Label();
  private final Label invalid = new Label();
  private final Label problem = new Label();
  private final Button start = new Button("Start", new FontIcon(Feather.PLAY));
  private final Button pause = new Button("Pause", new FontIcon(Feather.PAUSE));
  private final Button stop = new Button("Stop", new FontIcon(Feather.SQUARE));
  private final ProgressBar bar = new ProgressBar(0);
  private final Label left = new Label();
  private final TableView<SweepRow> table = new TableView<>();
  private final ChartPane time;
  private final ChartPane memory;
  private final Button use = new Button("Use this configuration");
  private final Button tune = new Button("Search weights");
  private final Button useWeights = new Button("Use these weights");
  private final Label weights = new Label();
  private List<SweepRow> drawn = List.of();
  private boolean choosing;

  SweepView(EvaluateModel evaluate, ObservableBooleanValue dark, SweepExport export) {
    this.model = evaluate.sweep();
    this.time = new ChartPane(dark);
    this.memory = new ChartPane(dark);
    root.getStyleClass().add("evaluate-page");
    root.setLeft(form());
    root.setCenter(results(export));
    typing.setOnFinished(event -> model.plan());
    model.planProperty().addListener(o -> refresh());
    model.busyProperty().addListener(o -> refresh());
    model.pausedProperty().addListener(o -> refresh());
    model.problemProperty().addListener(o -> refresh());
    model.form().problemProperty().addListener(o -> refresh());
    model.progressProperty().addListener((o, before, now) -> show(now));
    model.results().addListener((ListChangeListener<SweepRow>) change -> showResults());
    model.weightsProperty().addListener(o -> refreshWeights());
    model.weightsProblemProperty().addListener(o -> refreshWeights());
    model.tuningProperty().addListener(o -> refreshWeights());
    model.explore().configProperty().addListener(o -> typing.playFromStart());
    model.plan();
    refresh();
    refreshWeights();
    showResults();
  }

  // --- what is varied ---

  private Node form() {
    VBox fields = new VBox(4);
    Label title = new Label("Vary");
    title.getStyleClass().add("section-title");
    Label note = new Label("Alternatives with slashes between. What is empty stays as it is.");
    note.getStyleClass().add("form-note");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    fields.getChildren().addAll(title, note);
    Map<SweepForm.Field, TextField> inputs = new EnumMap<>(SweepForm.Field.class);
    for (SweepForm.Field field : SweepForm.Field.values()) {
      TextField input = new TextField();
      inputs.put(field, input);
      fields.getChildren().add(row(field, input));
    }
    Runnable prompts =
        () ->
            inputs.forEach(
                (field, input) ->
                    input.setPromptText(
                        SweepForm.inUse(field, model.explore().configProperty().get())));
    model.explore().configProperty().addListener(o -> prompts.run());
    prompts.run();
    VBox content = new VBox(12, fields, plan(), weights());
    content.getStyleClass().add("sweep-form");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("lab-scroll");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinWidth(FORM_WIDTH);
    scroll.setPrefWidth(FORM_WIDTH);
    return scroll;
  }

  private Node row(SweepForm.Field field, TextField input) {
    Label label = new Label(field.label());
    label.getStyleClass().add("form-label");
    label.setMinWidth(LABEL);
    label.setPrefWidth(LABEL);
    label.setTooltip(new Tooltip(field.help()));
    label.setLabelFor(input);
    input.setId("sweep-" + field.name().toLowerCase(Locale.ROOT));
    input.getStyleClass().add("small");
    input.setTooltip(new Tooltip(field.help()));
    input.setAccessibleText(field.label() + ". " + field.help());
    input.textProperty().bindBidirectional(model.form().text(field));
    input.textProperty().addListener(o -> typing.playFromStart());
    input.disableProperty().bind(model.busyProperty());
    input.setMinWidth(0);
    HBox.setHgrow(input, Priority.ALWAYS);
    HBox row = new HBox(8, label, input);
    row.setAlignment(Pos.CENTER_LEFT);
    Label error = new Label();
    error.getStyleClass().add("cost-problem");
    error.setWrapText(true);
    error.setMinHeight(Region.USE_PREF_SIZE);
    error.textProperty().bind(model.form().error(field));
    error.visibleProperty().bind(error.textProperty().isNotEmpty());
    error.managedProperty().bind(error.visibleProperty());
    model
        .form()
        .error(field)
        .addListener((o, was, now) -> input.pseudoClassStateChanged(DANGER, !now.isEmpty()));
    return new VBox(2, row, error);
  }

  private Node plan() {
    cost.setId("sweep-cost");
    start.setId("sweep-start");
    pause.setId("sweep-pause");
    stop.setId("sweep-stop");
    start.getStyleClass().add("accent");
    start.setOnAction(event -> model.start());
    pause.setOnAction(event -> model.togglePause());
    stop.setOnAction(event -> model.stop());
    for (Label label : List.of(cost, invalid, problem, left)) {
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
      label.managedProperty().bind(label.visibleProperty());
      label.visibleProperty().bind(label.textProperty().isNotEmpty());
    }
    invalid.getStyleClass().add("form-note");
    problem.getStyleClass().add("cost-problem");
    left.getStyleClass().addAll("form-note", "tabular");
    left.setId("sweep-left");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setMaxHeight(8);
    bar.setAccessibleText("How far the sweep is");
    bar.visibleProperty().bind(model.busyProperty());
    bar.managedProperty().bind(bar.visibleProperty());
    for (Button button : List.of(start, pause, stop)) {
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.managedProperty().bind(button.visibleProperty());
    }
    HBox buttons = new HBox(8, start, pause, stop);
    VBox box = new VBox(8, cost, invalid, problem, buttons, bar, left);
    box.getStyleClass().add("cost-view");
    return box;
  }

  private Node weights() {
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
    FlowPane buttons = new FlowPane(8, 4, tune, useWeights);
    return new VBox(8, title, weights, buttons);
  }

  private void refresh() {
    SweepPlan plan = model.planProperty().get();
    boolean busy = model.busyProperty().get();
    cost.setText(
        plan == null
            ? (problemText().isEmpty() ? "Finding out what it costs\u2026" : "")
            : of(plan));
    invalid.setText(
        plan == null
            ? ""
            : plan.invalid().stream()
                .limit(4)
                .map((SweepGrid.Invalid i) -> "Left out: " + i.settings() + ". " + i.reason())
                .collect(Collectors.joining("\n")));
    problem.setText(problemText());
    start.setVisible(!busy);
    start.setDisable(plan == null || plan.cells().isEmpty());
    start.setText(plan != null && plan.finished() > 0 ? "Go on" : "Start");
    pause.setVisible(busy);
    stop.setVisible(busy);
    boolean paused = model.pausedProperty().get();
    pause.setText(paused ? "Go on" : "Pause");
    pause.setGraphic(new FontIcon(paused ? Feather.PLAY : Feather.PAUSE));
    if (!busy) {
      left.setText("");
    }
  }

  private String problemText() {
    String ofForm = model.form().problemProperty().get();
    return ofForm.isEmpty() ? model.problemProperty().get() : ofForm;
  }

  private static String of(SweepPlan plan) {
    int cells = plan.cells().size();
    if (cells == 0) {
      return plan.finished() == 0
          ? "There is nothing to evaluate."
          : "All "
              + Words.count(plan.finished(), "configuration", "configurations")
              + " of this grid are evaluated.";
    }
    return Words.count(cells, "configuration", "configurations")
        + " to evaluate"
        + (plan.finished() == 0 ? "" : ", " + plan.finished() + " already are")
        + ". About "
        + duration(plan.seconds())
        + (plan.measured() ? "." : ", by usual times.");
  }

  static String duration(double seconds) {
    if (seconds < 1) {
      return "a second";
    }
    if (seconds < 90) {
      return Math.round(seconds) + "\u00a0s";
    }
    return seconds < 5400
        ? Math.round(seconds / 60) + "\u00a0min"
        : String.format(Locale.ROOT, "%.1f\u00a0h", seconds / 3600);
  }

  private void show(@Nullable SweepProgress now) {
    if (now != null) {
      bar.setProgress(now.fraction());
      left.setText(
          (now.paused() || model.pausedProperty().get()
                  ? "Paused, "
                  : duration(now.secondsLeft()) + " left, ")
              + now.done()
              + " of "
              + now.total()
              + " done\n"
              + now.message());
    }
  }

  private void refreshWeights() {
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

  // --- what came out ---

  private Node results(SweepExport export) {
    table.setId("sweep-table");
    table.setPlaceholder(
        new EmptyState(
            Feather.SLIDERS,
            "No results yet",
            "Type what to vary, look at the cost, press Start. Results appear as they come and are"
                + " kept with the map."));
    table
        .getColumns()
        .addAll(
            List.of(
                Columns.text("Settings", 260, SweepRow::settings, SweepView::tooltip),
                number("R@1 global", 84, SweepRow::global, "%.4f"),
                number("R@1", 72, SweepRow::recall, "%.4f"),
                number("R@5", 72, SweepRow::recall5, "%.4f"),
                number("ms/query", 80, SweepRow::milliseconds, "%.1f"),
                number("MB/image", 80, SweepRow::megabytes, "%.2f"),
                Columns.text("", 32, SweepView::mark, SweepView::tooltip)));
    SortedList<SweepRow> sorted = new SortedList<>(model.results());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setMinHeight(140);
    table.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> choose(now));
    table.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            use.fire();
            event.consume();
          }
        });
    time.setId("sweep-time");
    memory.setId("sweep-memory");
    for (ChartPane chart : List.of(time, memory)) {
      HBox.setHgrow(chart, Priority.ALWAYS);
      chart.setMinWidth(160);
      chart.setPrefSize(300, 250);
      chart.chosenProperty().addListener((o, before, now) -> selectOf(now));
    }
    use.setId("sweep-use");
    use.setOnAction(event -> selected().ifPresent(row -> model.use(row.config())));
    use.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
    Button csv = new Button("Export CSV\u2026", new FontIcon(Feather.DOWNLOAD));
    csv.setId("sweep-csv");
    csv.setOnAction(event -> export.export(model));
    Label legend = new Label("\u2605 no other is better in recall, time and memory");
    legend.getStyleClass().add("form-note");
    legend.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox actions = new HBox(8, use, legend, gap, csv);
    actions.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox box = new VBox(8, new HBox(8, time, memory), table, actions);
    box.getStyleClass().add("sweep-results");
    return box;
  }

  private Optional<SweepRow> selected() {
    return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
  }

  private static String mark(SweepRow row) {
    return row.onFront() ? "\u2605" : row.result().isSuccess() ? "" : "\u2717";
  }

  private static String tooltip(SweepRow row) {
    return row.result().isSuccess()
        ? ConfigText.summary(row.config())
        : String.valueOf(row.result().failure());
  }

  private static TableColumn<SweepRow, Number> number(
      String title, double width, ToDoubleFunction<SweepRow> value, String format) {
    return Columns.number(
        title, width, value, number -> String.format(Locale.ROOT, format, number));
  }

  private void showResults() {
    SweepRow before = table.getSelectionModel().getSelectedItem();
    drawn = model.results().stream().filter(row -> !Double.isNaN(row.recall())).toList();
    String map = model.explore().map().name();
    time.figureProperty()
        .set(paretoOf("Recall and time on " + map, "ms per query", SweepRow::milliseconds));
    memory
        .figureProperty()
        .set(paretoOf("Recall and memory on " + map, "MB per image", SweepRow::megabytes));
    if (before != null) {
      model.results().stream()
          .filter(row -> row.config().equals(before.config()))
          .findFirst()
          .ifPresent(table.getSelectionModel()::select);
    }
  }

  /** Series 0 are the beaten ones, series 1 the front. */
  private @Nullable ChartFigure paretoOf(
      String title, String label, ToDoubleFunction<SweepRow> cost) {
    if (drawn.isEmpty()) {
      return null;
    }
    double least = drawn.stream().mapToDouble(cost).min().orElse(0);
    double most = drawn.stream().mapToDouble(cost).max().orElse(1);
    double recall = drawn.stream().mapToDouble(SweepRow::recall).min().orElse(0);
    return new ChartFigure(
        title,
        Axis.around(label, least, most),
        Axis.sharesFrom("Recall@1", recall),
        List.of(
            ChartSeries.dots("beaten", ChartSeries.Mark.CROSS, 4, points(rows(false), label, cost)),
            ChartSeries.dots("best", ChartSeries.Mark.DISC, 0, points(rows(true), label, cost))));
  }

  private List<SweepRow> rows(boolean onFront) {
    return drawn.stream().filter(row -> row.onFront() == onFront).toList();
  }

  private static List<ChartPoint> points(
      List<SweepRow> rows, String label, ToDoubleFunction<SweepRow> cost) {
    List<ChartPoint> points = new ArrayList<>();
    for (SweepRow row : rows) {
      points.add(
          ChartPoint.of(
              cost.applyAsDouble(row),
              row.recall(),
              String.format(Locale.ROOT, "Recall@1 %.4f\n", row.recall())
                  + Numbers.precise(cost.applyAsDouble(row))
                  + " "
                  + label
                  + "\n"
                  + row.settings()));
    }
    return points;
  }

  private void selectOf(ChartPane.@Nullable Place place) {
    if (place != null && !choosing) {
      List<SweepRow> rows = rows(place.series() == 1);
      if (place.point() < rows.size()) {
        table.getSelectionModel().select(rows.get(place.point()));
        table.scrollTo(rows.get(place.point()));
      }
    }
  }

  private void choose(@Nullable SweepRow row) {
    if (row == null || choosing) {
      return;
    }
    choosing = true;
    int point = rows(row.onFront()).indexOf(row);
    for (ChartPane chart : List.of(time, memory)) {
      chart
          .chosenProperty()
          .set(point < 0 ? null : new ChartPane.Place(row.onFront() ? 1 : 0, point));
    }
    choosing = false;
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public Optional<Figure> figure() {
    return Optional.ofNullable(
        memory.isFocused() ? memory.figureProperty().get() : time.figureProperty().get());
  }
}
