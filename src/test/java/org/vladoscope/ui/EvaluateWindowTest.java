package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.cli.CommandLineMain;
import org.vladoscope.cli.output.Shutdown;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.format.saved.TruthRule;
import org.vladoscope.figure.Point;
import org.vladoscope.metric.PrecisionRecall;
import org.vladoscope.metric.Recall;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.run.Run;
import org.vladoscope.run.RunComparison;
import org.vladoscope.run.RunJson;
import org.vladoscope.ui.chart.ChartPane;
import org.vladoscope.ui.evaluate.EvaluateModel;
import org.vladoscope.ui.evaluate.EvaluatePage;
import org.vladoscope.ui.evaluate.RunsModel;
import org.vladoscope.ui.evaluate.page.QueriesBehind;
import org.vladoscope.ui.evaluate.sweep.SweepRow;
import org.vladoscope.ui.matrix.MatrixPane;
import org.vladoscope.ui.matrix.MatrixView;
import org.vladoscope.ui.matrix.TileCache;
import org.vladoscope.vlad.VocabularyConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measuring a map in the window, with the real engine on a small painted map. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class EvaluateWindowTest {

  private EngineWindow engine;
  private Harness harness;
  private PipelineConfig config;

  @BeforeAll
  void openTheMap(@TempDir Path folder) throws IOException {
    Path map = FixtureMap.write(folder.resolve("painted places"), 12, 6);
    writePoses(map);
    config = EngineWindow.fewWords(12);
    engine = new EngineWindow(folder, config);
    harness = engine.harness;
    harness.fx(() -> harness.window.perspectiveProperty().set(Perspective.EVALUATE));
    assertThat(harness.texts()).contains("No map is open");
    harness.open(map);
    harness.picture("evaluate-nothing");
  }

  /** Each query stands where its place does; the first looks the other way. */
  private static void writePoses(Path map) throws IOException {
    StringBuilder poses = new StringBuilder("image,x,y,heading\n");
    for (int i = 0; i < 12; i++) {
      poses.append(FixtureMap.databaseName(i)).append(',').append(1000 * i).append(",0,350\n");
    }
    for (int i = 0; i < 6; i++) {
      poses.append(FixtureMap.queryName(i)).append(',').append(1000 * i);
      poses.append(i == 0 ? ",5,180\n" : ",5,20\n");
    }
    Files.writeString(map.resolve("poses.csv"), poses);
  }

  @BeforeEach
  void goToTheResults() {
    harness.fx(
        () -> {
          harness.window.perspectiveProperty().set(Perspective.EVALUATE);
          model().pageProperty().set(EvaluatePage.RESULTS);
          model().results().conventionProperty().set(WithoutPositive.LEFT_OUT);
          harness.explore().configProperty().set(config);
        });
    harness.awaitRest();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private EvaluateModel model() {
    return harness.window.evaluateView().model();
  }

  private void click(String selector) {
    ButtonBase button = harness.find(selector, ButtonBase.class);
    harness.fx(button::fire);
  }

  private void evaluate() {
    harness.fx(() -> harness.window.commands().find("evaluate.run").orElseThrow().run());
    harness.awaitRest();
  }

  private QueriesBehind behind() {
    return FxThread.call(() -> model().results().behindProperty().get());
  }

  private static void mouse(Node node, javafx.event.EventType<MouseEvent> type, Point at) {
    Point2D scene = node.localToScene(at.x(), at.y());
    Event.fireEvent(
        node,
        new MouseEvent(
            type,
            scene.getX(),
            scene.getY(),
            scene.getX(),
            scene.getY(),
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            true,
            false,
            false,
            false,
            false,
            true,
            null));
  }

  @Test
  void everyRecallShownIsTheEngines() {
    evaluate();
    Evaluation expected = harness.explore().analysis(config).evaluate(Progress.NONE);

    Recall global = Objects.requireNonNull(expected.global());
    Recall reranked = Objects.requireNonNull(expected.reranked());
    for (int n : List.of(1, 5, 10)) {
      assertThat(harness.find("#recall_at_" + n + "-global", Labeled.class).getText())
          .isEqualTo(String.format(Locale.ROOT, "%.4f", global.atN().get(n)));
      assertThat(harness.find("#recall_at_" + n + "-reranked", Labeled.class).getText())
          .isEqualTo(String.format(Locale.ROOT, "%.4f", reranked.atN().get(n)));
    }
    assertThat(harness.texts()).anyMatch(text -> text.contains("6 queries"));
    harness.picture("evaluate-results");
  }

  @Test
  void aPointOfTheCurveLeadsToItsQueriesAndFromThereToExplore() {
    evaluate();
    ChartPane chart = harness.find("#results-recall-chart", ChartPane.class);
    Snapshots.settle();
    Runnable click =
        () -> {
          Point at = chart.positionOf(new ChartPane.Place(1, 0));
          mouse(chart, MouseEvent.MOUSE_MOVED, at);
          mouse(chart, MouseEvent.MOUSE_PRESSED, at);
        };
    harness.fx(click);
    harness.fx(() -> model().results().chooseGain());
    harness.fx(click);

    assertThat(chart.getAccessibleText()).startsWith("N = 1: ");
    assertThat(behind().title()).isEqualTo("After re-ranking, recall@1");
    assertThat(behind().groups().get(1).rows().size() + behind().groups().get(0).rows().size())
        .isEqualTo(6);
    harness.picture("evaluate-behind");

    ListView<?> list = harness.find("#behind-list", ListView.class);
    click("#behind-1");
    harness.fx(() -> list.getSelectionModel().select(0));
    harness.pressOn(list, KeyCode.ENTER);
    harness.awaitRest();
    assertThat(harness.window.perspectiveProperty().get()).isEqualTo(Perspective.EXPLORE);
    assertThat(harness.explore().queryProperty().get())
        .isEqualTo(behind().groups().get(1).rows().getFirst().query());
    assertThat(harness.comparison().query().image())
        .isEqualTo(behind().groups().get(1).rows().getFirst().query());
  }

  @Test
  void aPointOfThePrecisionCurveLeadsToTheQueriesItAccepts() {
    evaluate();
    click("#results-precision");
    ChartPane chart = harness.find("#results-recall-chart", ChartPane.class);
    harness.fx(() -> chart.chosenProperty().set(new ChartPane.Place(1, 2)));
    harness.picture("evaluate-precision");
    PrecisionRecall curve =
        FxThread.call(
            () ->
                Objects.requireNonNull(model().results().measuredProperty().get())
                    .metrics()
                    .reranked()
                    .bestMatch()
                    .orElseThrow());
    assertThat(behind().title()).startsWith("After re-ranking, best match scores ");
    assertThat(behind().groups().get(1).rows())
        .hasSize((int) curve.points().get(2).truePositives());
    click("#results-recall");
  }

  @Test
  void theKeyboardGoesAlongTheCurve() {
    evaluate();
    ChartPane chart = harness.find("#results-recall-chart", ChartPane.class);
    harness.fx(
        () -> {
          chart.pointedProperty().set(null);
          chart.chosenProperty().set(null);
        });
    harness.pressOn(chart, KeyCode.RIGHT);
    harness.pressOn(chart, KeyCode.RIGHT);
    harness.pressOn(chart, KeyCode.DOWN);
    assertThat(chart.getAccessibleText()).startsWith("N = 2: ").endsWith("Global search");
    harness.pressOn(chart, KeyCode.ENTER);
    assertThat(behind().title()).isEqualTo("Global search, recall@2");
  }

  @Test
  void theMouseOverTheMenusLeavesTheArrowsToWhatIsWorkedOnAndAClickOpensThem() {
    evaluate();
    ChartPane chart = harness.find("#results-recall-chart", ChartPane.class);
    harness.fx(
        () -> {
          chart.pointedProperty().set(null);
          chart.chosenProperty().set(null);
        });
    harness.moveMouseTo(menu("View"));
    harness.picture("menus-mouse-over");
    harness.pressOn(chart, KeyCode.RIGHT);
    harness.pressOn(chart, KeyCode.DOWN);
    assertThat(chart.getAccessibleText()).startsWith("N = 1: ").contains("Global search");

    harness.fx(() -> mouse(menu("View"), MouseEvent.MOUSE_PRESSED, new Point(0, 0)));
    assertThat(menu("View").isShowing()).isTrue();
    harness.fx(() -> mouse(menu("Evaluate"), MouseEvent.MOUSE_ENTERED_TARGET, new Point(0, 0)));
    assertThat(menu("View").isShowing()).isFalse();
    assertThat(menu("Evaluate").isShowing()).isTrue();
    harness.pressOn(chart, KeyCode.ESCAPE);
    assertThat(menu("Evaluate").isShowing()).isFalse();
    harness.moveMouseTo(chart);
  }

  private MenuButton menu(String name) {
    return FxThread.call(
        () ->
            harness.window.scene().getRoot().lookupAll(".menu-bar .menu-button").stream()
                .map(MenuButton.class::cast)
                .filter(button -> button.getText().equals(name))
                .findFirst()
                .orElseThrow());
  }

  @Test
  void aNotificationLeavesTheKeysToWhatIsWorkedOnAndItsDetailsAreFoundInTheMenu() {
    evaluate();
    ChartPane chart = harness.find("#results-recall-chart", ChartPane.class);
    harness.fx(
        () -> {
          chart.pointedProperty().set(null);
          chart.chosenProperty().set(null);
          harness
              .explore()
              .notifier()
              .error("The oven is cold", "Light it.", new IllegalStateException("no flame"));
        });
    Snapshots.settle();
    assertThat(harness.notifications()).contains("The oven is cold", "Details");

    harness.pressOn(chart, KeyCode.RIGHT);
    harness.pressOn(chart, KeyCode.ENTER);
    assertThat(behind().title()).isEqualTo("After re-ranking, recall@1");

    harness.closePopups();
    harness.fx(() -> harness.window.commands().find("help.details").orElseThrow().run());
    assertThat(harness.popupTexts()).contains("The oven is cold");
    harness.closePopups();
    assertThat(harness.takeFailures()).hasSize(1);
  }

  @Test
  void resultsOfOtherSettingsAreMarkedUntilEvaluatedAgain() {
    evaluate();
    harness.fx(() -> harness.explore().configProperty().set(config.withRerank(3)));
    harness.awaitRest();
    assertThat(harness.texts()).contains("From other settings than those in use.");
    harness.picture("evaluate-stale");
    click("#results-run");
    harness.awaitRest();
    assertThat(harness.texts()).doesNotContain("From other settings than those in use.");
  }

  @Test
  void anEvaluationThatIsStoppedLeavesWhatWasKnown() {
    evaluate();
    var before = FxThread.call(() -> harness.explore().triage().knownProperty().get());
    harness.fx(
        () -> {
          harness
              .explore()
              .configProperty()
              .set(config.withWords(new VocabularyConfig(17, 4000, 10, 1)));
          model().results().triage().evaluate();
        });
    click("#results-stop");
    assertThat(FxThread.call(() -> harness.explore().triage().busyProperty().get())).isFalse();
    harness.awaitRest();
    assertThat(FxThread.call(() -> harness.explore().triage().knownProperty().get()))
        .isSameAs(before);
  }

  @Test
  void theMatrixShowsTheEnginesSimilarityAndLeadsToThePair() {
    MatrixPane pane = matrix();
    int row = 2;
    int column = 7;
    MatrixPane.Cell cell = new MatrixPane.Cell(row, column);
    harness.fx(() -> mouse(pane, MouseEvent.MOUSE_MOVED, pane.positionOf(cell)));
    harness.await(
        "the pair's value is known",
        () -> !harness.find("#matrix-similarity", Labeled.class).getText().equals("\u2013"));
    PlaceImage query = harness.explore().map().queries().get(row);
    double expected =
        harness
            .explore()
            .analysis(config)
            .query(query, Progress.NONE, sofar -> {})
            .candidates()
            .stream()
            .filter(c -> c.databaseIndex() == column)
            .mapToDouble(Candidate::globalSimilarity)
            .findFirst()
            .orElseThrow();
    assertThat(harness.find("#matrix-similarity", Labeled.class).getText())
        .isEqualTo(String.format(Locale.ROOT, "%.4f", expected).replace('-', '\u2212'));
    assertThat(harness.find("#matrix-pair-truth", Labeled.class).getText()).endsWith("Other place");
    harness.picture("evaluate-matrix");

    harness.fx(
        () -> {
          Point at = pane.positionOf(cell);
          mouse(pane, MouseEvent.MOUSE_PRESSED, at);
          mouse(pane, MouseEvent.MOUSE_RELEASED, at);
        });
    harness.awaitRest();
    assertThat(harness.window.perspectiveProperty().get()).isEqualTo(Perspective.EXPLORE);
    assertThat(harness.comparison().query().image()).isEqualTo(query);
    assertThat(harness.comparison().candidate().image())
        .isEqualTo(harness.explore().map().database().get(column));
  }

  @Test
  void theMatrixIsZoomedByTheWheelAndWalkedByTheKeyboard() {
    MatrixPane pane = matrix();
    MatrixView before = FxThread.call(() -> pane.viewProperty().get());
    harness.fx(() -> harness.window.stage().setWidth(900));
    Snapshots.settle();
    MatrixView narrow = FxThread.call(() -> pane.viewProperty().get());
    assertThat(narrow.width()).isLessThan(before.width());
    harness.picture("evaluate-matrix-small");
    harness.fx(() -> harness.window.stage().setWidth(1280));
    harness.pressOn(pane, KeyCode.RIGHT);
    MatrixPane.Cell from = FxThread.call(() -> pane.pointedProperty().get());
    harness.pressOn(pane, KeyCode.RIGHT);
    harness.pressOn(pane, KeyCode.DOWN);
    assertThat(FxThread.call(() -> pane.pointedProperty().get()))
        .isEqualTo(new MatrixPane.Cell(from.row() + 1, from.column() + 1));
  }

  private MatrixPane matrix() {
    harness.fx(() -> model().pageProperty().set(EvaluatePage.MATRIX));
    harness.awaitRest();
    MatrixPane pane = harness.find("#matrix", MatrixPane.class);
    harness.await(
        "the matrix is drawn",
        () -> {
          TileCache tiles = pane.tilesProperty().get();
          return tiles != null && tiles.overview() != null && pane.viewProperty().get() != null;
        });
    return pane;
  }

  @Test
  void aSweepIsPlannedRunKeptAndItsBestSettingsAreTakenIntoUse() {
    harness.fx(() -> model().pageProperty().set(EvaluatePage.SWEEP));
    type("#sweep-rerank", "two / 4");
    harness.await(
        "the error is told",
        () -> harness.texts().contains("\u201ctwo\u201d is not a whole number."));
    assertThat(harness.texts())
        .contains(
            "\u201cRe-rank\u201d is not understood. Correct it, then the cost is worked out.");
    harness.picture("evaluate-sweep-error");
    type("#sweep-rerank", "2 / 4");
    type("#sweep-scorer", "rapid / ransac");
    harness.await(
        "the cost is known",
        () -> harness.texts().stream().anyMatch(t -> t.startsWith("4 configurations to evaluate")));
    click("#sweep-start");
    harness.awaitRest();
    List<SweepRow> rows = FxThread.call(() -> List.copyOf(model().sweep().results()));
    assertThat(rows).hasSizeGreaterThanOrEqualTo(4).allMatch(row -> row.result().isSuccess());
    assertThat(harness.texts())
        .anyMatch(t -> t.equals("All 4 configurations of this grid are evaluated."));
    SweepRow wanted =
        rows.stream().filter(row -> row.result().config().rerank() == 2).findFirst().orElseThrow();
    Evaluation expected =
        harness.explore().analysis(wanted.result().config()).evaluate(Progress.NONE);
    assertThat(wanted.recall()).isEqualTo(Objects.requireNonNull(expected.reranked()).atN().get(1));

    TableView<SweepRow> table = table("#sweep-table");
    harness.fx(() -> table.getSelectionModel().select(wanted));
    harness.picture("evaluate-sweep");
    List<String> titles = table.getColumns().stream().map(TableColumn::getText).toList();
    List<String> settings = titles.subList(0, titles.indexOf("R@1 global"));
    assertThat(settings).as("columns of their own").contains("scorer", "rerank");
    for (int i = 0; i < settings.size(); i++) {
      TableColumn<SweepRow, ?> column = table.getColumns().get(i);
      assertThat(rows.stream().map(column::getCellData).distinct())
          .as("%s varies", settings.get(i))
          .hasSizeGreaterThan(1);
    }
    assertThat(harness.find("#sweep-same", Labeled.class).getText())
        .as("what does not stands once above")
        .contains("stride 2")
        .doesNotContain("rapid", "ransac");
    harness.fx(
        () -> {
          harness.window.stage().setWidth(900);
          harness.window.stage().setHeight(600);
        });
    harness.picture("evaluate-sweep-small");
    for (TableColumn<SweepRow, ?> column : table.getColumns()) {
      assertThat(column.getWidth())
          .as(column.getText())
          .isGreaterThanOrEqualTo(column.getMinWidth());
    }
    harness.fx(
        () -> {
          harness.window.stage().setWidth(1280);
          harness.window.stage().setHeight(760);
        });
    click("#sweep-use");
    harness.awaitRest();
    assertThat(FxThread.call(() -> harness.explore().configProperty().get()))
        .isEqualTo(wanted.result().config());
    harness.fx(() -> harness.explore().whatIf().undo());
    assertThat(FxThread.call(() -> harness.explore().configProperty().get())).isEqualTo(config);
    harness.closePopups();
    type("#sweep-rerank", "");
    type("#sweep-scorer", "");
    harness.awaitRest();
  }

  @Test
  void aSweepIsJudgedByTheGroundTruthInUseAndItsResultsAreKeptApart(@TempDir Path folder)
      throws IOException {
    Path swapped = Files.writeString(folder.resolve("one.csv"), "query_0.png,place_1.png\n");
    harness.fx(() -> model().truth().open(swapped, asked -> {}));
    harness.awaitRest();
    harness.fx(() -> model().pageProperty().set(EvaluatePage.SWEEP));
    type("#sweep-rerank", "5");
    harness.await(
        "the cost is known",
        () -> harness.texts().stream().anyMatch(t -> t.startsWith("1 configuration to evaluate")));
    assertThat(harness.find("#sweep-judged", Labeled.class).getText())
        .contains("chosen there: one.csv");
    click("#sweep-start");
    harness.awaitRest();
    assertThat(FxThread.call(() -> List.copyOf(model().sweep().results())))
        .singleElement()
        .satisfies(row -> assertThat(row.recall()).isZero());

    harness.fx(() -> model().truth().use(new TruthRule.AsMapSays()));
    harness.awaitRest();
    harness.await(
        "the cost is known",
        () -> harness.texts().stream().anyMatch(t -> t.startsWith("1 configuration to evaluate")));
    assertThat(FxThread.call(() -> List.copyOf(model().sweep().results())))
        .allSatisfy(row -> assertThat(row.result().config().rerank()).isNotEqualTo(5));
    type("#sweep-rerank", "");
    harness.awaitRest();
  }

  @Test
  void aSweepThatIsStoppedHalfWayGoesOnWhereItWas() {
    harness.fx(() -> model().pageProperty().set(EvaluatePage.SWEEP));
    type("#sweep-clusters", "5 / 6 / 7");
    harness.await(
        "the cost is known",
        () -> harness.texts().stream().anyMatch(t -> t.startsWith("3 configurations to evaluate")));
    harness.fx(
        () -> {
          model().sweep().start();
          model().sweep().togglePause();
        });
    assertThat(harness.find("#sweep-pause", ButtonBase.class).getText()).isEqualTo("Go on");
    harness.picture("evaluate-sweep-paused");
    click("#sweep-stop");
    harness.awaitRest();
    harness.await(
        "the rest is planned",
        () -> harness.texts().stream().anyMatch(t -> t.contains(" to evaluate")));
    click("#sweep-start");
    harness.awaitRest();
    harness.await(
        "all are evaluated",
        () -> harness.texts().contains("All 3 configurations of this grid are evaluated."));
    type("#sweep-clusters", "");
    harness.awaitRest();
  }

  @Test
  void weightsAreSearchedWithTheFigureOnQueriesHeldOut() {
    evaluate();
    harness.fx(() -> model().pageProperty().set(EvaluatePage.SWEEP));
    click("#sweep-tune");
    harness.awaitRest();
    assertThat(harness.find("#sweep-weights", Labeled.class).getText())
        .contains("on queries held out")
        .contains("\u26a0");
    harness.picture("evaluate-weights");
  }

  private void type(String selector, String text) {
    TextField field = harness.find(selector, TextField.class);
    harness.fx(() -> field.setText(text));
  }

  @SuppressWarnings("unchecked")
  private <T> TableView<T> table(String selector) {
    return harness.find(selector, TableView.class);
  }

  @Test
  void runsAreKeptAndComparedQueryByQuery() {
    evaluate();
    harness.fx(() -> harness.explore().configProperty().set(config.withRerank(1)));
    evaluate();
    harness.fx(() -> model().pageProperty().set(EvaluatePage.RUNS));
    harness.awaitRest();
    TableView<RunsModel.Row> runs = table("#runs-table");
    harness.fx(() -> runs.getSelectionModel().selectRange(0, 2));
    harness.awaitRest();
    RunsModel.Compared compared =
        FxThread.call(() -> Objects.requireNonNull(model().runs().comparedProperty().get()));
    assertThat(compared.comparison().runs().getFirst().config().rerank()).isEqualTo(1);
    TableView<RunComparison.Row> queries = table("#runs-queries");
    assertThat(queries.getItems()).hasSize(6);
    assertThat(harness.texts())
        .anyMatch(text -> text.startsWith("B against A: wins 0, loses 0, p = 1"));
    harness.picture("evaluate-runs");
    harness.fx(() -> queries.getSelectionModel().select(1));
    harness.pressOn(queries, KeyCode.ENTER);
    harness.awaitRest();
    assertThat(harness.window.perspectiveProperty().get()).isEqualTo(Perspective.EXPLORE);
    assertThat(Objects.requireNonNull(harness.explore().queryProperty().get()).name())
        .isEqualTo(compared.comparison().rows().get(1).query());
    for (RunsModel.Form form : RunsModel.Form.values()) {
      assertThat(RunsModel.text(compared.comparison().runs().getFirst(), form)).contains("query_0");
    }
  }

  @Test
  void runsLeaveTheWindowInEveryFormWithWhatIsKeptOfThem(@TempDir Path out) throws IOException {
    evaluate();
    harness.fx(() -> model().pageProperty().set(EvaluatePage.RUNS));
    harness.awaitRest();
    FolderTargets targets = new FolderTargets(out);
    TableView<RunsModel.Row> runs = table("#runs-table");
    harness.fx(
        () -> {
          harness.window.evaluateView().setExportTargets(targets);
          runs.getSelectionModel().clearAndSelect(0);
        });
    Run run = runs.getItems().getFirst().run();

    String json = exportRun("json", targets);
    String csv = exportRun("csv", targets);
    String html = exportRun("html", targets);

    assertThat(RunJson.read(JsonMapper.shared().readTree(json)))
        .isEqualTo(RunJson.read(JsonMapper.shared().valueToTree(RunJson.of(run))));
    assertThat(csv.lines()).hasSize(1 + 6);
    assertThat(csv).contains("query_2.png");
    assertThat(html).contains("Evaluation of painted places").contains("</svg>");
    assertThat(targets.file.getFileName().toString())
        .isEqualTo("painted_places-" + run.id() + ".html");
    assertThat(out.toFile().list()).hasSize(3);
  }

  private String exportRun(String ending, FolderTargets targets) throws IOException {
    MenuButton menu = harness.find("#runs-export", MenuButton.class);
    harness.fx(
        () ->
            menu.getItems().stream()
                .filter(item -> item.getId().equals("runs-export-" + ending))
                .findFirst()
                .orElseThrow()
                .fire());
    harness.awaitRest();
    return Files.readString(targets.file);
  }

  @Test
  void stripsOfAllQueriesAreDrawnIntoAFolder(@TempDir Path out) throws IOException {
    evaluate();
    harness.fx(() -> harness.window.evaluateView().setExportTargets(new FolderTargets(out)));
    harness.fx(() -> harness.window.commands().find("evaluate.strips.all").orElseThrow().run());
    harness.awaitRest();

    assertThat(Files.readString(out.resolve("index.html"))).contains("6 queries.");
    assertThat(out.toFile().list((f, name) -> name.endsWith(".png"))).hasSize(6);
    assertThat(harness.notifications()).anyMatch(text -> text.contains("6 strips exported"));
  }

  @Test
  void theFigureOfAPageIsExportedAsItIsSeenAndNothingIsWrittenWithoutAFile(@TempDir Path out)
      throws IOException {
    evaluate();
    FolderTargets targets = new FolderTargets(out);
    harness.fx(() -> harness.window.evaluateView().setExportTargets(targets));
    harness.fx(() -> harness.window.commands().find("evaluate.export.svg").orElseThrow().run());
    harness.awaitRest();
    assertThat(Files.readString(targets.file))
        .startsWith("<?xml")
        .contains("Recall@N")
        .contains("After re-ranking");
    harness.fx(() -> harness.window.commands().find("evaluate.export.copy").orElseThrow().run());
    harness.awaitRest();
    assertThat(Objects.requireNonNull(targets.copied).getWidth()).isGreaterThan(300);

    harness.fx(
        () -> {
          harness.window.evaluateView().setExportTargets(new FolderTargets(null));
          harness.window.commands().find("evaluate.export.png").orElseThrow().run();
        });
    harness.awaitRest();
    assertThat(out.toFile().list()).hasSize(1);
  }

  @Test
  void theRecallShownIsTheCommandLines(@TempDir Path folder) throws IOException {
    Path truth =
        Files.writeString(
            folder.resolve("two-right-one-wrong.csv"), pair(0, 0) + pair(1, 5) + pair(2, 2));
    evaluate();
    harness.fx(() -> model().truth().open(truth, asked -> {}));
    harness.awaitRest();

    Path json = folder.resolve("evaluation.json");
    Shutdown shutdown = Shutdown.ofProcess();
    int code =
        CommandLineMain.run(
            start -> CommandLineMain.FAILED,
            List.of(),
            shutdown,
            () -> {},
            "evaluate",
            harness.explore().map().root().toString(),
            "--ground-truth=" + truth,
            "--clusters=16",
            "--vocabulary-samples=4000",
            "--vocabulary-iterations=10",
            "--seed=1",
            "--rerank=12",
            "--device=cpu",
            "--cache=" + folder.resolve("cache"),
            "--json=" + json);
    shutdown.ended();

    assertThat(code).isEqualTo(CommandLineMain.OK);
    JsonNode told = JsonMapper.shared().readTree(json.toFile());
    assertThat(told.path("recall").path("patch-netvlad").path("1").asDouble())
        .isStrictlyBetween(0.0, 1.0);
    for (WithoutPositive way : WithoutPositive.values()) {
      JsonNode recall =
          told.path(way == WithoutPositive.COUNTED_AS_MISS ? "recallCountingAll" : "recall");
      harness.fx(() -> model().results().conventionProperty().set(way));
      for (String n : List.of("1", "5", "10")) {
        assertThat(harness.find("#recall_at_" + n + "-global", Labeled.class).getText())
            .isEqualTo(
                String.format(Locale.ROOT, "%.4f", recall.path("netvlad").path(n).asDouble()));
        assertThat(harness.find("#recall_at_" + n + "-reranked", Labeled.class).getText())
            .isEqualTo(
                String.format(
                    Locale.ROOT, "%.4f", recall.path("patch-netvlad").path(n).asDouble()));
      }
    }
    harness.fx(() -> model().truth().use(new TruthRule.AsMapSays()));
    harness.awaitRest();
  }

  @Test
  void recallIsCountedInOneWayOnAllPagesAndTheOtherIsOneClickAway(@TempDir Path folder)
      throws IOException {
    Path truth =
        Files.writeString(
            folder.resolve("half-with-a-match.csv"), pair(0, 0) + pair(1, 5) + pair(2, 2));
    evaluate();
    harness.fx(() -> model().truth().open(truth, asked -> {}));
    harness.awaitRest();
    String shown = harness.find("#recall_at_1-reranked", Labeled.class).getText();
    assertThat(shown).isEqualTo("0.6667");
    harness.fx(() -> model().pageProperty().set(EvaluatePage.TRUTH));
    assertThat(harness.find("#truth-reranked-1", Labeled.class).getText()).isEqualTo(shown);
    harness.fx(() -> model().pageProperty().set(EvaluatePage.SWEEP));
    type("#sweep-rerank", "12");
    harness.await(
        "the cost is known",
        () -> harness.texts().stream().anyMatch(t -> t.startsWith("1 configuration to evaluate")));
    click("#sweep-start");
    harness.awaitRest();
    assertThat(inColumn("R@1")).isEqualTo(shown);

    click("#convention-counted_as_miss");

    assertThat(inColumn("R@1")).isEqualTo("0.3333");
    harness.picture("evaluate-sweep-all-queries");
    harness.fx(() -> model().pageProperty().set(EvaluatePage.TRUTH));
    assertThat(harness.find("#truth-reranked-1", Labeled.class).getText()).isEqualTo("0.3333");
    assertThat(harness.texts())
        .contains("Recall under it, queries without a match counted as misses");
    harness.fx(() -> model().pageProperty().set(EvaluatePage.RESULTS));
    assertThat(harness.find("#recall_at_1-reranked", Labeled.class).getText()).isEqualTo("0.3333");
    harness.picture("evaluate-results-all-queries");
    harness.fx(() -> model().truth().use(new TruthRule.AsMapSays()));
    harness.fx(() -> model().pageProperty().set(EvaluatePage.SWEEP));
    type("#sweep-rerank", "");
    harness.awaitRest();
  }

  /** What the only line of the sweep's table says. */
  private String inColumn(String title) {
    TableView<SweepRow> table = table("#sweep-table");
    return FxThread.call(
        () -> {
          Number value =
              (Number)
                  table.getColumns().stream()
                      .filter(column -> column.getText().equals(title))
                      .findFirst()
                      .orElseThrow()
                      .getCellData(0);
          return String.format(Locale.ROOT, "%.4f", value.doubleValue());
        });
  }

  private static String pair(int query, int place) {
    return FixtureMap.queryName(query) + "," + FixtureMap.databaseName(place) + "\n";
  }

  @Test
  void anotherGroundTruthIsMeasuredAtOnceAndAWrongFileChangesNothing(@TempDir Path folder)
      throws IOException {
    evaluate();
    harness.fx(() -> model().pageProperty().set(EvaluatePage.TRUTH));
    assertThat(harness.find("#truth-counts", Labeled.class).getText())
        .isEqualTo("6 of 6 queries with a match, 6 matching pairs");
    GroundTruth before = FxThread.call(() -> model().truth().truthProperty().get());
    Path wrong = Files.writeString(folder.resolve("wrong.npz"), "this is no archive");
    harness.fx(() -> model().truth().open(wrong, asked -> {}));
    harness.awaitRest();
    assertThat(harness.find("#truth-problem", Labeled.class).getText()).contains("wrong.npz");
    assertThat(FxThread.call(() -> model().truth().truthProperty().get())).isSameAs(before);
    harness.picture("evaluate-truth-wrong");

    click("#truth-frames");
    harness.awaitRest();
    Slider radius = harness.find("#truth-distance", Slider.class);
    harness.fx(() -> radius.setValue(50));
    harness.awaitRest();
    assertThat(harness.texts()).anyMatch(text -> text.contains("every database image is a match"));
    assertThat(harness.find("#truth-reranked-1", Labeled.class).getText()).isEqualTo("1.0000");
    harness.picture("evaluate-truth");

    Path swapped = Files.writeString(folder.resolve("one.csv"), "query_0.png,place_1.png\n");
    harness.fx(() -> model().truth().open(swapped, asked -> {}));
    harness.awaitRest();
    assertThat(harness.find("#truth-reranked-1", Labeled.class).getText()).isEqualTo("0.0000");
    click("#truth-map");
    harness.awaitRest();
    assertThat(harness.find("#truth-reranked-1", Labeled.class).getText()).isEqualTo("1.0000");
  }

  @Test
  void matchesByRadiusMayHaveToLookTheSameWay() {
    harness.fx(() -> model().pageProperty().set(EvaluatePage.TRUTH));
    click("#truth-radius");
    harness.awaitRest();
    assertThat(harness.find("#truth-counts", Labeled.class).getText())
        .isEqualTo("6 of 6 queries with a match, 6 matching pairs");

    Slider turn = harness.find("#truth-turn", Slider.class);
    harness.fx(() -> turn.setValue(30));
    harness.awaitRest();
    assertThat(harness.find("#truth-counts", Labeled.class).getText())
        .isEqualTo("5 of 6 queries with a match, 5 matching pairs");
    assertThat(
            FxThread.call(() -> model().truth().truthProperty().get().nearness())
                .orElseThrow()
                .words())
        .isEqualTo("25 m and 30\u00b0");
    harness.picture("evaluate-truth-turn");

    harness.fx(() -> turn.setValue(180));
    click("#truth-map");
    harness.awaitRest();
  }

  @Test
  void everythingFitsASmallWindow() {
    evaluate();
    double width = harness.window.stage().getWidth();
    double height = harness.window.stage().getHeight();
    harness.fx(
        () -> {
          harness.window.stage().setWidth(900);
          harness.window.stage().setHeight(600);
          model().results().chooseRecall(false, 1);
        });
    harness.picture("evaluate-results-small");
    ChartPane chart = harness.find("#results-recall-chart", ChartPane.class);
    assertThat(chart.localToScene(chart.getLayoutBounds()).getMaxX()).isLessThanOrEqualTo(900);
    harness.fx(
        () -> {
          harness.window.stage().setWidth(width);
          harness.window.stage().setHeight(height);
        });
  }
}
