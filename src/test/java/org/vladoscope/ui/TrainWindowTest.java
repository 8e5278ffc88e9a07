package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.saved.TruthRule;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.image.ImageSize;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.train.SeasonsMap;
import org.vladoscope.train.TrainedPart;
import org.vladoscope.train.TrainingConfig;
import org.vladoscope.train.TrainingCurve;
import org.vladoscope.ui.chart.ChartFigure;
import org.vladoscope.ui.chart.ChartPane;
import org.vladoscope.ui.chart.ChartSeries;
import org.vladoscope.ui.evaluate.EvaluatePage;
import org.vladoscope.ui.evaluate.train.TrainModel;
import org.vladoscope.ui.session.Analysis;
import org.vladoscope.ui.session.TrainedWords;
import org.vladoscope.ui.session.WordTraining;

/** Training clusters in the window, with the real engine on painted places in two seasons. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class TrainWindowTest {

  private static final PipelineConfig CONFIG = TinyMap.CONFIG;

  private Path folder = Path.of("");
  private Path map = Path.of("");
  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openTheMap(@TempDir Path place) throws IOException {
    folder = place;
    map = SeasonsMap.write(folder.resolve("two seasons"), 40);
    engine = new EngineWindow(folder, CONFIG);
    harness = engine.harness;
  }

  @BeforeEach
  void goToThePage() {
    open(map);
    size(1280, 800);
  }

  private void open(Path folder) {
    harness.open(folder);
    harness.awaitRest();
    harness.fx(() -> harness.window.commands().find("evaluate.page.training").orElseThrow().run());
    harness.awaitRest();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private TrainModel model() {
    return harness.window.evaluateView().model().training();
  }

  private void size(int width, int height) {
    harness.fx(
        () -> {
          harness.window.stage().setX(0);
          harness.window.stage().setY(0);
          harness.window.stage().setWidth(width);
          harness.window.stage().setHeight(height);
        });
    Snapshots.settle();
  }

  private void picture(String name) {
    harness.picture(name + "-1280");
    // The screen of the tests has 1000 rows, and no room for the last ones at this width.
    size(1600, 998);
    harness.picture(name + "-1600");
    size(900, 600);
    assertThat(isInSight("#train-start") || isInSight("#train-pause")).isTrue();
    harness.picture(name + "-900");
    size(1280, 800);
  }

  private boolean isInSight(String selector) {
    return FxThread.call(
        () -> {
          var scene = harness.window.scene();
          return scene.getRoot().lookupAll(selector).stream()
              .filter(Node::isVisible)
              .map(node -> node.localToScene(node.getLayoutBounds()))
              .anyMatch(at -> at.getMinY() >= 0 && at.getMaxY() <= scene.getHeight() - 32);
        });
  }

  private void click(String selector) {
    ButtonBase button = harness.find(selector, ButtonBase.class);
    harness.fx(button::fire);
  }

  private String text(String selector) {
    return FxThread.call(() -> harness.find(selector, Labeled.class).getText());
  }

  private void type(String selector, String text) {
    TextField field = harness.find(selector, TextField.class);
    harness.fx(() -> field.setText(text));
  }

  /** Small steps without a guess, so that there is something to see for a while. */
  private void train(int epochs) {
    type("#train-epochs", String.valueOf(epochs));
    type("#train-patience", String.valueOf(epochs));
    type("#train-learning-rate", "0.002");
    type("#train-margin", "1");
    harness.fx(() -> model().form().firstGuessProperty().set(false));
    click("#train-start");
  }

  private int epochs() {
    return FxThread.call(
        () ->
            Optional.ofNullable(model().newsProperty().get())
                .map(WordTraining.News::curve)
                .map(TrainingCurve::last)
                .map(last -> last.epoch())
                .orElse(-1));
  }

  private void awaitEpoch(int epoch) {
    harness.await("epoch " + epoch + " is done", () -> epochs() >= epoch);
  }

  private ChartSeries series(String chart, String name) {
    ChartFigure figure =
        Objects.requireNonNull(
            FxThread.call(() -> harness.find(chart, ChartPane.class).figureProperty().get()));
    return figure.series().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void curvesGrowAPauseHoldsThemAndTheWordsAreTakenIntoUseAndSaved(@TempDir Path out)
      throws IOException {
    assertThat(harness.texts()).contains("Nothing is trained yet", "Train vocabulary");
    assertThat(text("#train-from")).contains("by the map's own ground truth");
    picture("evaluate-training-empty");

    train(16);
    awaitEpoch(3);
    harness.await("the time left is told", () -> text("#train-left").endsWith(" left"));
    click("#train-pause");
    harness.await("it is paused", () -> text("#train-left").equals("Paused"));
    int held = epochs();
    assertThat(text("#train-pause")).isEqualTo("Resume");
    picture("evaluate-training-paused");
    assertThat(epochs()).as("nothing went on while images were taken").isEqualTo(held);
    assertThat(series("#train-recall", "R@1").points()).hasSize(held + 1);
    assertThat(series("#train-loss", "mean of an epoch").points()).hasSize(held);

    click("#train-pause");
    harness.awaitRest();
    TrainedWords trained =
        Objects.requireNonNull(FxThread.call(() -> model().trainedProperty().get()));
    TrainingCurve curve = trained.news().curve();
    assertThat(curve.last().epoch()).isEqualTo(16);
    assertThat(series("#train-recall", "R@1").points()).hasSize(17);
    assertThat(series("#train-recall", "best epoch").points())
        .singleElement()
        .satisfies(best -> assertThat(best.x()).isEqualTo(curve.best().epoch()));
    assertThat(text("#train-gain"))
        .startsWith("Held-out recall@1 ")
        .endsWith(" of 20 queries, by the vocabulary of epoch " + curve.best().epoch() + ".");
    assertThat(text("#train-notes")).contains("Learned from the ground truth.");
    picture("evaluate-training-done");

    harness.fx(
        () -> harness.explore().configProperty().set(CONFIG.withImageSize(new ImageSize(96, 96))));
    click("#train-use");
    assertThat(harness.texts())
        .anyMatch(
            text -> text.startsWith("This vocabulary is for other features than those in use"));
    harness.fx(() -> harness.explore().configProperty().set(CONFIG));
    click("#train-use");
    harness.awaitRest();
    Path file = trained.words().orElseThrow().file();
    assertThat(FxThread.call(() -> harness.explore().configProperty().get()))
        .isEqualTo(CONFIG.withWords(CONFIG.words().orElseThrow().withFile(file, 8)));
    assertThat(text("#train-use")).isEqualTo("In use");
    assertThat(recallInUse(trained.news().split().heldOut())).isEqualTo(curve.best().recall());
    harness.fx(() -> harness.explore().whatIf().undo());
    assertThat(FxThread.call(() -> harness.explore().configProperty().get())).isEqualTo(CONFIG);

    harness.fx(() -> harness.window.evaluateView().setExportTargets(new FolderTargets(out)));
    click("#train-save");
    harness.awaitRest();
    Path saved = out.resolve("two_seasons-trained.safetensors");
    assertThat(ModelWeights.read(saved).report().vocabulary().isComplete()).isTrue();
    assertThat(Files.readString(out.resolve("two_seasons-trained.json")))
        .contains("\"residualsProjected\" : true");
    harness.closePopups();
  }

  /** What the settings in use answer, by their global search. */
  private float recallInUse(int[] asked) {
    PipelineConfig inUse = FxThread.call(() -> harness.explore().configProperty().get());
    Analysis analysis = harness.explore().analysis(inUse.withRerank(0));
    PlaceMap places = harness.explore().map();
    long right =
        IntStream.of(asked)
            .mapToObj(q -> analysis.query(places.queries().get(q), Progress.NONE, sofar -> {}))
            .filter(answer -> answer.candidates().getFirst().truth() == PlaceTruth.SAME_PLACE)
            .count();
    return (float) right / asked.length;
  }

  @Test
  void aTrainingThatIsCancelledIsOfferedAndGoneOnWith() {
    train(300);
    awaitEpoch(2);
    click("#train-cancel");
    harness.awaitRest();

    int stopped =
        FxThread.call(
            () ->
                Objects.requireNonNull(model().unfinishedProperty().get()).curve().last().epoch());
    assertThat(text("#train-stopped"))
        .isEqualTo(
            "An unfinished training of this map stopped at epoch "
                + stopped
                + ": resume or start anew. Only epochs and patience may change on the way.");
    picture("evaluate-training-unfinished");

    // As in another session: the form shows what it was begun with.
    open(map);
    assertThat(harness.find("#train-margin", TextField.class).getText()).isEqualTo("1");
    assertThat(harness.texts()).contains("A training is unfinished");
    type("#train-epochs", String.valueOf(stopped + 2));
    type("#train-margin", "2");
    click("#train-resume");
    harness.awaitRest();
    assertThat(harness.find("#train-margin", TextField.class).getText()).isEqualTo("1");
    assertThat(epochs()).isEqualTo(stopped + 2);
    assertThat(FxThread.call(() -> model().unfinishedProperty().get())).isNull();
    assertThat(text("#train-start")).isEqualTo("Start");
  }

  @Test
  void aTrainingThatGetsNoBetterEndsEarlyAndSaysSo() {
    type("#train-epochs", "30");
    type("#train-patience", "2");
    click("#train-start");
    harness.awaitRest();

    assertThat(text("#train-notes")).contains("Ended early after epoch ");
    picture("evaluate-training-early");
  }

  @Test
  void aSettingThatMakesNoSenseIsToldBelowItsField() {
    type("#train-margin", "7");
    type("#train-seed", "one");
    harness.fx(() -> model().form().trains(TrainedPart.PROJECTION).set(false));
    harness.fx(() -> model().form().trains(TrainedPart.CENTROIDS).set(false));

    assertThat(harness.texts())
        .contains(
            "The margin must lie between 0 and 4, not 7.",
            "\u201cone\u201d is not a whole number.",
            "Nothing would be trained; choose a part, for example projection.");
    assertThat(harness.find("#train-start", ButtonBase.class).isDisabled()).isTrue();
    picture("evaluate-training-wrong");
    harness.fx(() -> model().form().fill(TrainingConfig.DEFAULT));
    assertThat(harness.find("#train-start", ButtonBase.class).isDisabled()).isFalse();
  }

  @Test
  void tooFewMatchesAreToldOnThePage() throws IOException {
    open(TinyMap.write(folder.resolve("few")));
    click("#train-start");
    harness.awaitRest();

    assertThat(text("#train-problem")).startsWith("Too few queries with a match: ");
    assertThat(harness.notifications()).isEmpty();
    picture("evaluate-training-refused");
  }

  @Test
  void withoutAGroundTruthThePageSaysWhatIsLearnedFrom() {
    harness.fx(() -> harness.window.evaluateView().model().truth().use(new TruthRule.Unknown()));
    harness.awaitRest();

    assertThat(text("#train-from")).contains("training is self-supervised");
    click("#train-truth");
    assertThat(FxThread.call(() -> harness.window.evaluateView().model().pageProperty().get()))
        .isEqualTo(EvaluatePage.TRUTH);
  }
}
