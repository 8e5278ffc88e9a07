package org.vladoscope.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.graph.StepTimes;
import org.vladoscope.judge.Verdict;
import org.vladoscope.judge.Verdicts;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.MatrixMetrics;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.QueryOutcome;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.store.DescriptorStore;

/** Judging one evaluation by this and that ground truth. */
@Tag("slow")
class EvaluationMetricsTest {

  private static final MatchConfig MATCHING = TinyMap.CONFIG.matching();

  @TempDir static Path folder;
  private static Compute compute = Compute.open(DeviceChoice.CPU, 2);
  private static DescriptorStore store = DescriptorStore.temporary();
  private static Workspace workspace = Workspace.open(emptyMap(), compute, store);
  private static PlaceMap map = emptyMap();
  private static Evaluation evaluation =
      new Evaluation(
          List.of(), null, null, "", null, java.util.Map.of(), java.util.Map.of(), List.of());

  private static PlaceMap emptyMap() {
    return new PlaceMap(
        "",
        Path.of(""),
        List.of(),
        List.of(),
        false,
        CameraViews.NONE,
        GroundTruth.unknown(),
        List.of());
  }

  @BeforeAll
  static void evaluateOnce() throws IOException {
    workspace.close();
    map = PlaceMapFormats.known().read(TinyMap.write(folder.resolve("map")), Progress.NONE);
    workspace = Workspace.open(map, compute, store);
    evaluation = workspace.pipeline(TinyMap.CONFIG).evaluate(Progress.NONE);
  }

  @AfterAll
  static void closeAll() {
    workspace.close();
    store.close();
    compute.close();
  }

  private static EvaluationMetrics judged(GroundTruth truth, Verdicts verdicts) {
    return EvaluationMetrics.of(evaluation, map, MATCHING, truth, verdicts, Bootstrap.NONE)
        .orElseThrow();
  }

  @Test
  void metricsAreThoseOfTheEvaluation() {
    EvaluationMetrics metrics = EvaluationMetrics.of(evaluation, map, MATCHING).orElseThrow();

    for (int n : List.of(1, 5)) {
      assertThat(metrics.global().recall().at(n).recall().value())
          .isEqualTo(Objects.requireNonNull(evaluation.global()).atN().get(n));
      assertThat(metrics.reranked().recall().at(n).recall().value())
          .isEqualTo(Objects.requireNonNull(evaluation.reranked()).atN().get(n));
    }
    Candidate best = evaluation.results().getFirst().candidates().getFirst();
    assertThat(metrics.reranked().outcomes().list().getFirst().bestScore())
        .isEqualTo(
            .5 * ((Reranked) best).scaleScores().get(0)
                + .5 * ((Reranked) best).scaleScores().get(1));
  }

  @Test
  void anotherGroundTruthJudgesTheSameRankings() {
    List<int[]> last =
        evaluation.results().stream()
            .map(r -> new int[] {r.candidates().getLast().databaseIndex()})
            .toList();

    EvaluationMetrics metrics = judged(GroundTruth.of(last), Verdicts.NONE);

    assertThat(metrics.reranked().outcomes().list().stream().map(QueryOutcome::rank))
        .containsOnly(TinyMap.DATABASE);
    assertThat(metrics.reranked().recall().at(5).recall().value()).isZero();
    assertThat(metrics.reranked().recall().at(10).recall().value()).isOne();
  }

  @Test
  void verdictsLieOverAnyGroundTruth() {
    GroundTruth none = GroundTruth.of(IntStream.range(0, 5).mapToObj(q -> new int[0]).toList());
    String first = evaluation.results().getFirst().candidates().getFirst().image().name();
    Verdicts verdicts =
        Verdicts.NONE
            .with(Verdict.none("query0.png").withSamePlace(first, true))
            .with(Verdict.none("query3.png").withTruthWrong(true));

    EvaluationMetrics metrics = judged(none, verdicts);

    assertThat(metrics.leftOut()).isOne();
    assertThat(metrics.reranked().outcomes().list().stream().map(QueryOutcome::query))
        .containsExactly(0, 1, 2, 4);
    assertThat(metrics.reranked().outcomes().withoutPositive()).isEqualTo(3);
    assertThat(metrics.reranked().recall().at(1).hit()).containsExactly(0);
  }

  @Test
  void withoutGroundTruthThereIsNothingToJudge() {
    assertThat(
            EvaluationMetrics.of(
                evaluation, map, MATCHING, GroundTruth.unknown(), Verdicts.NONE, Bootstrap.NONE))
        .isEmpty();
  }

  @Test
  void whatReRankingWonAndLostIsWhatBothRecallsDifferBy() {
    EvaluationMetrics metrics = judged(map.groundTruth(), Verdicts.NONE);

    PairedComparison gain = metrics.gain(1);

    assertThat(gain.won().size() - gain.lost().size())
        .isEqualTo(
            metrics.reranked().recall().at(1).hit().size()
                - metrics.global().recall().at(1).hit().size());
  }

  @Test
  void theMatrixRanksAsTheSearchDoes() {
    RankingMetrics searched = judged(map.groundTruth(), Verdicts.NONE).global();

    MatrixMetrics matrix =
        MatrixMetrics.of(
            workspace.pipeline(TinyMap.CONFIG).prepare(Progress.NONE).similarities(),
            map.groundTruth(),
            Progress.NONE);

    assertThat(matrix.outcomes().list().stream().map(QueryOutcome::rank))
        .isEqualTo(searched.outcomes().list().stream().map(QueryOutcome::rank).toList());
    assertThat(matrix.curve().points().getLast().truePositives()).isEqualTo(TinyMap.QUERIES);
  }

  @Test
  void aRunKeepsWhatTheEvaluationFound() {
    RunRecorder recorder = new RunRecorder(workspace);

    RunRecorder.Recorded recorded = recorder.record(TinyMap.CONFIG, Progress.NONE);

    Run run = recorded.run();
    assertThat(recorded.evaluation().results()).isEqualTo(evaluation.results());
    assertThat(run.config()).isEqualTo(TinyMap.CONFIG);
    assertThat(run.groundTruth()).isEqualTo("positives as listed");
    EvaluationMetrics kept = run.metrics(Bootstrap.USUAL).orElseThrow();
    EvaluationMetrics live = EvaluationMetrics.of(evaluation, map, MATCHING).orElseThrow();
    assertThat(kept.reranked().recall()).isEqualTo(live.reranked().recall());
    assertThat(kept.global().bestMatch()).isEqualTo(live.global().bestMatch());
    assertThat(run.queryTime().measured()).isTrue();
    assertThat(run.queryTime().milliseconds()).isPositive();
    // 63 and 48 patches of 16 values.
    assertThat(run.megabytesPerImage()).isEqualTo(111 * 16 * 4 / 1e6);
  }

  @Test
  void aRunCanBeJudgedAnewWithoutComputingAnything() {
    RunRecorder recorder = new RunRecorder(workspace);
    RunRecorder.Recorded recorded = recorder.record(TinyMap.CONFIG, Progress.NONE);
    StepTimes before = workspace.stepTimes();
    GroundTruth none = GroundTruth.of(IntStream.range(0, 5).mapToObj(q -> new int[0]).toList());

    Run judged = recorder.judged(recorded, none, Verdicts.NONE);

    assertThat(judged.before().withoutPositive()).isEqualTo(5);
    assertThat(judged.queryTime()).isEqualTo(recorded.run().queryTime());
    assertThat(workspace.stepTimes()).isEqualTo(before);
  }
}
