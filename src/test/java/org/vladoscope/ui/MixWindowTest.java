package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.Progress;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.MixFile;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.metric.Recall;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.mix.HarmfulClusters;
import org.vladoscope.ui.evaluate.EvaluatePage;
import org.vladoscope.ui.evaluate.mix.MixModel;
import org.vladoscope.ui.export.ExportKind;

/** The mixing desk of a small painted map. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class MixWindowTest {

  private EngineWindow engine;
  private Harness harness;

  @BeforeAll
  void openAMap(@TempDir Path folder) throws IOException {
    Path map = FixtureMap.write(folder.resolve("painted places"), 12, 8);
    // Every second query is said to show another place, so that there is something to win.
    StringBuilder truth = new StringBuilder();
    for (int q = 0; q < 8; q++) {
      int place = q % 2 == 0 ? q : (q + 4) % 12;
      truth
          .append(FixtureMap.queryName(q))
          .append(',')
          .append(FixtureMap.databaseName(place))
          .append('\n');
    }
    Files.writeString(map.resolve("ground_truth.csv"), truth);
    engine = new EngineWindow(folder, EngineWindow.fewWords(3));
    harness = engine.harness;
    harness.open(map);
  }

  @BeforeEach
  void goToThePage() {
    harness.fx(
        () -> {
          harness
              .explore()
              .configProperty()
              .set(harness.explore().configProperty().get().withMix(ClusterMix.NONE));
          harness.window.perspectiveProperty().set(Perspective.EVALUATE);
          harness.window.evaluateView().model().pageProperty().set(EvaluatePage.MIX);
        });
    harness.await("the desk is known", () -> model().knownProperty().get() != null);
    harness.fx(
        () -> {
          model().reset();
          model().chosenProperty().set(0);
        });
    awaitFigures();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private MixModel model() {
    return harness.window.evaluateView().model().mix();
  }

  private ClusterMix mix() {
    return FxThread.call(() -> model().mix().orElseThrow());
  }

  private void awaitFigures() {
    harness.await(
        "recall follows the faders",
        () ->
            model().standingProperty().get() != null
                && model()
                    .mix()
                    .map(mix -> mix.factors(16))
                    .filter(f -> Arrays.equals(f, shownFactors()))
                    .isPresent());
    harness.awaitRest();
    Snapshots.settle();
  }

  private double[] shownFactors() {
    return Objects.requireNonNull(model().standingProperty().get()).factors();
  }

  private Region desk() {
    return harness.find("#mix-desk", Region.class);
  }

  private String text(String selector) {
    return FxThread.call(() -> harness.find(selector, Labeled.class).getText());
  }

  private void mouse(EventType<MouseEvent> type, double x, double y) {
    Region pane = desk();
    harness.fx(
        () -> {
          var scene = pane.localToScene(x, y);
          Event.fireEvent(
              pane,
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
                  type != MouseEvent.MOUSE_RELEASED,
                  false,
                  false,
                  true,
                  false,
                  false,
                  null));
        });
  }

  @Test
  void theKeyboardMovesMutesAndGoesBack() {
    Region desk = desk();
    harness.pressOn(desk, KeyCode.RIGHT);
    harness.pressOn(desk, KeyCode.RIGHT);
    harness.pressOn(desk, KeyCode.UP);
    harness.pressOn(desk, KeyCode.UP);
    assertThat(mix()).hasToString("2=1.2");
    harness.pressOn(desk, KeyCode.RIGHT);
    harness.pressOn(desk, KeyCode.M);
    assertThat(mix()).hasToString("2=1.2,3=0");
    assertThat(text("#mix-cluster")).isEqualTo("Cluster 3");
    harness.pressOn(desk, KeyCode.S);
    assertThat(FxThread.call(() -> model().mix())).as("3 is muted though it is solo").isEmpty();
    assertThat(text("#mix-state")).startsWith("All clusters are silent");
    harness.pressOn(desk, KeyCode.M);
    awaitFigures();
    assertThat(mix().muted()).isEqualTo(15);
    harness.pressOn(desk, KeyCode.DIGIT0);
    assertThat(mix()).hasToString("2=1.2");
    harness.fx(model()::undo);
    assertThat(mix().muted()).isEqualTo(15);
    for (int i = 0; i < 3; i++) {
      harness.fx(model()::undo);
    }
    assertThat(mix()).hasToString("2=1.2");
    harness.fx(model()::redo);
    assertThat(mix()).hasToString("2=1.2,3=0");
    awaitFigures();
  }

  @Test
  void aFaderFollowsTheMouseAndIsOneStepBack() {
    mouse(MouseEvent.MOUSE_PRESSED, 12, 70);
    mouse(MouseEvent.MOUSE_DRAGGED, 12, 50);
    mouse(MouseEvent.MOUSE_DRAGGED, 12, 40);
    mouse(MouseEvent.MOUSE_RELEASED, 12, 40);
    double factor = mix().factor(0);
    assertThat(factor).isBetween(1.7, 2.0);
    awaitFigures();
    harness.fx(model()::undo);
    assertThat(mix().isNone()).isTrue();
    // The field M is so far above the end of the only row.
    double mute = FxThread.call(() -> desk().getHeight()) - 39;
    mouse(MouseEvent.MOUSE_PRESSED, 12, mute);
    mouse(MouseEvent.MOUSE_RELEASED, 12, mute);
    assertThat(mix()).hasToString("0=0");
    awaitFigures();
  }

  @Test
  void aFactorCanBeTypedAndOneThatCannotBeUsedIsNamed() {
    TextField field = harness.find("#mix-factor", TextField.class);
    harness.fx(
        () -> {
          field.setText("2.5");
          field.fireEvent(new ActionEvent());
        });
    assertThat(mix()).hasToString("0=2.5");
    // What muting would do under the new mix is still on its way, and must not hide the message.
    harness.fx(
        () -> {
          field.setText("-1");
          field.fireEvent(new ActionEvent());
        });
    harness.awaitRest();
    assertThat(FxThread.<String>call(field::getText)).isEqualTo("-1");
    assertThat(text("#mix-effect")).contains("Cluster 0 cannot count by -1");
    assertThat(mix()).hasToString("0=2.5");
  }

  @Test
  void recallIsThatOfAnEvaluationWithThatMix() {
    harness.fx(
        () -> {
          model().chosenProperty().set(5);
          model().mute();
          model().chosenProperty().set(9);
          model().mute();
          harness.explore().triage().conventionProperty().set(WithoutPositive.LEFT_OUT);
        });
    awaitFigures();
    String shown = text("#mix-mixed-1");
    harness.fx(model()::use);
    PipelineConfig used = FxThread.call(() -> harness.explore().configProperty().get());
    assertThat(used.mix()).hasToString("5=0,9=0");
    Recall recall =
        Objects.requireNonNull(
            harness.explore().analysis(used.withRerank(0)).evaluate(Progress.NONE).global());
    assertThat(shown).isEqualTo(String.format(Locale.ROOT, "%.3f", recall.atN().get(1)));
    assertThat(text("#mix-in-use")).isEqualTo("This mix is in use");

    harness.fx(() -> harness.explore().whatIf().undo());
    assertThat(FxThread.call(() -> harness.explore().configProperty().get().mix().isNone()))
        .isTrue();
    assertThat(mix().isNone()).as("the faders go with the settings").isTrue();
    awaitFigures();
  }

  @Test
  void harmfulClustersAreFoundJudgedAndMuted() {
    harness.fx(harness.find("#mix-find", ButtonBase.class)::fire);
    harness.await("the search is over", () -> model().harmfulProperty().get() != null);
    harness.awaitRest();
    HarmfulClusters found =
        Objects.requireNonNull(FxThread.call(() -> model().harmfulProperty().get()));
    assertThat(found.clusters()).as("the ground truth is half wrong").isNotEmpty();
    assertThat(text("#mix-found")).contains("Held out, " + found.halves().heldOut().size());
    assertThat(text("#mix-warning")).contains("are held out: one of them is worth");
    harness.fx(harness.find("#mix-take", ButtonBase.class)::fire);
    assertThat(mix()).isEqualTo(found.mix());
    awaitFigures();
    harness.picture("evaluate-mix", 1280, 800);
    harness.picture("evaluate-mix-large", 1600, 1000);
    harness.fx(harness.find("#mix-chart-recall", ButtonBase.class)::fire);
  }

  @Test
  void queriesThatAMixWinsOrLosesLeadToExplore() {
    harness.fx(
        () -> {
          for (int k = 0; k < 14; k++) {
            model().chosenProperty().set(k);
            model().mute();
          }
        });
    awaitFigures();
    ListView<?> list = harness.find("#behind-list", ListView.class);
    int groups = FxThread.call(() -> list.getItems().size());
    assertThat(groups).as("muting nearly all loses or wins some").isPositive();
    harness.fx(() -> list.getSelectionModel().select(0));
    harness.pressOn(list, KeyCode.ENTER);
    harness.await("a pair is compared", () -> harness.explore().comparisonProperty().get() != null);
    harness.awaitRest();
    assertThat(FxThread.call(() -> harness.window.perspectiveProperty().get()))
        .isEqualTo(Perspective.EXPLORE);
  }

  @Test
  void mixTablesAndFigureLeaveTheWindow(@TempDir Path out) throws IOException {
    FolderTargets targets = new FolderTargets(out);
    harness.fx(
        () -> {
          harness.window.evaluateView().setExportTargets(targets);
          model().chosenProperty().set(7);
          model().mute();
        });
    awaitFigures();
    List<String> heads =
        List.of("{", "cluster,factor,mute_recall", "query,rank_unmixed,rank_mixed");
    for (int i = 0; i < heads.size(); i++) {
      int item = i;
      harness.fx(() -> harness.find("#mix-export", MenuButton.class).getItems().get(item).fire());
      harness.awaitRest();
      assertThat(Files.readAllLines(targets.file).getFirst()).startsWith(heads.get(i));
      if (i == 0) {
        assertThat(MixFile.read(targets.file)).hasToString("7=0");
      }
    }
    for (ExportKind kind : List.of(ExportKind.PNG, ExportKind.SVG)) {
      harness.fx(() -> harness.window.evaluateView().export(kind));
      harness.awaitRest();
      assertThat(targets.file).isNotEmptyFile();
    }
    assertThat(Files.readString(targets.file))
        .contains("Mixed clusters on painted places", "recall@1", "Queries need the cluster");
  }

  @Test
  void anAggregatorWithoutClustersSaysWhyThereIsNoDesk() {
    PipelineConfig before = FxThread.call(() -> harness.explore().configProperty().get());
    harness.fx(
        () ->
            harness
                .explore()
                .configProperty()
                .set(before.withAggregator(Aggregators.ALL.parse("gem"))));
    harness.awaitRest();
    assertThat(FxThread.call(() -> model().problemProperty().get()))
        .isEqualTo("GeM has no clusters, so there is nothing to mix.");
    assertThat(FxThread.call(() -> (Node) harness.window.scene().lookup("#mix-desk"))).isNull();
    harness.fx(() -> harness.explore().configProperty().set(before));
    harness.await("the desk is known again", () -> model().knownProperty().get() != null);
  }
}
