package org.vladoscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ui.explore.ExploreView;
import org.vladoscope.ui.explore.look.PairLook;
import org.vladoscope.ui.explore.pair.PairView;
import org.vladoscope.ui.explore.why.WhyView;
import org.vladoscope.ui.export.ExportKind;
import org.vladoscope.ui.map.RankingOrder;

/** Why queries failed, on a map whose ground truth is made to have each kind of failure. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("window")
class WhyWindowTest {

  private static final int RERANKED = 3;

  private Path folder;
  private EngineWindow engine;
  private Harness harness;

  /** The image that the ground truth calls right, of each query. */
  private final List<String> right = new ArrayList<>();

  @BeforeAll
  void openTheMap(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path map = FixtureMap.write(folder.resolve("painted places"), 8, 4);
    engine = new EngineWindow(folder, EngineWindow.fewWords(RERANKED));
    harness = engine.harness;
    harness.open(map);
    // Query 1 has its right answer behind those that are re-ranked, query 2 among them but second.
    int[] ranks = {0, RERANKED + 2, 1};
    StringBuilder truth = new StringBuilder();
    for (int place = 0; place < ranks.length; place++) {
      harness.chooseQuery(place);
      right.add(harness.explore().ranking().get(ranks[place]).image().name());
      truth.append(FixtureMap.queryName(place)).append(',').append(right.getLast()).append('\n');
    }
    Files.writeString(map.resolve("ground_truth.csv"), truth);
    harness.fx(() -> harness.model().closeMap());
    harness.open(map);
  }

  @AfterEach
  void lookAtThePairAgain() {
    harness.fx(() -> harness.window.looks().lookProperty().set(PairLook.SIDE_BY_SIDE));
  }

  @AfterAll
  void close() {
    engine.close();
  }

  private void why(int place) {
    harness.chooseQuery(place);
    harness.press(KeyCode.W);
    harness.awaitRest();
  }

  @Test
  void aRightAnswerThatWasNotRerankedIsComparedNow() {
    why(1);
    Candidate listed = candidate(right.get(1));
    assertThat(harness.texts())
        .contains(
            "Lost in the global search: global rank "
                + listed.rankBefore()
                + ", not among the 3 re-ranked",
            "Wrong winner",
            "Query",
            "Right answer",
            right.get(1),
            "Global rank",
            "Global similarity",
            "Rank after re-ranking")
        .anySatisfy(
            text -> assertThat(text).startsWith("Compared now: ").contains(" against ", " inliers"))
        .anySatisfy(text -> assertThat(text).endsWith(", not re-ranked"));
    harness.picture("why-not-reranked");
  }

  private Candidate candidate(String name) {
    return harness.explore().ranking().stream()
        .filter(c -> c.image().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRightAnswerThatWasOutrankedNamesThePatchSizes() {
    why(2);
    assertThat(harness.texts())
        .anySatisfy(text -> assertThat(text).startsWith("Re-ranked, but lost"))
        .anySatisfy(text -> assertThat(text).contains("rank 2 after re-ranking."))
        .contains("List score", "Excess over the cohort", right.get(2));
    harness.picture("why-outranked");
  }

  @Test
  void aQueryWithoutAMatchSaysThatNoneExists() {
    why(3);
    assertThat(harness.texts())
        .contains(
            "No match exists in this map",
            "No database image shows the place of this query, so no candidate can be right.");
    harness.picture("why-no-match");
  }

  @Test
  void aQueryAnsweredRightSaysSoBesideTheBestWrongCandidate() {
    why(0);
    assertThat(harness.texts())
        .contains(
            "Answered right: the first candidate shows the same place", "Best wrong candidate");
    harness.picture("why-right");
  }

  @Test
  void escapeLeadsBackToThePair() {
    why(2);
    assertThat(harness.find(".why-view", WhyView.class).isVisible()).isTrue();
    harness.press(KeyCode.ESCAPE);
    assertThat(harness.find(".pair-view", PairView.class).isVisible()).isTrue();
    assertThat(harness.window.looks().lookProperty().get()).isEqualTo(PairLook.SIDE_BY_SIDE);
  }

  @Test
  void theNextQueryIsExplainedWithoutAskingAgain() {
    why(2);
    harness.chooseQuery(3);
    harness.await("it is told", () -> harness.texts().contains("No match exists in this map"));
  }

  @Test
  void whatIsSeenIsExportedAsADrawing() throws IOException {
    why(2);
    FolderTargets targets = new FolderTargets(Files.createDirectories(folder.resolve("exports")));
    ExploreView view = harness.find(".explore", ExploreView.class);
    for (ExportKind kind : List.of(ExportKind.SVG, ExportKind.PDF, ExportKind.PNG)) {
      harness.fx(
          () -> {
            view.setExportTargets(targets);
            view.export(kind);
          });
      harness.awaitRest();
    }
    Path svg = folder.resolve("exports").resolve("query_2-why.svg");
    assertThat(Files.readString(svg))
        .contains("Re-ranked, but lost", "Right answer", "Wrong winner", "List score");
    Files.copy(
        folder.resolve("exports").resolve("query_2-why.png"),
        Files.createDirectories(Path.of("target", "screenshots")).resolve("why-export.png"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void thumbnailsMoveFromTheirGlobalToTheirRerankedPlaces() {
    harness.chooseQuery(2);
    harness.fx(() -> harness.explore().orderProperty().set(RankingOrder.BEFORE));
    Candidate moved = candidate(right.get(2));
    assertThat(moved.rankBefore()).isNotEqualTo(moved.rankAfter());
    harness.press(KeyCode.A);
    assertThat(harness.find(".rank-moves", Pane.class).getChildren()).hasSizeGreaterThan(3);
    assertThat(harness.texts()).contains(moved.rankBefore() + " \u2192 " + moved.rankAfter());
    harness.picture("rank-moves");
    harness.await("they have arrived", () -> !moves().isVisible());
    assertThat(harness.explore().orderProperty().get()).isEqualTo(RankingOrder.AFTER);
  }

  private Pane moves() {
    return (Pane) harness.window.scene().getRoot().lookup(".rank-moves");
  }

  @Test
  void withReducedMotionTheOrderChangesAtOnce() {
    harness.chooseQuery(2);
    harness.fx(
        () -> {
          harness.window.commands().find("window.motion").orElseThrow().run();
          harness.explore().orderProperty().set(RankingOrder.BEFORE);
        });
    assertThat(harness.model().preferencesProperty().get().reducedMotion()).isTrue();
    harness.click(harness.find(".replay-button", Button.class));
    assertThat(moves().isVisible()).isFalse();
    assertThat(harness.explore().orderProperty().get()).isEqualTo(RankingOrder.AFTER);
    harness.fx(() -> harness.window.commands().find("window.motion").orElseThrow().run());
  }

  @Test
  void theReadOutLeadsToTheFirstRightAnswer() {
    harness.chooseQuery(1);
    Hyperlink link = harness.find(".ranking-strip .number-link", Hyperlink.class);
    assertThat(link.getText()).startsWith("First right answer");
    harness.click(link);
    harness.awaitRest();
    assertThat(Objects.requireNonNull(harness.explore().candidateProperty().get()).name())
        .isEqualTo(right.get(1));
  }
}
