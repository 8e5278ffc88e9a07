package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vladoscope.Requirement;
import org.vladoscope.common.Progress;
import org.vladoscope.common.Ticker;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.graph.CostEstimate;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.StepTimes;
import org.vladoscope.graph.Workload;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairScorer;
import org.vladoscope.match.RansacScore;
import org.vladoscope.match.RapidScore;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.PartialRanking;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.ranking.Reranking;
import org.vladoscope.ranking.Retrieved;
import org.vladoscope.step.FeatureStep;
import org.vladoscope.step.GlobalStep;
import org.vladoscope.step.IndexStep;
import org.vladoscope.step.LearningStep;
import org.vladoscope.step.PatchStep;
import org.vladoscope.step.ProjectionStep;
import org.vladoscope.step.ScoreStep;
import org.vladoscope.step.SimilarityStep;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.VocabularyConfig;

/** Which stages run again after a setting is changed, and that this is known beforehand. */
@Tag("slow")
class RerunTest {

  private static final StepKind RAPID_SCORES = ScoreStep.kind(new RapidScore());
  private static final StepKind RANSAC_SCORES = ScoreStep.kind(new RansacScore(1.5));

  private static final List<StepKind> KINDS =
      List.of(
          FeatureStep.KIND,
          LearningStep.KIND,
          GlobalStep.KIND,
          IndexStep.KIND,
          ProjectionStep.KIND,
          PatchStep.KIND,
          SimilarityStep.KIND,
          RAPID_SCORES,
          RANSAC_SCORES);

  private static final PipelineConfig CONFIG = TinyMap.CONFIG;
  private static final int IMAGES = TinyMap.DATABASE + TinyMap.QUERIES;

  /** A map with a store in which one query is answered; each test works on a copy of the store. */
  @TempDir static Path prepared;

  private static Path map = Path.of("");

  @TempDir Path folder;
  private Compute compute;
  private DescriptorStore store;
  private Workspace workspace;
  private PlaceImage query;
  private PlaceImage shown;

