package org.vladoscope.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.figure.MatchLine;
import org.vladoscope.graph.Workload;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.RansacScore;
import org.vladoscope.match.RapidScore;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.step.ScoreStep;
import org.vladoscope.ui.explore.overlay.OverlayInput;
import org.vladoscope.ui.explore.overlay.OverlayModel;
import org.vladoscope.ui.explore.overlay.PairShading;
import org.vladoscope.ui.explore.overlay.PatchPointer;
import org.vladoscope.ui.explore.overlay.Probe;
import org.vladoscope.ui.explore.overlay.Readout;
import org.vladoscope.ui.explore.token.TokenView;
import org.vladoscope.ui.task.BackgroundTasks;
import org.vladoscope.ui.view.Notifier;
import org.vladoscope.vlad.PatchScale;

class OpenMapTest {

  private final List<String> errors = new ArrayList<>();
  private FakeSession session;
  private OpenMap model;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    session = new FakeSession(folder);
    Notifier notifier =
        new Notifier() {
          @Override
          public void error(String title, String message, @Nullable Throwable cause) {
            errors.add(message);
          }

          @Override
          public void info(String title, String message) {}
        };
    model = new OpenMap(session, new BackgroundTasks(Runnable::run, Runnable::run), notifier);
  }

  private Comparison comparison() {
    return Objects.requireNonNull(model.comparisonProperty().get());
  }

  @Test
  void choosingAQueryRanksItAndComparesTheBestCandidate() {
    model.moveQuery(1);
    assertThat(session.asked).containsExactly("query q.png", "match q.png c.png");
    assertThat(comparison().candidate().image().name()).isEqualTo("c.png");
    assertThat(model.chosenCandidate()).get().extracting(c -> c.rankBefore()).isEqualTo(3);
    assertThat(model.searchingProperty().get()).isFalse();
    assertThat(model.comparingProperty().get()).isFalse();
  }

  @Test
  void theGroundTruthOfAPairIsKnownWhetherOrNotTheCandidateIsInTheRanking() {
    assertThat(model.pairTruth()).isEqualTo(PlaceTruth.UNKNOWN);
    model.moveQuery(1);
    assertThat(model.pairTruth()).isEqualTo(PlaceTruth.SAME_PLACE);

    model.candidateProperty().set(model.map().database().get(1));
    assertThat(model.chosenCandidate()).isEmpty();
    assertThat(model.pairTruth()).isEqualTo(PlaceTruth.OTHER_PLACE);

    model.candidateProperty().set(model.map().queries().get(1));
    assertThat(model.pairTruth()).isEqualTo(PlaceTruth.UNKNOWN);
  }

  @Test
  void movingStopsAtBothEnds() {
    model.moveQuery(1);
    model.moveQuery(-1);
    assertThat(comparison().query().image().name()).isEqualTo("q.png");
    model.moveCandidate(1);
    model.moveCandidate(1);
    assertThat(comparison().candidate().image().name()).isEqualTo("a.png");
  }

  @Test
  void anotherOrderListsTheSameCandidatesDifferently() {
    model.moveQuery(1);
    assertThat(model.ranking()).extracting(c -> c.image().name()).containsExactly("c.png", "a.png");
    model.orderProperty().set(RankingOrder.BEFORE);
    assertThat(model.ranking()).extracting(c -> c.image().name()).containsExactly("a.png", "c.png");
  }

  @Test
  void aNewConfigurationComparesThePairFirstAndKeepsThePictures() {
    model.moveQuery(1);
    model.moveCandidate(1);
    var picture = comparison().query().picture();
    session.asked.clear();
    var config = model.configProperty().get();
    model
        .configProperty()
        .set(
            config.withScales(
                config.scales().stream().map(s -> new PatchScale(s.size(), 3)).toList(),
                config.matching()));
    assertThat(session.asked).containsExactly("match q.png a.png", "query q.png");
    assertThat(comparison().query().picture()).isSameAs(picture);
    assertThat(comparison().scales()).allMatch(s -> s.stride() == 3);
  }

  @Test
  void aFailureIsToldAndTheLastResultStays() {
    model.moveQuery(1);
    var before = model.resultProperty().get();
    model.configProperty().set(model.configProperty().get().withRerank(13));
    assertThat(errors).containsExactly("13 brings bad luck.");
    assertThat(model.resultProperty().get()).isSameAs(before);
  }

  @Test
  void otherWeightsRankAtOnceAndNeedNoComparisonOfThePair() {
    model.moveQuery(1);
    session.asked.clear();
    var config = model.configProperty().get();
    model
        .configProperty()
        .set(
            config.withMatching(new MatchConfig(new RapidScore(), 1.5, List.of(1.0, 2.0, 3.0), 0)));
    assertThat(session.asked).containsExactly("query q.png");
    assertThat(comparison().config()).isEqualTo(model.configProperty().get());
  }

  @Test
  void anotherToleranceComparesThePairOnTheScreenBeforeTheList() {
    model.moveQuery(1);
    session.asked.clear();
    model.configProperty().set(withTolerance(3));
    assertThat(session.asked).containsExactly("match q.png c.png", "query q.png");
  }

  @Test
  void aListThatIsKnownDoesNotWaitForThePair() {
    model.moveQuery(1);
    session.asked.clear();
    model.whatIf().propose(withTolerance(3));
    assertThat(session.asked).containsExactly("query q.png", "match q.png c.png");
  }

  @Test
  void aListThatTakesTimeWaitsForThePair() {
    model.moveQuery(1);
    session.work = Map.of(ScoreStep.kind(new RansacScore(3)), new Workload.Amount(300, 1));
    session.asked.clear();
    model.whatIf().propose(withTolerance(3));
    assertThat(session.asked).containsExactly("match q.png c.png", "query q.png");
  }

  private PipelineConfig withTolerance(double tolerance) {
    var config = model.configProperty().get();
    var old = config.matching();
    return config.withMatching(new MatchConfig(old.scorer(), tolerance, old.weights(), 0));
  }

  @Test
  void aRankingStoppedHalfWayStaysOnTheScreenAndSaysHowFarItIs() {
    model.moveQuery(1);
    model.configProperty().set(model.configProperty().get().withRerank(14));
    assertThat(model.ranking()).extracting(c -> c.image().name()).containsExactly("a.png", "c.png");
    assertThat(model.partialProperty().get()).isNotNull();
    assertThat(model.partialProperty().get().compared()).isEqualTo(1);
    model.configProperty().set(model.configProperty().get().withRerank(15));
    assertThat(model.partialProperty().get()).isNull();
  }

  @Test
  void closingClosesTheMap() {
    model.close();
    assertThat(session.closed).isTrue();
  }

  @Test
  void linesAreTheMostSimilarOfEachKindWithInliersOnTop() {
    var match = FakeSession.scaleMatch(new PatchScale(5, 1));
    assertThat(MatchLine.choose(match, Set.of(MatchKind.INLIER, MatchKind.OUTLIER), 1))
        .extracting(MatchLine::queryPatch)
        .containsExactly(2, 1);
    assertThat(MatchLine.choose(match, Set.of(MatchKind.INLIER), 9))
        .extracting(MatchLine::queryPatch)
        .containsExactly(0, 1);
    assertThat(MatchLine.choose(match, Set.of(), 9)).isEmpty();
  }

  @Test
  void clustersAreListedByTheCellsTheyOwn() {
    model.moveQuery(1);
    ClusterView clusters = comparison().clusters().orElseThrow();
    assertThat(clusters.owners())
        .containsExactly(new ClusterShares(1, 1100, 1100), new ClusterShares(0, 100, 100));
  }

  @Test
  void thePatchUnderTheMouseIsNamedWithItsCounterpart() {
    model.moveQuery(1);
    Comparison shown = comparison();
    var grid = shown.grid(shown.query(), 0);
    var center = grid.center(1);
    assertThat(PatchPointer.at(shown, shown.query(), 0, center.x(), center.y()))
        .contains(new PatchPointer(1, 1, 0.9f, MatchKind.INLIER));
    Probe probe = Probe.at(shown, true, 0, center.x(), center.y());
    OverlayInput input =
        new OverlayInput(
            shown, shown.clusters(), new OverlayModel(List.of()).settings(), null, TokenView.NONE);
    Readout words = Readout.of(input, null, PairShading.NONE, probe);
    assertThat(words.query().getFirst()).startsWith("x 4, y 0").endsWith("patch 1");
    assertThat(words.candidate().getFirst())
        .startsWith("nearest: x 4, y 0")
        .endsWith("patch 1  \u00b7  similarity 0.900");
    assertThat(words.candidate().getLast()).startsWith("mutual match, inlier  \u00b7  ");
    assertThat(PatchPointer.at(shown, shown.query(), 0, -5, -5)).isEmpty();
  }
}
