package org.vladoscope.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.Workload;
import org.vladoscope.image.ImageSize;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.RansacScore;
import org.vladoscope.step.FeatureStep;
import org.vladoscope.step.PatchStep;
import org.vladoscope.step.ScoreStep;
import org.vladoscope.step.SimilarityStep;
import org.vladoscope.ui.explore.config.CostText;
import org.vladoscope.ui.explore.config.PinPanel;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.view.Notifier;

/** Proposing, undoing and pinning settings, with made-up answers. */
class WhatIfTest {

  private static final StepKind RANSAC_SCORES = ScoreStep.kind(new RansacScore(1.5));

  private static final Notifier SILENT =
      new Notifier() {
        @Override
        public void error(String title, String message, @Nullable Throwable cause) {}

        @Override
        public void info(String title, String message) {}
      };

  private FakeSession session;
  private OpenMap model;
  private WhatIf whatIf;
  private PipelineConfig first;
  private PipelineConfig ransac;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    session = new FakeSession(folder);
    model = new OpenMap(session, new BackgroundTasks(Runnable::run, Runnable::run), SILENT);
    whatIf = model.whatIf();
    first = model.configProperty().get();
    MatchConfig old = first.matching();
    ransac = first.withMatching(old.withScorer(new RansacScore(1.5)));
    model.moveQuery(1);
    session.asked.clear();
  }

  private PipelineConfig inUse() {
    return model.configProperty().get();
  }

  @Test
  void whatCostsLittleRunsAtOnce() {
    session.work = Map.of(RANSAC_SCORES, new Workload.Amount(20, 20));
    whatIf.propose(ransac);

    assertThat(inUse()).isEqualTo(ransac);
    assertThat(whatIf.proposalProperty().get()).isNull();
    assertThat(Objects.requireNonNull(whatIf.currentProperty().get()).work().counts())
        .isEqualTo(Map.of(RANSAC_SCORES, 20));
  }

  @Test
  void aNetworkThatNeedsWeightsTakesTheOnlyFileThatFitsOrSaysWhatToDo(@TempDir Path folder)
      throws IOException, URISyntaxException {
    PipelineConfig vgg = first.withBackbone(new BackboneChoice("vgg16", null));
    whatIf.propose(vgg);
    assertThat(whatIf.problemProperty().get()).startsWith("There are no weights for vgg16 in ");
    assertThat(inUse()).isEqualTo(first);

    Path models = Files.createDirectories(session.map().root().resolve("models"));
    Path golden =
        Path.of(
            Objects.requireNonNull(
                    WhatIfTest.class.getResource("/golden/checkpoint/tiny_train.pth.tar"))
                .toURI());
    Path file = Files.copy(golden, models.resolve("places.pth.tar"));
    whatIf.propose(vgg);
    assertThat(whatIf.problemProperty().get()).isEmpty();
    assertThat(inUse().backbone()).isEqualTo(new BackboneChoice("vgg16", file));
  }

  @Test
  void whatRunsTheNetworkWaitsUntilItIsConfirmed() {
    session.work = Map.of(FeatureStep.KIND, new Workload.Amount(1, 1));
    whatIf.propose(ransac);
    assertThat(inUse()).isEqualTo(first);
    assertThat(session.asked).isEmpty();

    whatIf.run();
    assertThat(inUse()).isEqualTo(ransac);
    assertThat(session.asked).contains("query q.png");
    assertThat(whatIf.proposalProperty().get()).isNull();
  }

  @Test
  void whatTakesLongWaitsTooAndCanBeGivenUp() {
    session.work = Map.of(PatchStep.KIND, new Workload.Amount(1_000_000, 1e15));
    whatIf.propose(ransac);
    assertThat(Objects.requireNonNull(whatIf.proposalProperty().get()).needsConsent()).isTrue();

    whatIf.discard();
    whatIf.run();
    assertThat(inUse()).isEqualTo(first);
  }

  @Test
  void proposingTheSettingsInUseGivesUpWhatWaits() {
    session.work = Map.of(FeatureStep.KIND, new Workload.Amount(1, 1));
    whatIf.propose(ransac);
    whatIf.propose(first);
    assertThat(whatIf.proposalProperty().get()).isNull();
  }

  @Test
  void settingsThatDoNotFitAreExplainedAndChangeNothing() {
    whatIf.propose(first.withImageSize(new ImageSize(100, 100)));
    assertThat(whatIf.problemProperty().get()).contains("100x100", "multiples of 32");
    assertThat(inUse()).isEqualTo(first);

    whatIf.propose(ransac);
    assertThat(whatIf.problemProperty().get()).isEmpty();
    assertThat(inUse()).isEqualTo(ransac);
  }

  @Test
  void settingsAreUndoneAndRedoneWithoutBeingAskedAgain() {
    whatIf.propose(ransac);
    session.work = Map.of(FeatureStep.KIND, new Workload.Amount(1, 1));
    whatIf.undo();
    assertThat(inUse()).isEqualTo(first);
    assertThat(whatIf.history().redoableProperty().get()).isEqualTo("score");
    whatIf.redo();
    assertThat(inUse()).isEqualTo(ransac);
    whatIf.redo();
    assertThat(inUse()).isEqualTo(ransac);
  }

  @Test
  void settingsFromElsewhereCanBeUndoneToo() {
    model.configProperty().set(ransac);
    whatIf.undo();
    assertThat(inUse()).isEqualTo(first);
  }

  @Test
  void pinnedSettingsKeepTheirRankingWhileOthersAreTried() {
    model.pinned().pin();
    assertThat(model.pinned().changesProperty().get()).noneMatch(RankChange::hasMoved);
    whatIf.propose(ransac);

    List<RankChange> changes = model.pinned().changesProperty().get();
    assertThat(changes.stream().map(c -> c.image().name())).containsExactly("a.png", "c.png");
    assertThat(changes.stream().map(RankChange::placesUp))
        .containsExactly(OptionalInt.of(1), OptionalInt.of(-1));
    assertThat(changes.getFirst().scoreDifference()).hasValue(0);
    assertThat(PinPanel.summary(changes))
        .isEqualTo("2 of 2 ranks moved; first right answer: A rank 1, B rank 2");
  }

  @Test
  void swappingExchangesBothAndUnpinningEndsIt() {
    model.pinned().pin();
    whatIf.propose(ransac);
    model.pinned().swap();
    assertThat(inUse()).isEqualTo(first);
    assertThat(model.pinned().configProperty().get()).isEqualTo(ransac);
    assertThat(model.pinned().changesProperty().get().stream().map(RankChange::placesUp))
        .containsExactly(OptionalInt.of(1), OptionalInt.of(-1));

    model.pinned().unpin();
    assertThat(model.pinned().changesProperty().get()).isEmpty();
  }

  @Test
  void anotherQueryIsRankedWithThePinnedSettingsAfterThoseInUse() {
    model.pinned().pin();
    whatIf.propose(ransac);
    session.asked.clear();
    model.moveQuery(1);
    assertThat(session.asked.stream().filter("query r.png"::equals)).hasSize(2);
    assertThat(model.pinned().resultProperty().get()).isNotNull();
    assertThat(model.pinned().changesProperty().get()).hasSize(2);
  }

  @Test
  void halfARankingIsNotComparedWithThePinnedOne() {
    model.pinned().pin();
    whatIf.propose(ransac);
    List<RankChange> whole = model.pinned().changesProperty().get();
    whatIf.propose(first.withRerank(14));
    assertThat(model.partialProperty().get()).isNotNull();
    assertThat(model.pinned().changesProperty().get()).isEqualTo(whole);
  }

  @Test
  void costsAreToldInWords() {
    var cost = session.analysis(first).cost(null, null, org.vladoscope.common.Progress.NONE);
    var smaller =
        session
            .analysis(first.withImageSize(new ImageSize(320, 256)))
            .cost(null, null, org.vladoscope.common.Progress.NONE);

    assertThat(CostText.size(cost, null)).isEqualTo("738 patches, 0.76 MB per image");
    // 20×16 cells: 10·8 + 8·6 + 7·5 patches of 256 values.
    assertThat(CostText.size(smaller, cost))
        .isEqualTo("738 \u2192 163 patches, 0.76 \u2192 0.17 MB per image");
    assertThat(CostText.sizeInDetail(cost))
        .contains("738 patches \u00d7 256 values \u00d7 4 bytes");
    assertThat(
            CostText.stages(
                new Workload(
                    Map.of(
                        PatchStep.KIND,
                        new Workload.Amount(1, 1),
                        SimilarityStep.KIND,
                        new Workload.Amount(20, 1)))))
        .isEqualTo("Patch descriptors: 1 image\nPatch matches: 20 pairs");
  }
}