  @BeforeAll
  static void prepare() throws IOException {
    map = TinyMap.write(prepared.resolve("map"));
    try (Compute compute = Compute.open(DeviceChoice.CPU, 2);
        DescriptorStore store =
            DescriptorStore.open(prepared.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
        Workspace workspace =
            Workspace.open(PlaceMapFormats.known().read(map, Progress.NONE), compute, store)) {
      workspace.pipeline(CONFIG).query(workspace.map().queries().get(1), Progress.NONE);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  @BeforeEach
  void answerAQuery() throws IOException {
    copy(prepared.resolve("cache"), folder.resolve("cache"));
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
    workspace = Workspace.open(PlaceMapFormats.known().read(map, Progress.NONE), compute, store);
    query = workspace.map().queries().get(1);
    shown = run(CONFIG).get(2).image();
    // Matches come from the store; the patches are wanted in memory too.
    for (Candidate candidate : run(CONFIG).subList(0, 5)) {
      workspace
          .pipeline(CONFIG)
          .prepare(Progress.NONE)
          .match(query, candidate.image(), Progress.NONE);
    }
  }

  @AfterEach
  void close() {
    workspace.close();
    store.close();
    compute.close();
  }

  private static PipelineConfig matching(PairScorer scorer, double tolerance, double... weights) {
    return CONFIG.withMatching(
        new MatchConfig(scorer, tolerance, java.util.Arrays.stream(weights).boxed().toList(), 0));
  }

  private static PipelineConfig scales(PatchScale... scales) {
    return CONFIG.withScales(List.of(scales), CONFIG.matching());
  }

  static Stream<Arguments> changes() {
    VocabularyConfig words = CONFIG.words().orElseThrow();
    return Stream.of(
        Arguments.of("weights", matching(new RapidScore(), 1.5, .2, .9), Map.of()),
        Arguments.of(
            "scorer", matching(new RansacScore(1.5), 1.5, .5, .5), Map.of(RANSAC_SCORES, 5)),
        Arguments.of("unused tolerance", matching(new RapidScore(), 3, .5, .5), Map.of()),
        Arguments.of(
            "one more candidate",
            CONFIG.withRerank(6),
            Map.of(PatchStep.KIND, 1, SimilarityStep.KIND, 1, RAPID_SCORES, 1)),
        Arguments.of(
            "one patch size",
            scales(new PatchScale(2, 1), new PatchScale(4, 1)),
            Map.of(PatchStep.KIND, 6, SimilarityStep.KIND, 5, RAPID_SCORES, 5)),
        Arguments.of(
            "strides",
            scales(new PatchScale(2, 2), new PatchScale(3, 2)),
            Map.of(PatchStep.KIND, 6, SimilarityStep.KIND, 5, RAPID_SCORES, 5)),
        Arguments.of(
            "dimensions",
            CONFIG.withReduction(new ReductionConfig(8, 0, 200)),
            Map.of(
                ProjectionStep.KIND,
                1,
                PatchStep.KIND,
                6,
                SimilarityStep.KIND,
                5,
                RAPID_SCORES,
                5)),
        Arguments.of(
            "precision of matching",
            CONFIG.withMatching(CONFIG.matching().withPrecision(Precision.BF16)),
            Map.of(SimilarityStep.KIND, 5, RAPID_SCORES, 5)),
        Arguments.of(
            "precision of network and projection",
            CONFIG.withPrecision(Precision.BF16),
            Map.of(
                FeatureStep.KIND,
                IMAGES,
                LearningStep.KIND,
                1,
                GlobalStep.KIND,
                TinyMap.DATABASE + 1,
                ProjectionStep.KIND,
                1,
                PatchStep.KIND,
                6,
                SimilarityStep.KIND,
                5,
                RAPID_SCORES,
                5)),
        Arguments.of(
            "index",
            CONFIG.withIndex(IndexConfig.of("HNSW8")),
            Map.of(IndexStep.KIND, TinyMap.DATABASE)),
        Arguments.of(
            "seed",
            CONFIG.withWords(
                new VocabularyConfig(words.clusters(), words.samples(), words.iterations(), 2)),
            Map.of(
                LearningStep.KIND,
                1,
                GlobalStep.KIND,
                TinyMap.DATABASE + 1,
                ProjectionStep.KIND,
                1,
                PatchStep.KIND,
                6,
                SimilarityStep.KIND,
                5,
                RAPID_SCORES,
                5)),
        Arguments.of(
            "decoding",
            CONFIG.withDecoding(Decoding.FAST),
            Map.of(
                FeatureStep.KIND,
                IMAGES,
                LearningStep.KIND,
                1,
                GlobalStep.KIND,
                TinyMap.DATABASE + 1,
                ProjectionStep.KIND,
                1,
                PatchStep.KIND,
                6,
                SimilarityStep.KIND,
                5,
                RAPID_SCORES,
                5)),
        Arguments.of(
            "image size",
            CONFIG.withImageSize(new ImageSize(192, 128)),
            Map.of(
                FeatureStep.KIND,
                IMAGES,
                LearningStep.KIND,
                1,
                GlobalStep.KIND,
                TinyMap.DATABASE + 1,
                ProjectionStep.KIND,
                1,
                PatchStep.KIND,
                6,
                SimilarityStep.KIND,
                5,
                RAPID_SCORES,
                5)));
  }

  /** The pair shown is the first of its list, so that the counts can be told by hand. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void exactlyTheStagesThatAreForetoldRunAgain(
      String what, PipelineConfig changed, Map<StepKind, Integer> expected) {
    Requirement.met(compute.refusal(changed.precision()));
    Requirement.met(compute.refusal(changed.matching().precision()));
    Pipeline pipeline = workspace.pipeline(changed);
    Workload foretold = pipeline.workload(query, null, Progress.NONE);
    StepTimes before = workspace.stepTimes();

    PlaceImage first = pipeline.query(query, Progress.NONE).candidates().getFirst().image();
    pipeline.prepare(Progress.NONE).match(query, first, Progress.NONE);

    assertThat(foretold.counts()).as(what).isEqualTo(expected);
    assertThat(runsSince(before)).as(what).isEqualTo(expected);
    assertThat(pipeline.workload(query, first, Progress.NONE).counts()).isEmpty();
  }

  @Test
  void thePairOnTheScreenIsForetoldTooEvenIfItIsNotInTheList() {
    PlaceImage last =
        workspace.pipeline(CONFIG).query(query, Progress.NONE).candidates().getLast().image();
    Pipeline pipeline = workspace.pipeline(scales(new PatchScale(2, 1), new PatchScale(5, 2)));
    Workload foretold = pipeline.workload(query, last, Progress.NONE);
    StepTimes before = workspace.stepTimes();

    pipeline.prepare(Progress.NONE).match(query, last, Progress.NONE);
    pipeline.query(query, Progress.NONE);

    assertThat(foretold.counts())
        .isEqualTo(Map.of(PatchStep.KIND, 7, SimilarityStep.KIND, 6, RAPID_SCORES, 5));
    assertThat(runsSince(before)).isEqualTo(foretold.counts());
  }

  @Test
  void aToleranceUsedBeforeNeedsNoRansac() {
    run(matching(new RansacScore(1.5), 1.5, .5, .5));
    run(matching(new RansacScore(2.5), 2.5, .5, .5));
    StepTimes before = workspace.stepTimes();

    run(matching(new RansacScore(1.5), 1.5, .1, .9));
    run(matching(new RansacScore(2.5), 2.5, .1, .9));
    run(matching(new RapidScore(), 2.5, .1, .9));

    assertThat(runsSince(before)).isEmpty();
  }

  @Test
  void scoresFromTheCacheAreThoseOfAFreshWorkspace() {
    PipelineConfig ransac = matching(new RansacScore(2), 2, .3, .7);
    run(ransac);
    List<Candidate> again = run(ransac);
    try (DescriptorStore empty = DescriptorStore.temporary();
        Workspace fresh = Workspace.open(workspace.map(), compute, empty)) {
      assertThat(again).isEqualTo(fresh.pipeline(ransac).query(query, Progress.NONE).candidates());
    }
  }

  @Test
  void afterARestartMatchesComeFromTheStoreAndOnlyScoresAreComputed() {
    try (Workspace later = Workspace.open(workspace.map(), compute, store)) {
      Pipeline pipeline = later.pipeline(CONFIG);
      Workload foretold = pipeline.workload(query, null, Progress.NONE);
      pipeline.query(query, Progress.NONE);

      assertThat(foretold.counts()).isEqualTo(Map.of(RAPID_SCORES, 5));
      assertThat(runs(later.stepTimes())).isEqualTo(Map.of(RAPID_SCORES, 5));
    }
  }

  @Test
  void beforeAnythingIsComputedEverythingIsForetold() {
    try (DescriptorStore empty = DescriptorStore.temporary();
        Workspace fresh = Workspace.open(workspace.map(), compute, empty)) {
      CostEstimate cost = fresh.pipeline(CONFIG).cost(query, null, Progress.NONE);
      fresh.pipeline(CONFIG).query(query, Progress.NONE);

      assertThat(cost.work().counts()).isEqualTo(runs(fresh.stepTimes()));
      assertThat(cost.measured()).isFalse();
      assertThat(fresh.pipeline(CONFIG).cost(query, null, Progress.NONE).seconds()).isZero();
    }
  }

  @Test
  void comparingAPairStopsWhenItIsCancelledAndLeavesTheNextOneUsable() {
    PipelineConfig other = scales(new PatchScale(4, 1), new PatchScale(5, 1));
    AtomicInteger asked = new AtomicInteger();
    Progress cancelledSoon =
        new Progress() {
          @Override
          public void report(String message, double fraction) {}

          @Override
          public boolean isCancelled() {
            return asked.incrementAndGet() > 3;
          }
        };

    assertThatThrownBy(
            () ->
                workspace.pipeline(other).prepare(Progress.NONE).match(query, shown, cancelledSoon))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(
            () -> workspace.pipeline(other).prepare(Progress.NONE).assignment(query, cancelledSoon))
        .isInstanceOf(CancellationException.class);
    assertThat(
            workspace
                .pipeline(other)
                .prepare(Progress.NONE)
                .match(query, shown, Progress.NONE)
                .scales())
        .hasSize(2);
  }

  @Test
  void aRankingUnderWayPutsWhatHasBeenComparedFirst() {
    List<Retrieved> retrieved =
        workspace.pipeline(CONFIG).query(query, Progress.NONE).beforeReranking().stream()
            .map(
                c ->
                    new Retrieved(
                        c.image(),
                        c.queryView(),
                        c.databaseIndex(),
                        c.rankBefore(),
                        c.rankBefore(),
                        c.distance(),
                        c.truth()))
            .toList();
    Reranking reranking =
        new Reranking(query, retrieved, 5, List.of(), List.of(1.0, 1.0), CONFIG.matching());

    reranking.put(3, new double[] {1, 2});
    reranking.put(1, new double[] {2, 3});
    PartialRanking sofar = reranking.soFar();

    assertThat(sofar.compared()).isEqualTo(2);
    assertThat(sofar.wanted()).isEqualTo(5);
    assertThat(sofar.result().candidates().stream().map(Candidate::rankBefore))
        .containsExactly(2, 4, 1, 3, 5, 6, 7, 8);
    assertThat(sofar.result().candidates().stream().map(Candidate::rankAfter))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(sofar.result().candidates().stream().map(Reranked.class::isInstance))
        .containsExactly(true, true, false, false, false, false, false, false);
  }

  @Test
  void whatIsKnownSoFarIsToldInOrderAndNeverTheEnd() {
    List<Integer> told = new ArrayList<>();
    Ticker always = new Ticker(java.time.Duration.ZERO, java.time.Duration.ZERO);
    for (int i = 0; i < 3; i++) {
      int number = i;
      always.tick(() -> told.add(number));
    }
    Ticker never = new Ticker(java.time.Duration.ofDays(1), java.time.Duration.ZERO);
    never.tick(() -> told.add(99));

    assertThat(told).containsExactly(0, 1, 2);
  }

  private List<Candidate> run(PipelineConfig config) {
    return workspace.pipeline(config).query(query, Progress.NONE).candidates();
  }

  private static Map<StepKind, Integer> runs(StepTimes times) {
    return runs(times::runs);
  }

  private Map<StepKind, Integer> runsSince(StepTimes before) {
    StepTimes now = workspace.stepTimes();
    return runs(stage -> now.runs(stage) - before.runs(stage));
  }

  private static Map<StepKind, Integer> runs(Function<StepKind, Integer> count) {
    Map<StepKind, Integer> runs = new HashMap<>();
    for (StepKind kind : KINDS) {
      if (count.apply(kind) > 0) {
        runs.put(kind, count.apply(kind));
      }
    }
    return runs;
  }

  @Test
  void morePatchesCostMore() {
    PipelineConfig dense =
        scales(
            CONFIG.scales().stream()
                .map(s -> new PatchScale(s.size(), 1))
                .toArray(PatchScale[]::new));
    PipelineConfig sparse =
        scales(
            CONFIG.scales().stream()
                .map(s -> new PatchScale(s.size(), 2))
                .toArray(PatchScale[]::new));

    assertThat(workspace.pipeline(dense).oneQuery().seconds(StepTimes.NONE, 1))
        .isGreaterThan(workspace.pipeline(sparse).oneQuery().seconds(StepTimes.NONE, 1));
  }
}
