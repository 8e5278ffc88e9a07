package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.input.KeyCode;
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
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.match.Moments;
import org.vladoscope.match.Standard;
import org.vladoscope.match.ZScoreFusion;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.ranking.Retrieved;
import org.vladoscope.run.Confidences;
import org.vladoscope.run.WarpCalibration;
import org.vladoscope.ui.chart.ChartPane;
import org.vladoscope.ui.evaluate.EvaluateModel;
import org.vladoscope.ui.evaluate.EvaluatePage;
import org.vladoscope.ui.evaluate.page.QueriesBehind;

/**
 * The probabilities of 40 answers that are known by hand: 12 of .97, all right; 8 of .85, 6 right;
 * 8 of .55, 4 right; 8 of .25, 2 right; 4 of .05, whose place is not in the map.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("window")
class ConfidenceWindowTest {

  private static final int QUERIES = 40;
  private static final PipelineConfig CONFIG = Preset.DEFAULT.config();
  private static final PipelineConfig ALL_RIGHT = CONFIG.withRerank(7);
  private static final PipelineConfig ALL_WRONG = CONFIG.withRerank(8);

  private Harness harness;
  private Path unjudged;
  private Path large;

  @BeforeAll
  void openTheMap(@TempDir Path folder) throws IOException {
    Path map = FixtureMap.write(folder.resolve("known places"), 3, QUERIES);
    StringBuilder truth = new StringBuilder();
    for (int i = 0; i < QUERIES; i++) {
      truth.append(FixtureMap.queryName(i));
      truth.append(i < 36 ? "," + FixtureMap.databaseName(0) + "\n" : "\n");
    }
    Files.writeString(map.resolve("ground_truth.csv"), truth);
    large = FixtureMap.write(folder.resolve("twenty places"), 20, QUERIES);
    Files.writeString(large.resolve("ground_truth.csv"), truth);
    unjudged = FixtureMap.write(folder.resolve("unjudged"), 3, 2);
    Files.delete(unjudged.resolve("ground_truth.csv"));
    harness =
        new Harness(
            new KnownAnswers((query, config) -> database -> answer(query, config, database)),
            folder,
            UserPreferences.DEFAULT.withSize(1280, 800));
    harness.open(map);
    goToThePage();
  }

  @BeforeEach
  void goToThePage() {
    harness.fx(
        () -> {
          harness.window.perspectiveProperty().set(Perspective.EVALUATE);
          model().pageProperty().set(EvaluatePage.CONFIDENCE);
        });
    harness.awaitRest();
  }

  @AfterAll
  void close() {
    harness.close();
  }

  private static int number(PlaceImage query) {
    for (int i = 0; i < QUERIES; i++) {
      if (query.name().equals(FixtureMap.queryName(i))) {
        return i;
      }
    }
    throw new IllegalArgumentException(query.name());
  }

  private static double probability(int query) {
    return query < 12 ? .97 : query < 20 ? .85 : query < 28 ? .55 : query < 36 ? .25 : .05;
  }

  private static boolean isRight(int query, PipelineConfig config) {
    boolean usual = query < 18 || (query >= 20 && query < 24) || (query >= 28 && query < 30);
    return config.rerank() == ALL_RIGHT.rerank()
        ? query < 36
        : config.rerank() != ALL_WRONG.rerank() && usual;
  }

  /** The score to which the calibration on other maps gives a probability. */
  private static double score(double probability) {
    Calibration calibration = Confidences.usual(CONFIG).orElseThrow();
    double logit = Math.log(probability / (1 - probability)) + 1e-6;
    return Math.exp((logit - calibration.intercept()) / calibration.slope());
  }

  /** The image at place 0 is right. */
  private static QueryResult answer(
      PlaceImage query, PipelineConfig config, List<PlaceImage> database) {
    int number = number(query);
    int sizes = config.scales().size();
    List<Integer> order = isRight(number, config) ? List.of(0, 1, 2) : List.of(1, 2, 0);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      int index = order.get(i);
      PlaceImage image = database.get(index);
      double score = score(probability(number)) / (i + 1);
      candidates.add(
          config.reranks()
              ? new Reranked(
                  image,
                  query,
                  index,
                  i + 1,
                  i + 1,
                  .5 + .1 * i,
                  PlaceTruth.UNKNOWN,
                  Collections.nCopies(sizes, score),
                  score)
              : new Retrieved(
                  image,
                  query,
                  index,
                  i + 1,
                  i + 1,
                  1 - probability(number) + .1 * i,
                  PlaceTruth.UNKNOWN));
    }
    Standard standard =
        new Standard(
            Collections.nCopies(sizes, new Moments(0, 1)),
            new Moments(0, 1),
            Collections.nCopies(sizes, 1.0),
            true);
    return new QueryResult(
        query, candidates, config.reranks() ? Optional.of(standard) : Optional.empty());
  }

  private EvaluateModel model() {
    return harness.window.evaluateView().model();
  }

  private void evaluate(PipelineConfig config) {
    harness.fx(
        () -> {
          harness.explore().configProperty().set(config);
          model().results().triage().evaluate();
        });
    harness.awaitRest();
  }

  private void click(String selector) {
    ButtonBase button = harness.find(selector, ButtonBase.class);
    harness.fx(button::fire);
    harness.awaitRest();
  }

  private void choosePrecision(int percent) {
    MenuItem item =
        harness.find("#confidence-precision", SplitMenuButton.class).getItems().stream()
            .filter(i -> i.getId().equals("confidence-precision-" + percent))
            .findFirst()
            .orElseThrow();
    harness.fx(item::fire);
  }

  /** A text with spaces where thin ones stand. */
  private String text(String selector) {
    return harness.find(selector, Labeled.class).getText().replace('\u2009', ' ');
  }

  private void slide(double threshold) {
    Slider slider = harness.find("#confidence-threshold", Slider.class);
    harness.fx(() -> slider.setValue(threshold));
  }

  private void pictures(String name) {
    harness.picture(name + "-1280");
    // The screen of the tests has 1000 rows, and no room for the last ones at this width.
    resize(1600, 998);
    harness.picture(name + "-1600");
    resize(1280, 800);
  }

  private void resize(double width, double height) {
    harness.fx(
        () -> {
          harness.window.stage().setX(0);
          harness.window.stage().setY(0);
          harness.window.stage().setWidth(width);
          harness.window.stage().setHeight(height);
        });
    Snapshots.settle();
  }

  private QueriesBehind behind() {
    return FxThread.call(() -> Objects.requireNonNull(model().results().behindProperty().get()));
  }

  @Test
  @Order(1)
  void beforeAnythingIsMeasuredItSaysSo() {
    assertThat(harness.texts()).contains("Not measured yet");
    harness.picture("confidence-nothing");
  }

  @Test
  @Order(2)
  void theSliderTellsPrecisionAndCoverageOfWhatIsAccepted() {
    evaluate(CONFIG);

    assertThat(text("#confidence-error-other-maps"))
        .as("(12 * .03 + 8 * .10 + 8 * .05 + 8 * .00 + 4 * .05) / 40")
        .isEqualTo("0.044");
    assertThat(text("#confidence-sentence"))
        .as("from .50 on: 12 + 8 + 8, of which 12 + 6 + 4")
        .isEqualTo("Precision 78.6 %, covers 70 % of the queries (28 of 40)");
    assertThat(text("#confidence-accepted-wrong")).isEqualTo("6 accepted, wrong");
    assertThat(text("#confidence-rejected-right")).isEqualTo("2 rejected, right");
    assertThat(text("#confidence-without-match")).isEqualTo("4 queries without a match");
    assertThat(text("#confidence-without-note")).startsWith("Area under ROC 1.000");
    assertThat(harness.texts())
        .contains("Calibrated on other maps, with the default configuration.");
    pictures("confidence-results");

    slide(.6);
    assertThat(text("#confidence-sentence"))
        .isEqualTo("Precision 90.0 %, covers 50 % of the queries (20 of 40)");
    slide(1);
    assertThat(text("#confidence-sentence")).startsWith("Nothing is accepted");
    slide(0);
    assertThat(text("#confidence-sentence"))
        .isEqualTo("Precision 60.0 %, covers 100 % of the queries (40 of 40)");
    slide(.85);
    harness.pressOn(harness.find("#confidence-threshold", Slider.class), KeyCode.RIGHT);
    assertThat(text("#confidence-value")).isEqualTo("c = 0.86");
    assertThat(text("#confidence-sentence"))
        .isEqualTo("Precision 100.0 %, covers 30 % of the queries (12 of 40)");
  }

  @Test
  @Order(3)
  void aButtonFindsTheLowestThresholdForAPrecision() {
    evaluate(CONFIG);
    slide(.1);
    click("#confidence-precision");
    assertThat(text("#confidence-value")).isEqualTo("c = 0.97");
    assertThat(text("#confidence-sentence"))
        .isEqualTo("Precision 100.0 %, covers 30 % of the queries (12 of 40)");
    assertThat(text("#confidence-note")).contains("on others the precision may differ");
    choosePrecision(90);
    assertThat(text("#confidence-precision")).isEqualTo("90 % precision");
    assertThat(text("#confidence-value")).isEqualTo("c = 0.85");
    assertThat(text("#confidence-sentence"))
        .isEqualTo("Precision 90.0 %, covers 50 % of the queries (20 of 40)");

    evaluate(ALL_WRONG);
    choosePrecision(99);
    assertThat(text("#confidence-note"))
        .contains("even the most confident answers do not reach it");
    assertThat(text("#confidence-value")).as("the slider stays").isEqualTo("c = 0.85");
  }

  @Test
  @Order(4)
  void numbersAndPointsLeadToTheirQueries() {
    evaluate(CONFIG);
    slide(.5);
    click("#confidence-rejected-right");
    assertThat(behind().title()).isEqualTo("Rejected below 0.50");
    assertThat(behind().groups().getFirst().rows())
        .extracting(row -> number(row.query()))
        .containsExactlyInAnyOrder(28, 29);

    ChartPane calibration = harness.find("#confidence-calibration", ChartPane.class);
    harness.fx(() -> calibration.chosenProperty().set(new ChartPane.Place(0, 3)));
    assertThat(behind().title()).isEqualTo("Probability between 0.8 and 0.9");
    assertThat(behind().groups().getFirst().rows())
        .extracting(row -> number(row.query()))
        .containsExactlyInAnyOrder(18, 19);
    click("#confidence-without-match");
    assertThat(behind().groups().getFirst().rows()).hasSize(4);

    ChartPane curve = harness.find("#confidence-curve", ChartPane.class);
    harness.fx(() -> curve.chosenProperty().set(new ChartPane.Place(0, 1)));
    assertThat(text("#confidence-value")).isEqualTo("c = 0.85");
    slide(.5);
    assertThat(FxThread.call(() -> curve.chosenProperty().get()))
        .isEqualTo(new ChartPane.Place(0, 2));
    harness.fx(() -> calibration.chosenProperty().set(new ChartPane.Place(0, 3)));

    click("#confidence-accepted-wrong");
    assertThat(behind().groups().getFirst().rows())
        .extracting(row -> number(row.query()))
        .containsExactlyInAnyOrder(18, 19, 24, 25, 26, 27);
    assertThat(FxThread.call(() -> calibration.chosenProperty().get()))
        .as("the disc is not what is listed any more")
        .isNull();
    pictures("confidence-behind");
  }

  @Test
  @Order(5)
  void theMapsOwnGroundTruthCalibratesTooWhereItTellsEnough() {
    evaluate(CONFIG);
    click("#confidence-by-own-truth");
    assertThat(harness.texts())
        .contains(
            "Calibrated on this map's ground truth, each query by a curve fitted on other"
                + " queries.");
    pictures("confidence-own");

    evaluate(ALL_RIGHT);
    assertThat(harness.texts())
        .as("and the other calibration is shown")
        .contains("Calibrated on other maps, with the default configuration.")
        .anyMatch(text -> text.endsWith("here 36 are right and 4 are wrong."));
    assertThat(harness.find("#confidence-by-own-truth", ButtonBase.class).isDisabled()).isTrue();
    harness.picture("confidence-few-wrong");
    click("#confidence-by-other-maps");
  }

  @Test
  @Order(6)
  void whereAnswersHaveNoProbabilitiesItSaysWhy() {
    evaluate(CONFIG.withMatching(CONFIG.matching().withFusion(new ZScoreFusion())));
    assertThat(harness.texts())
        .contains("Scores of different queries cannot be compared")
        .anyMatch(text -> text.contains("Set Fusion to Cohort"));
    harness.picture("confidence-z-scores");
    List<Double> weights = List.of(.2, .2, .6);
    evaluate(ALL_RIGHT.withMatching(CONFIG.matching().withWeights(weights)));
    assertThat(harness.texts())
        .contains("Answers have no probabilities")
        .anyMatch(text -> text.endsWith("here 36 are right and 4 are wrong."));
    harness.picture("confidence-uncalibrated");
  }

  @Test
  @Order(7)
  void whereNothingWasRerankedAMeasureTellsWhichAnswersToAccept() {
    evaluate(CONFIG.withRerank(0));
    assertThat(harness.texts())
        .contains("How sure an answer is, by a measure that is no probability")
        .contains("Accept answers from")
        .anyMatch(text -> text.startsWith("Distance ratio") && text.contains("cannot be measured"))
        .doesNotContain("Expected calibration error");
    assertThat(text("#confidence-area-first-similarity"))
        .as("(12 * 16 + 6 * 15 + 4 * 12 + 2 * 7) / (24 * 16)")
        .isEqualTo("0.896");
    assertThat(text("#confidence-value")).isEqualTo("First similarity = 0.98");
    assertThat(text("#confidence-sentence"))
        .isEqualTo("Precision 90.0 %, covers 50 % of the queries (20 of 40)");
    choosePrecision(99);
    assertThat(text("#confidence-value")).isEqualTo("First similarity = 0.99");
    assertThat(text("#confidence-sentence"))
        .isEqualTo("Precision 100.0 %, covers 30 % of the queries (12 of 40)");
    click("#confidence-rejected-right");
    assertThat(behind().title()).isEqualTo("Rejected below First similarity 0.99");
    assertThat(behind().groups().getFirst().rows()).hasSize(12);
    pictures("confidence-measure");

    evaluate(CONFIG);
    assertThat(text("#confidence-value")).as("a probability again").isEqualTo("c = 0.50");
    assertThat(harness.find("#confidence-calibration", ChartPane.class).isVisible()).isTrue();
  }

  @Test
  @Order(8)
  void aQueryBehindANumberIsSeenInExplore() {
    evaluate(CONFIG);
    click("#confidence-accepted-wrong");
    ListView<?> list = harness.find("#behind-list", ListView.class);
    harness.fx(() -> list.getSelectionModel().select(0));
    harness.pressOn(list, KeyCode.ENTER);
    harness.awaitRest();
    assertThat(harness.window.perspectiveProperty().get()).isEqualTo(Perspective.EXPLORE);
    assertThat(harness.explore().queryProperty().get())
        .isEqualTo(behind().groups().getFirst().rows().getFirst().query());
  }

  @Test
  @Order(9)
  void withoutGroundTruthItSaysSo() {
    harness.open(unjudged);
    harness.awaitRest();
    goToThePage();
    evaluate(CONFIG);
    assertThat(harness.texts()).contains("This map has no ground truth");
    harness.picture("confidence-no-truth");
  }

  @Test
  @Order(10)
  void warpedImagesCalibrateSettingsThatNothingElseFits() {
    harness.open(large);
    harness.awaitRest();
    goToThePage();
    evaluate(ALL_RIGHT.withMatching(CONFIG.matching().withWeights(List.of(.2, .2, .6))));
    assertThat(harness.texts()).contains("Answers have no probabilities");
    harness.picture("confidence-to-calibrate");
    click("#confidence-calibrate");
    harness.await(
        "the curve is fitted",
        () -> harness.texts().contains("Calibrated on 4 answers to warped copies."));
    assertThat(harness.texts())
        .contains("Calibrated on 4 answers to warped copies.")
        .contains(WarpCalibration.trust());
    assertThat(text("#confidence-error-warps")).matches("0\\.\\d{3}");
    assertThat(harness.find("#confidence-by-other-maps", ButtonBase.class).isDisabled()).isTrue();
    pictures("confidence-warps");

    evaluate(CONFIG);
    assertThat(text("#confidence-error-warps"))
        .as("other settings are not calibrated yet")
        .isEqualTo("\u2013");
    click("#confidence-by-warps");
    harness.await(
        "the other curve is fitted",
        () -> harness.texts().contains("Calibrated on 4 answers to warped copies."));
  }

  @Test
  @Order(11)
  void aMapOfFewImagesSaysWhyItCannotBeCalibratedSo() {
    harness.open(unjudged.resolveSibling("known places"));
    harness.awaitRest();
    goToThePage();
    evaluate(CONFIG);
    assertThat(harness.find("#confidence-by-warps", ButtonBase.class).isDisabled()).isTrue();
    assertThat(harness.texts())
        .contains("Calibrating by warped images takes a database of 20 images or more, not 3.");
  }
}
