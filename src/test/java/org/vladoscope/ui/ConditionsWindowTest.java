package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.run.Run;
import org.vladoscope.ui.chart.ChartFigure;
import org.vladoscope.ui.chart.ChartPane;
import org.vladoscope.ui.chart.ChartSeries;
import org.vladoscope.ui.evaluate.EvaluateModel;
import org.vladoscope.ui.evaluate.EvaluatePage;
import org.vladoscope.ui.evaluate.page.QueriesBehind;

/** Recall by condition in the window, with the real engine on painted places in folders. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("window")
class ConditionsWindowTest {

  private static final List<String> FOLDERS = List.of("dusk", "fog", "night");

  private EngineWindow engine;
  private Harness harness;
  private PipelineConfig config;
  private Path plain;

  /** Places 0 and 3 are asked at dusk, 1 and 4 in fog, 2 and 5 at night; one of snow is nowhere. */
  @BeforeAll
  void openTheMap(@TempDir Path folder) throws IOException {
    Path map = FixtureMap.write(folder.resolve("seasons"), 10, 7);
    plain = FixtureMap.write(folder.resolve("plain"), 3, 2);
    StringBuilder truth = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      String condition = i == 6 ? "snow" : FOLDERS.get(i % 3);
      Path own = Files.createDirectories(map.resolve("queries").resolve(condition));
      String name = FixtureMap.queryName(i);
      Files.move(map.resolve("queries").resolve(name), own.resolve(name));
      truth.append(condition).append('/').append(name);
      truth.append(i == 6 ? "\n" : "," + rightAnswer(i) + "\n");
    }
    Files.writeString(map.resolve("ground_truth.csv"), truth);
    config = EngineWindow.fewWords(4);
    engine = new EngineWindow(folder, config);
    harness = engine.harness;
    harness.open(map);
  }

  @BeforeEach
  void goToThePage() {
    harness.fx(
        () -> {
          harness.window.perspectiveProperty().set(Perspective.EVALUATE);
          model().pageProperty().set(EvaluatePage.CONDITIONS);
          model().results().conventionProperty().set(WithoutPositive.LEFT_OUT);
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

  private void evaluate() {
    harness.fx(() -> model().results().triage().evaluate());
    harness.awaitRest();
  }

  private void click(String selector) {
    Hyperlink link = harness.find(selector, Hyperlink.class);
    harness.fx(link::fire);
    harness.awaitRest();
  }

  private String text(String selector) {
    return harness.find(selector, Labeled.class).getText();
  }

  /** As if the places of a query in fog and one at night had changed since. */
  private static String rightAnswer(int query) {
    return FixtureMap.databaseName(query == 1 || query == 5 ? query + 3 : query);
  }

  /** How many of the two queries of a condition have their place first. */
  private long right(String condition) {
    return harness.explore().analysis(config).evaluate(Progress.NONE).results().stream()
        .filter(result -> result.query().name().startsWith(condition + "/"))
        .filter(ConditionsWindowTest::isRight)
        .count();
  }

  private static boolean isRight(QueryResult result) {
    for (int i = 0; i < 6; i++) {
      if (result.query().name().endsWith("/" + FixtureMap.queryName(i))) {
        return result.candidates().getFirst().image().name().equals(rightAnswer(i));
      }
    }
    return false;
  }

  @Test
  @Order(1)
  void beforeAnythingIsMeasuredItSaysSo() {
    assertThat(harness.texts()).contains("Not measured yet");
    harness.picture("conditions-nothing");
  }

  @Test
  @Order(2)
  void everyConditionHasItsRecallAndACurve() {
    evaluate();

    for (String condition : FOLDERS) {
      assertThat(text("#conditions-" + condition + "-recall_at_1"))
          .as(condition)
          .isEqualTo(String.format(Locale.ROOT, "%.3f", right(condition) / 2.0));
    }
    assertThat(harness.texts())
        .contains("dusk", "snow", "With match")
        .contains("Conditions by folders of the queries.");
    ChartPane chart = harness.find("#conditions-chart", ChartPane.class);
    assertThat(curves(chart)).as("snow has no match").containsExactly("dusk", "fog", "night");
    harness.picture("conditions-results");

    CheckBox fog = harness.find("#conditions-draw-fog", CheckBox.class);
    harness.fx(fog::fire);
    assertThat(curves(chart)).containsExactly("dusk", "night");
    harness.fx(fog::fire);
    harness.fx(() -> model().results().conventionProperty().set(WithoutPositive.COUNTED_AS_MISS));
    assertThat(text("#conditions-snow-recall_at_1")).isEqualTo("0.000");
  }

  private static List<String> curves(ChartPane chart) {
    ChartFigure figure = Objects.requireNonNull(chart.figureProperty().get());
    return figure.series().stream().map(ChartSeries::name).toList();
  }

  @Test
  @Order(3)
  void aNumberAndAPointOfACurveLeadToTheQueriesOfTheCondition() {
    evaluate();
    click("#conditions-night-recall_at_5");
    QueriesBehind behind = behind();
    assertThat(behind.title()).isEqualTo("After re-ranking, recall@5 of night");
    assertThat(behind.groups().stream().flatMap(group -> group.rows().stream()))
        .hasSize(2)
        .allMatch(row -> row.query().name().startsWith("night/"));
    harness.picture("conditions-behind");

    ChartPane chart = harness.find("#conditions-chart", ChartPane.class);
    harness.fx(() -> chart.chosenProperty().set(new ChartPane.Place(1, 1)));
    assertThat(behind().title()).isEqualTo("After re-ranking, recall@2 of fog");
  }

  private QueriesBehind behind() {
    return FxThread.call(() -> Objects.requireNonNull(model().results().behindProperty().get()));
  }

  @Test
  @Order(4)
  void aConditionLeadsToItsQueriesInExploreWhereAllCanBeListedAgain() {
    evaluate();
    click("#conditions-open-fog");

    assertThat(harness.window.perspectiveProperty().get()).isEqualTo(Perspective.EXPLORE);
    assertThat(FxThread.call(() -> List.copyOf(harness.explore().queries().shown())))
        .hasSize(2)
        .allMatch(query -> query.name().startsWith("fog/"));
    ComboBox<?> choice = harness.find("#triage-condition", ComboBox.class);
    assertThat(choice.getValue()).isNotEqualTo(Optional.empty());
    assertThat(harness.texts()).contains("2 of 7 queries");
    harness.picture("conditions-explore");
    harness.fx(() -> choice.getSelectionModel().select(4));
    assertThat(harness.explore().queries().shown())
        .as("snow, the last of dusk, fog, night and snow")
        .hasSize(1);
    harness.fx(() -> harness.explore().queryFilter().clear());
    assertThat(harness.explore().queries().shown()).hasSize(7);
    assertThat(choice.getValue()).isEqualTo(Optional.empty());
  }

  @Test
  @Order(5)
  void runsThatAreKeptHaveTheConditionsAndShowThemSideBySide() {
    evaluate();
    harness.fx(
        () -> {
          harness.explore().configProperty().set(config.withRerank(0));
          model().pageProperty().set(EvaluatePage.RUNS);
        });
    evaluate();
    List<Run> runs =
        FxThread.call(() -> model().runs().runs().stream().map(row -> row.run()).toList());
    assertThat(runs).hasSizeGreaterThanOrEqualTo(2);
    assertThat(runs)
        .allMatch(r -> r.conditions().names().equals(List.of("dusk", "fog", "night", "snow")));
    harness.fx(
        () -> harness.find("#runs-table", TableView.class).getSelectionModel().selectRange(0, 2));
    harness.awaitRest();
    assertThat(harness.texts()).contains("R@1 of dusk", "R@1 of snow");
    harness.picture("conditions-runs");
    harness.fx(() -> harness.explore().configProperty().set(config));
    harness.awaitRest();
  }

  @Test
  @Order(6)
  void aMapWithoutConditionsSaysHowToGetSome() {
    harness.open(plain);
    harness.awaitRest();
    goToThePage();

    assertThat(harness.texts()).contains("No conditions are known");
    harness.picture("conditions-none");
    harness.fx(() -> harness.window.perspectiveProperty().set(Perspective.EXPLORE));
    assertThat(harness.texts()).doesNotContain("All conditions");
  }
}
