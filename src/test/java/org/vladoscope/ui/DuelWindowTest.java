package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.run.AnswerMeasures;
import org.vladoscope.run.Duel;
import org.vladoscope.run.Run;
import org.vladoscope.run.RunStore;
import org.vladoscope.run.SampleRuns;
import org.vladoscope.ui.evaluate.EvaluatePage;
import org.vladoscope.ui.evaluate.duel.DuelModel;

/** Two kept runs of a small painted map, held against each other in the window. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class DuelWindowTest {

  private EngineWindow engine;
  private Harness harness;
  private PipelineConfig one;
  private PipelineConfig other;

  @BeforeAll
  void openAMapWithTwoRuns(@TempDir Path folder) throws IOException {
    Path map = FixtureMap.write(folder.resolve("painted places"), 12, 6);
    one = EngineWindow.fewWords(12);
    other = one.withRerank(3);
    RunStore runs = new RunStore(map, folder.resolve("cache"));
    runs.save(run("20260101-000000-aaaaaa", one, 1, 1, 8, 3, 0, 1));
    runs.save(run("20260101-000000-bbbbbb", other, 1, 4, 1, 2, 0, 1));
    engine = new EngineWindow(folder, one);
    harness = engine.harness;
    harness.open(map);
  }

  /** A run of the map's queries with positives at known ranks. */
  private static Run run(String id, PipelineConfig config, int... ranks) {
    Run made = SampleRuns.run(id, config, ranks);
    List<Run.Query> queries = new ArrayList<>();
    for (int q = 0; q < ranks.length; q++) {
      Run.Query known = made.queries().get(q);
      queries.add(
          new Run.Query(
              FixtureMap.queryName(q),
              1,
              known.rankBefore(),
              known.rankAfter(),
              .5,
              .5,
              FixtureMap.databaseName(0),
              FixtureMap.databaseName(1)));
    }
    return new Run(
        id,
        made.map(),
        made.readAs(),
        config,
        made.software(),
        made.device(),
        made.date().plusSeconds(id.contains("b") ? 60 : 0),
        made.index(),
        made.groundTruth(),
        12,
        12,
        queries,
        made.seconds(),
        made.totalSeconds(),
        made.queryTime(),
        made.megabytesPerImage(),
        made.failures(),
        made.notices(),
        AnswerMeasures.NONE,
        Conditions.NONE,
        Optional.empty());
  }

  @BeforeEach
  void goToTheDuel() {
    harness.fx(
        () -> {
          harness.window.perspectiveProperty().set(Perspective.EVALUATE);
          harness.window.evaluateView().model().pageProperty().set(EvaluatePage.DUEL);
          duel().rankProperty().set(1);
        });
    harness.awaitRest();
    harness.await("the duel is known", () -> duel().duelProperty().get() != null);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private DuelModel duel() {
    return harness.window.evaluateView().model().duel();
  }

  private Duel shown() {
    return FxThread.call(() -> Objects.requireNonNull(duel().duelProperty().get()));
  }

  @SuppressWarnings("unchecked")
  private TableView<Duel.Bout> disagreements() {
    return harness.find("#duel-disagreements", TableView.class);
  }

  @Test
  void theTwoLatestRunsAreHeldAgainstEachOther() throws IOException {
    assertThat(shown().a().run().id()).endsWith("aaaaaa");
    assertThat(shown().b().run().id()).endsWith("bbbbbb");
    assertThat(harness.find("#duel-result", Labeled.class).getText())
        .startsWith("Of 6 queries both answer 2 rightly, only A 1, only B 1, neither 2 at rank 1");
    assertThat(harness.texts()).contains("Both right", "Only A right", "A 1   B 4", "A 8   B 1");
    harness.picture("evaluate-duel");
  }

  @Test
  void furtherRanksAndTheOtherWayRoundAreOneClickAway() {
    harness.fx(harness.find("#duel-at-5", ButtonBase.class)::fire);
    harness.awaitRest();
    harness.await("rank 5 counts", () -> shown().n() == 5);
    assertThat(shown().byQuadrant().get(Duel.Quadrant.ONLY_B)).hasSize(1);

    harness.fx(harness.find("#duel-swap", ButtonBase.class)::fire);
    harness.awaitRest();
    harness.await("the sides are exchanged", () -> shown().a().run().id().endsWith("bbbbbb"));
    assertThat(shown().byQuadrant().get(Duel.Quadrant.ONLY_A)).hasSize(1);
    harness.fx(harness.find("#duel-swap", ButtonBase.class)::fire);
    harness.awaitRest();
  }

  @Test
  void aQueryOpensInExploreWithTheListsOfBothMethods() {
    TableView<Duel.Bout> table = disagreements();
    harness.fx(() -> table.getSelectionModel().select(0));
    harness.pressOn(table, KeyCode.ENTER);
    harness.awaitRest();

    assertThat(FxThread.call(() -> harness.window.perspectiveProperty().get()))
        .isEqualTo(Perspective.EXPLORE);
    assertThat(harness.comparison().query().image().name()).isEqualTo(FixtureMap.queryName(2));
    assertThat(FxThread.call(() -> harness.explore().pinned().configProperty().get()))
        .isEqualTo(one);
    assertThat(FxThread.call(() -> harness.explore().configProperty().get())).isEqualTo(other);
    harness.await(
        "both lists are known",
        () -> !harness.explore().pinned().changesProperty().get().isEmpty());
    harness.fx(
        () -> {
          harness.explore().pinned().unpin();
          harness.explore().configProperty().set(one);
        });
    harness.awaitRest();
  }

  @Test
  void theTableLeavesTheWindow(@TempDir Path out) throws IOException {
    FolderTargets targets = new FolderTargets(out);
    harness.fx(() -> harness.window.evaluateView().setExportTargets(targets));
    harness.fx(harness.find("#duel-export", ButtonBase.class)::fire);
    harness.awaitRest();
    assertThat(Files.readAllLines(targets.file))
        .hasSize(7)
        .first()
        .asString()
        .startsWith("query,right");
  }
}
