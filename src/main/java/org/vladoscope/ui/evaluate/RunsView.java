package org.vladoscope.ui.evaluate;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
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
import org.vladoscope.config.ConfigText;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.MetricValue;
import org.vladoscope.metric.Metrics;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.run.EvaluationMetrics;
import org.vladoscope.run.Run;
import org.vladoscope.run.RunComparison;
import org.vladoscope.ui.control.ConventionSwitch;
import org.vladoscope.ui.evaluate.page.Columns;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Words;

/** The runs of the map; those that are selected stand side by side below. */
final class RunsView implements Section {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final EvaluateModel evaluate;
  private final RunsModel model;
  private final BorderPane root = new BorderPane();
  private final TableView<RunsModel.Row> table = new TableView<>();
  private final StackPane below = new StackPane();
  private final Label problem = new Label();
  private final EmptyState hint =
      new EmptyState(
          Feather.COLUMNS,
          "Select two or more runs",
          "They are put side by side: metrics, settings that differ, and the rank of every query.");

  RunsView(EvaluateModel evaluate, BiConsumer<Run, RunsModel.Form> export) {
    this.evaluate = evaluate;
    this.model = evaluate.runs();
    root.getStyleClass().add("evaluate-page");
    root.setTop(header(export));
    table.setId("runs-table");
    table.setPlaceholder(
        new EmptyState(
            Feather.ARCHIVE,
            "No runs yet",
            "Every evaluation is saved with the map: its settings, its numbers and each query's"
                + " rank."));
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table
        .getColumns()
        .add(Columns.text("Date", 150, r -> DATE.format(r.run().date()), r -> r.run().id()));
    table
        .getColumns()
        .add(
            Columns.text(
                "Settings",
                480,
                r -> ConfigText.summary(r.run().config()),
                r ->
                    ConfigText.summary(r.run().config())
                        + "\n"
                        + r.run().software()
                        + ", "
                        + r.run().device()
                        + "\n"
                        + r.run().groundTruth()));
    List<Metric> headlines = Metrics.headlines();
    for (int i = 0; i < headlines.size(); i++) {
      int index = i;
      table
          .getColumns()
          .add(
              Columns.number(
                  headlines.get(i).label(),
                  76,
                  row -> row.headline(index, model.conventionProperty().get()),
                  value -> headlines.get(index).text(value, 4)));
    }
    table
        .getColumns()
        .add(
            Columns.number(
                "Calib. error",
                92,
                RunsModel.Row::calibrationError,
                v -> String.format(Locale.ROOT, "%.3f", v)));
    table
        .getColumns()
        .add(
            Columns.number(
                "ms/query",
                80,
                r -> r.run().queryTime().milliseconds(),
                v -> String.format(Locale.ROOT, "%.1f", v)));
    table
        .getColumns()
        .add(
            Columns.number(
                "Queries",
                72,
                r -> r.run().queries().size(),
                v -> String.format(Locale.ROOT, "%.0f", v)));
    SortedList<RunsModel.Row> sorted = new SortedList<>(model.runs());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<RunsModel.Row>) change -> model.compare(selected()));
    SplitPane split = new SplitPane(table, below);
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(.38);
    split.getStyleClass().add("runs-split");
    root.setCenter(split);
    model.comparedProperty().addListener((o, before, now) -> show(now));
    model
        .conventionProperty()
        .addListener(
            o -> {
              table.refresh();
              table.sort();
              show(model.comparedProperty().get());
            });
    root.sceneProperty()
        .addListener(
            (o, before, now) -> {
              if (now != null) {
                model.load();
              }
            });
    show(model.comparedProperty().get());
  }

  private Node header(BiConsumer<Run, RunsModel.Form> export) {
    Label title = new Label("Runs saved with this map");
    title.getStyleClass().add("section-title");
    problem.textProperty().bind(model.problemProperty());
    problem.getStyleClass().add("cost-problem");
    problem.setMinWidth(0);
    problem.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(problem, Priority.ALWAYS);
    Button use = new Button("Use its settings");
    use.setId("runs-use");
    use.setMinWidth(Region.USE_PREF_SIZE);
    use.setOnAction(event -> first().ifPresent(run -> evaluate.sweep().use(run.config())));
    MenuButton forms = new MenuButton("Export run", new FontIcon(Feather.DOWNLOAD));
    forms.setId("runs-export");
    forms.setMinWidth(Region.USE_PREF_SIZE);
    for (RunsModel.Form form : RunsModel.Form.values()) {
      MenuItem item =
          new MenuItem(
              switch (form) {
                case JSON -> "Everything (JSON)\u2026";
                case CSV -> "Each query's ranks (CSV)\u2026";
                case HTML -> "Report with figures (HTML)\u2026";
              });
      item.setId("runs-export-" + form.ending());
      item.setOnAction(event -> first().ifPresent(run -> export.accept(run, form)));
      forms.getItems().add(item);
    }
    Button delete = new Button("", new FontIcon(Feather.TRASH_2));
    delete.setId("runs-delete");
    delete.getStyleClass().addAll("flat", "button-icon");
    delete.setTooltip(new Tooltip("Delete the selected runs for good"));
    delete.setAccessibleText("Delete the selected runs for good");
    delete.setOnAction(event -> model.delete(selected()));
    var nothing = table.getSelectionModel().selectedItemProperty().isNull();
    for (Node node : List.of(use, forms, delete)) {
      node.disableProperty().bind(nothing);
    }
    HBox header =
        new HBox(
            12,
            title,
            problem,
            ConventionSwitch.of(model.conventionProperty()),
            use,
            forms,
            delete);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("evaluate-header");
    return header;
  }

  private List<Run> selected() {
    return table.getSelectionModel().getSelectedItems().stream()
        .filter(row -> row != null)
        .map(RunsModel.Row::run)
        .toList();
  }

  private Optional<Run> first() {
    return selected().stream().findFirst();
  }

  private void show(RunsModel.@Nullable Compared compared) {
    if (compared == null) {
      below.getChildren().setAll(hint);
      return;
    }
    ScrollPane numbers = new ScrollPane(numbers(compared));
    numbers.setFitToWidth(true);
    numbers.getStyleClass().add("lab-scroll");
    numbers.setMinWidth(320);
    numbers.setPrefWidth(440);
    TableView<RunComparison.Row> queries = queries(compared);
    HBox.setHgrow(queries, Priority.ALWAYS);
    below.getChildren().setAll(new HBox(12, numbers, queries));
  }

  /** A letter for each run: A, B, C and so on. */
  private static String letter(int run) {
    return String.valueOf((char) ('A' + run % 26));
  }

  private Node numbers(RunsModel.Compared compared) {
    GridPane grid = new GridPane(16, 3);
    grid.setId("runs-numbers");
    List<Run> runs = compared.comparison().runs();
    for (int r = 0; r < runs.size(); r++) {
      Label head = new Label(letter(r));
      head.getStyleClass().add("score-head");
      head.setTooltip(new Tooltip(DATE.format(runs.get(r).date())));
      add(grid, head, r + 1, 0);
    }
    int row = 1;
    for (Metric metric : Metrics.ALL) {
      if (runs.stream().anyMatch(run -> metric.appliesTo(run.databaseSize()))) {
        line(grid, row++, metric, compared);
      }
    }
    row = conditions(grid, row, compared);
    for (var setting : compared.comparison().settings().entrySet()) {
      Label name = new Label(setting.getKey());
      name.getStyleClass().add("form-note");
      grid.add(name, 0, row);
      for (int r = 0; r < runs.size(); r++) {
        Label value = new Label(setting.getValue().get(r));
        value.setMaxWidth(140);
        value.setAlignment(Pos.CENTER_RIGHT);
        value.setTooltip(new Tooltip(setting.getValue().get(r)));
        add(grid, value, r + 1, row);
      }
      row++;
    }
    VBox box = new VBox(8, grid);
    for (int r = 1; r < runs.size(); r++) {
      PairedComparison paired = compared.paired().get(r - 1);
      Label text =
          new Label(
              String.format(
                  Locale.ROOT,
                  "%s against A: wins %d, loses %d, p = %.3g",
                  letter(r),
                  paired.won().size(),
                  paired.lost().size(),
                  paired.pValue()));
      text.setWrapText(true);
      Label note = new Label(paired.convention());
      note.getStyleClass().add("form-note");
      note.setWrapText(true);
      note.setMinHeight(Region.USE_PREF_SIZE);
      box.getChildren().addAll(text, note);
    }
    compared.metrics().stream().flatMap(Optional::stream).findFirst().stream()
        .flatMap(this::conventions)
        .distinct()
        .forEach(
            text -> {
              Label note = new Label(text);
              note.getStyleClass().add("form-note");
              note.setWrapText(true);
              note.setMinHeight(Region.USE_PREF_SIZE);
              box.getChildren().add(note);
            });
    box.getStyleClass().add("runs-numbers");
    return box;
  }

  private Stream<String> conventions(EvaluationMetrics metrics) {
    return Metrics.ALL.stream()
        .flatMap(
            metric -> metric.measure(metrics.reranked(), model.conventionProperty().get()).stream())
        .map(MetricValue::convention);
  }

  private void line(GridPane grid, int row, Metric metric, RunsModel.Compared compared) {
    Label label = new Label(Words.sentence(metric.name()));
    label.getStyleClass().add("form-label");
    label.setMinWidth(Region.USE_PREF_SIZE);
    grid.add(label, 0, row);
    for (int r = 0; r < compared.metrics().size(); r++) {
      Optional<EvaluationMetrics> metrics = compared.metrics().get(r);
      double value = RunsModel.value(metrics, metric, model.conventionProperty().get());
      Label number = new Label(Double.isNaN(value) ? "\u2013" : metric.text(value, 4));
      number.getStyleClass().add("tabular");
      number.setMinWidth(Region.USE_PREF_SIZE);
      add(grid, number, r + 1, row);
    }
  }

  /** A line with recall@1 for each condition that a run has. */
  private int conditions(GridPane grid, int first, RunsModel.Compared compared) {
    Set<String> names = new LinkedHashSet<>();
    compared.conditions().forEach(run -> names.addAll(run.keySet()));
    Metric metric = Metrics.RECALL.getFirst();
    int row = first;
    for (String name : names) {
      Label label = new Label(metric.label() + " of " + name);
      label.getStyleClass().add("form-label");
      label.setMinWidth(Region.USE_PREF_SIZE);
      grid.add(label, 0, row);
      for (int r = 0; r < compared.conditions().size(); r++) {
        Label number =
            new Label(
                Optional.ofNullable(compared.conditions().get(r).get(name))
                    .flatMap(c -> c.measure(metric, true, model.conventionProperty().get()))
                    .map(value -> metric.text(value.estimate().value(), 4))
                    .orElse("\u2013"));
        number.getStyleClass().add("tabular");
        number.setMinWidth(Region.USE_PREF_SIZE);
        add(grid, number, r + 1, row);
      }
      row++;
    }
    return row;
  }

  private static void add(GridPane grid, Label label, int column, int row) {
    grid.add(label, column, row);
    GridPane.setHalignment(label, HPos.RIGHT);
  }

  private TableView<RunComparison.Row> queries(RunsModel.Compared compared) {
    TableView<RunComparison.Row> queries = new TableView<>();
    queries.setId("runs-queries");
    queries
        .getColumns()
        .add(Columns.text("Query", 220, RunComparison.Row::query, RunComparison.Row::query));
    int count = compared.comparison().runs().size();
    for (int r = 0; r < count; r++) {
      int run = r;
      queries
          .getColumns()
          .add(Columns.number("Rank " + letter(r), 64, row -> rank(row, run), RunsView::rank));
    }
    for (int r = 1; r < count; r++) {
      int run = r;
      queries
          .getColumns()
          .add(
              Columns.number("A \u2192 " + letter(r), 72, row -> row.rise(0, run), RunsView::rise));
    }
    queries.getItems().setAll(compared.comparison().rows());
    queries.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            open(queries.getSelectionModel().getSelectedItem());
          }
        });
    queries.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            open(queries.getSelectionModel().getSelectedItem());
            event.consume();
          }
        });
    return queries;
  }

  private static double rank(RunComparison.Row row, int run) {
    Run.Query query = row.inRuns().get(run);
    return query == null ? Double.NaN : query.rankAfter();
  }

  private static String rank(double rank) {
    return ResultsModel.rank((int) rank);
  }

  private static String rise(double places) {
    if (Math.abs(places) > 1e6) {
      return places > 0 ? "\u2191 found" : "\u2193 lost";
    }
    return places == 0
        ? "="
        : (places > 0 ? "\u2191 " : "\u2193 ")
            + String.format(Locale.ROOT, "%.0f", Math.abs(places));
  }

  private void open(RunComparison.@Nullable Row row) {
    if (row == null) {
      return;
    }
    for (PlaceImage query : model.explore().map().queries()) {
      if (query.name().equals(row.query())) {
        evaluate.open(query, null);
        return;
      }
    }
    model
        .explore()
        .notifier()
        .info("This query is gone", row.query() + " is not among the map's queries any more.");
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public Optional<Drawable> figure() {
    return Optional.empty();
  }
}
