package org.vladoscope.ui.evaluate;

import static org.vladoscope.ui.evaluate.ResultsModel.State.NOTHING;

import java.util.Objects;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.vladoscope.config.ConfigText;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.ui.chart.ChartFigure;
import org.vladoscope.ui.chart.ChartPane;
import org.vladoscope.ui.evaluate.page.BehindView;
import org.vladoscope.ui.evaluate.page.Section;
import org.vladoscope.ui.evaluate.page.TaskBar;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.map.TriageModel;
import org.vladoscope.ui.view.EmptyState;
import org.vladoscope.ui.view.Segments;
import org.vladoscope.ui.view.Thumbnails;
import org.vladoscope.ui.view.Words;

/** How good the settings in use are: recall as a table and as a curve, and the queries behind. */
final class ResultsView implements Section {

  private static final double TABLE_WIDTH = 336;

  private final EvaluateModel evaluate;
  private final ResultsModel model;
  private final TriageModel triage;
  private final BorderPane root = new BorderPane();
  private final StackPane middle = new StackPane();
  private final Button run = new Button("Evaluate", new FontIcon(Feather.PLAY));
  private final Label settings = new Label();
  private final Label stale = new Label("From other settings than those in use.");
  private final ChartPane chart;
  private final MetricsTable table;
  private final ToggleButton curve = new ToggleButton("Precision\u2013recall");
  private final ToggleButton recall = new ToggleButton("Recall@N");
  private @Nullable Measured drawn;
  private boolean drawnPrecision;
  private @Nullable WithoutPositive drawnWay;
  private final BooleanProperty precision = new SimpleBooleanProperty();
  private final Label noCurve =
      new Label(
          "No precision\u2013recall curve: only the order of the given ranking is known, not how"
              + " similar its images are.");
  private final Node results;
  private final EmptyState nothing;
  private final EmptyState first =
      new EmptyState(
          Feather.ACTIVITY, "Ranking all queries", "You can go on working in Explore meanwhile.");
  private final EmptyState noTruth =
      new EmptyState(
          Feather.HELP_CIRCLE,
          "This map has no ground truth",
          "The queries are ranked, but this map says nothing about which images show the same"
              + " place. Put a ground_truth.csv or poses.csv into its folder, or say \u201csame"
              + " place\u201d of pairs in Explore: verdicts count here.");

  ResultsView(EvaluateModel evaluate, Thumbnails thumbnails, ObservableBooleanValue dark) {
    this.evaluate = evaluate;
    this.model = evaluate.results();
    this.triage = model.triage();
    this.chart = new ChartPane(dark);
    this.table = new MetricsTable(model);
    PlaceMap map = model.explore().map();
    Button begin = new Button("Evaluate", new FontIcon(Feather.PLAY));
    begin.setId("results-begin");
    begin.getStyleClass().add("accent");
    begin.setOnAction(event -> triage.evaluate());
    nothing =
        new EmptyState(
            Feather.BAR_CHART_2,
            "Not evaluated yet",
            "Ranks "
                + Words.count(map.queries().size(), "query", "queries")
                + " among "
                + Words.count(map.database().size(), "image", "images")
                + " with the settings in use, and measures how many answers are right.",
            begin);
    results = results(thumbnails);
    root.getStyleClass().add("evaluate-page");
    root.setTop(header());
    root.setCenter(middle);
    chart.chosenProperty().addListener((o, before, now) -> choose(now));
    InvalidationListener refresh = o -> refresh();
    model.stateProperty().addListener(refresh);
    model.measuredProperty().addListener(refresh);
    precision.addListener(refresh);
    triage.staleProperty().addListener(refresh);
    triage.busyProperty().addListener(refresh);
    triage.knownProperty().addListener(refresh);
    triage.problemProperty().addListener(refresh);
    model.conventionProperty().addListener(refresh);
    model.explore().configProperty().addListener(refresh);
    refresh();
  }

  private Node header() {
    run.setId("results-run");
    run.setMinWidth(Region.USE_PREF_SIZE);
    run.setOnAction(event -> triage.evaluate());
    run.setTooltip(new Tooltip("Rank all queries with the settings in use"));
    settings.getStyleClass().add("muted");
    settings.setMinWidth(0);
    settings.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(settings, Priority.ALWAYS);
    stale.getStyleClass().add("evaluate-warning");
    stale.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    stale.setMinWidth(Region.USE_PREF_SIZE);
    stale.managedProperty().bind(stale.visibleProperty());
    TaskBar progress =
        new TaskBar(triage.taskProperty(), triage.busyProperty(), triage::cancel, "results-stop");
    run.visibleProperty()
        .bind(triage.busyProperty().not().and(model.stateProperty().isNotEqualTo(NOTHING)));
    run.managedProperty().bind(run.visibleProperty());
    CheckBox verdicts = new CheckBox("Count verdicts");
    verdicts.setId("results-verdicts");
    verdicts.selectedProperty().bindBidirectional(triage.withVerdictsProperty());
    verdicts.setMinWidth(Region.USE_PREF_SIZE);
    verdicts.setTooltip(
        new Tooltip(
            "\u201cSame place\u201d adds that pair to the ground truth; a query whose ground"
                + " truth looks wrong is left out."));
    Runnable showVerdicts =
        () -> verdicts.setVisible(!triage.verdicts().verdictsProperty().get().isEmpty());
    triage.verdicts().verdictsProperty().addListener(o -> showVerdicts.run());
    showVerdicts.run();
    verdicts.managedProperty().bind(verdicts.visibleProperty());
    HBox header = new HBox(12, run, progress, settings, stale, verdicts);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("evaluate-header");
    return header;
  }

