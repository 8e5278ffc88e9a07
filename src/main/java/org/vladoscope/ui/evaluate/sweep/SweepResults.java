package org.vladoscope.ui.evaluate.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.config.ConfigText;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.Metrics;
import org.vladoscope.run.MachineLoad;
import org.vladoscope.ui.chart.Axis;
import org.vladoscope.ui.chart.ChartFigure;
import org.vladoscope.ui.chart.ChartPane;
import org.vladoscope.ui.chart.ChartPoint;
import org.vladoscope.ui.chart.ChartSeries;
import org.vladoscope.ui.control.ConventionSwitch;
import org.vladoscope.ui.evaluate.page.Columns;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Numbers;

/** What came out of a sweep: a table, and what recall costs in time and memory. */
final class SweepResults extends VBox {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final SweepModel model;
  private final TableView<SweepRow> table = new TableView<>();
  private final ChartPane time;
  private final ChartPane memory;
  private final Label same = new Label();
  private final Button use = new Button("Use this configuration");
  private List<SweepRow> drawn = List.of();
  private boolean choosing;

  /** The settings that have columns, before those of the numbers. */
  private List<String> varied = List.of();

  SweepResults(SweepModel model, ObservableBooleanValue dark, SweepExport export) {
    super(8);
    this.model = model;
    this.time = new ChartPane(dark);
    this.memory = new ChartPane(dark);
    table.setId("sweep-table");
    table.setPlaceholder(
        new EmptyState(
            Feather.SLIDERS,
            "No results yet",
            "Type what to vary, look at the cost, press Start. Results appear as they come and are"
                + " saved with the map."));
    same.setId("sweep-same");
    same.getStyleClass().add("form-note");
    same.setWrapText(true);
    same.setMinHeight(Region.USE_PREF_SIZE);
    same.visibleProperty().bind(same.textProperty().isNotEmpty());
    same.managedProperty().bind(same.visibleProperty());
    table
        .getColumns()
        .add(
            Columns.number(
                "R@1 global",
                96,
                row -> measured(row).global(),
                value -> Metrics.RECALL.getFirst().text(value, 4)));
    List<Metric> headlines = Metrics.headlines();
    for (int i = 0; i < headlines.size(); i++) {
      int index = i;
      table
          .getColumns()
          .add(
              Columns.number(
                  headlines.get(i).label(),
                  60,
                  row -> measured(row).headlines().get(index),
                  value -> headlines.get(index).text(value, 4)));
    }
    table
        .getColumns()
        .addAll(
            List.of(
                number("ms/query", 80, SweepRow::milliseconds, "%.1f"),
                number("MB/image", 80, SweepRow::megabytes, "%.2f"),
                Columns.text("", 40, SweepResults::mark, SweepResults::tooltip)));
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
    use.setMinWidth(Region.USE_PREF_SIZE);
    use.setOnAction(event -> selected().ifPresent(row -> model.use(row.config())));
    use.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
    Button csv = new Button("Export CSV\u2026", new FontIcon(Feather.DOWNLOAD));
    csv.setId("sweep-csv");
    csv.setMinWidth(Region.USE_PREF_SIZE);
    csv.setOnAction(event -> export.export(model));
    Label legend =
        new Label(
            "\u2605 Pareto-optimal in recall, time and memory   ~ time taken under load, no"
                + " reason for \u2605");
    legend.getStyleClass().add("form-note");
    legend.setMinWidth(0);
    legend.setTooltip(new Tooltip(legend.getText()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox actions =
        new HBox(8, use, legend, gap, ConventionSwitch.of(model.truth().conventionProperty()), csv);
    actions.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(new HBox(8, time, memory), same, table, actions);
    getStyleClass().add("sweep-results");
    model.results().addListener((ListChangeListener<SweepRow>) change -> show());
    model
        .truth()
        .conventionProperty()
        .addListener(
            o -> {
              table.refresh();
              table.sort();
              show();
            });
    show();
  }

  /** The figure that is looked at: of memory if that has the focus, else of time. */
  Optional<Drawable> figure() {
    return Optional.ofNullable(
        memory.isFocused() ? memory.figureProperty().get() : time.figureProperty().get());
  }

  private SweepRow.Measured measured(SweepRow row) {
    return row.measured(model.truth().conventionProperty().get());
  }

  private double recall(SweepRow row) {
    return measured(row).recall();
  }

  private Optional<SweepRow> selected() {
    return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
  }

  private static String mark(SweepRow row) {
    String load = row.result().load().isBusy() ? "~" : "";
    return row.onFront() ? "\u2605" + load : row.result().isSuccess() ? load : "\u2717";
  }

  private static String tooltip(SweepRow row) {
    return row.result().isSuccess()
        ? ConfigText.summary(row.config()) + load(row)
        : String.valueOf(row.result().failure());
  }

  /** What is to be said of the machine meanwhile; empty if it was idle. */
  private static String load(SweepRow row) {
    MachineLoad load = row.result().load();
    if (!load.isKnown()) {
      return "\nIt is unknown what other programs did meanwhile";
    }
    return load.isBusy()
        ? String.format(
            Locale.ROOT,
            "\nOther programs used %.0f %% of the machine meanwhile: the time says little",
            100 * load.others())
        : "";
  }

  private static TableColumn<SweepRow, Number> number(
      String title, double width, ToDoubleFunction<SweepRow> value, String format) {
    return Columns.number(
        title, width, value, number -> String.format(Locale.ROOT, format, number));
  }

  /** A column for each setting that varies; what is the same in all stands once above. */
  private void showSettings() {
    List<SweepRow> rows = model.results();
    List<String> now = rows.isEmpty() ? List.of() : List.copyOf(rows.getFirst().varied().keySet());
    if (!now.equals(varied)) {
      table.getColumns().remove(0, varied.size());
      table.getColumns().addAll(0, now.stream().map(SweepResults::setting).toList());
      varied = now;
    }
    for (int i = 0; i < varied.size(); i++) {
      table.getColumns().get(i).setMinWidth(width(varied.get(i), rows));
    }
    List<List<String>> parts =
        rows.stream()
            .map(row -> List.of(ConfigText.summary(row.config()).split(" \u00b7 ")))
            .toList();
    same.setText(
        parts.isEmpty()
            ? ""
            : parts.getFirst().stream()
                .filter(part -> parts.stream().allMatch(other -> other.contains(part)))
                .collect(Collectors.joining(" \u00b7 ")));
  }

  /** Wide enough for all values: where they differ may be at their ends. */
  private static double width(String name, List<SweepRow> rows) {
    int letters =
        rows.stream().mapToInt(r -> r.varied().getOrDefault(name, "").length()).max().orElse(0);
    return Math.clamp(24 + 7.0 * Math.max(letters, name.length()), 56, 220);
  }

  private static TableColumn<SweepRow, String> setting(String name) {
    TableColumn<SweepRow, String> column =
        Columns.text(name, 88, row -> row.varied().getOrDefault(name, ""), SweepResults::tooltip);
    column.setComparator(
        Comparator.comparingDouble((String value) -> leading(value))
            .thenComparing(Comparator.naturalOrder()));
    return column;
  }

  /** The number that a setting begins with, so that 10 comes after 9; words come last. */
  private static double leading(String value) {
    Matcher matcher = NUMBER.matcher(value);
    return matcher.lookingAt() ? Double.parseDouble(matcher.group()) : Double.MAX_VALUE;
  }

  private void show() {
    showSettings();
    SweepRow before = table.getSelectionModel().getSelectedItem();
    drawn = model.results().stream().filter(row -> !Double.isNaN(recall(row))).toList();
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
    double recall = drawn.stream().mapToDouble(this::recall).min().orElse(0);
    return new ChartFigure(
        title,
        Axis.around(label, least, most),
        Axis.sharesFrom("Recall@1", recall),
        List.of(
            ChartSeries.dots(
                "not Pareto-optimal", ChartSeries.Mark.CROSS, 4, points(rows(false), label, cost)),
            ChartSeries.dots("best", ChartSeries.Mark.DISC, 0, points(rows(true), label, cost))));
  }

  private List<SweepRow> rows(boolean onFront) {
    return drawn.stream().filter(row -> row.onFront() == onFront).toList();
  }

  private List<ChartPoint> points(
      List<SweepRow> rows, String label, ToDoubleFunction<SweepRow> cost) {
    List<ChartPoint> points = new ArrayList<>();
    for (SweepRow row : rows) {
      points.add(
          ChartPoint.of(
              cost.applyAsDouble(row),
              recall(row),
              String.format(Locale.ROOT, "Recall@1 %.4f\n", recall(row))
                  + Numbers.precise(cost.applyAsDouble(row))
                  + " "
                  + label
                  + "\n"
                  + row.settings()
                  + load(row)));
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
}