  private Node results(Thumbnails thumbnails) {
    ScrollPane numbers = new ScrollPane(table);
    numbers.setFitToWidth(true);
    numbers.getStyleClass().add("lab-scroll");
    numbers.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    numbers.setPrefWidth(TABLE_WIDTH);
    numbers.setMinWidth(TABLE_WIDTH);
    chart.setId("results-recall-chart");
    recall.setId("results-recall");
    curve.setId("results-precision");
    for (ToggleButton button : new ToggleButton[] {recall, curve}) {
      button.getStyleClass().add("small");
      button.setOnAction(event -> precision.set(curve.isSelected()));
    }
    recall.setSelected(true);
    noCurve.getStyleClass().add("form-note");
    noCurve.setWrapText(true);
    noCurve.setMinHeight(Region.USE_PREF_SIZE);
    noCurve.managedProperty().bind(noCurve.visibleProperty());
    VBox charts = new VBox(4, Segments.of(new ToggleGroup(), recall, curve), noCurve, chart);
    VBox.setVgrow(chart, Priority.ALWAYS);
    HBox.setHgrow(charts, Priority.ALWAYS);
    HBox above = new HBox(16, numbers, charts);
    VBox.setVgrow(above, Priority.ALWAYS);
    BehindView behind =
        new BehindView(
            model.behindProperty(),
            thumbnails,
            "Click a point of the curve, or a number of the table.",
            query -> evaluate.open(query, null));
    return new VBox(8, above, behind);
  }

  private void choose(ChartPane.@Nullable Place place) {
    ChartFigure figure = chart.figureProperty().get();
    if (place == null || figure == null) {
      return;
    }
    boolean reranked = ResultCharts.isReranked(figure.series().get(place.series()));
    if (precision.get()) {
      model.choosePrecision(reranked, place.point());
    } else {
      double n = figure.series().get(place.series()).points().get(place.point()).x();
      model.chooseRecall(reranked, (int) n);
    }
  }

  private @Nullable ChartFigure chartOf(@Nullable Measured measured) {
    if (measured == null) {
      return null;
    }
    String map = model.explore().map().name();
    return precision.get()
        ? ResultCharts.precision(map, measured)
        : ResultCharts.recall(map, measured, model.conventionProperty().get());
  }

  private WithoutPositive way() {
    return model.conventionProperty().get();
  }

  @SuppressWarnings("ReferenceEquality")
  private void refresh() {
    TriageModel.Known known = triage.knownProperty().get();
    boolean old = known != null && triage.staleProperty().get() && !triage.busyProperty().get();
    run.setText(known == null ? "Evaluate" : "Evaluate again");
    run.getStyleClass().remove("accent");
    if (old) {
      run.getStyleClass().add("accent");
    }
    stale.setVisible(old);
    String problem = triage.problemProperty().get();
    String text =
        !problem.isEmpty()
            ? problem
            : ConfigText.summary(
                known == null ? model.explore().configProperty().get() : known.config());
    settings.setText(text);
    settings.setTooltip(new Tooltip(text));
    settings.getStyleClass().setAll("label", problem.isEmpty() ? "muted" : "lab-error");
    ResultsModel.State state = model.stateProperty().get();
    Measured measured = model.measuredProperty().get();
    if (measured != drawn || precision.get() != drawnPrecision || way() != drawnWay) {
      drawn = measured;
      drawnPrecision = precision.get();
      drawnWay = way();
      table.show(measured);
      showWhetherThereIsACurve(measured);
      chart.figureProperty().set(chartOf(measured));
    }
    middle
        .getChildren()
        .setAll(
            switch (state) {
              case NOTHING -> nothing;
              case FIRST -> first;
              case NO_GROUND_TRUTH -> noTruth;
              case RESULTS -> results;
            });
  }

  private void showWhetherThereIsACurve(@Nullable Measured measured) {
    boolean none = measured != null && ResultCharts.precision("", measured) == null;
    curve.setDisable(none);
    noCurve.setVisible(
        none && !Objects.requireNonNull(measured).config().retrieval().hasDistances());
    if (none && precision.get()) {
      recall.setSelected(true);
      precision.set(false);
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
