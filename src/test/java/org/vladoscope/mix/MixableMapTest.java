package org.vladoscope.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.metric.QueryOutcome;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.pipeline.ProjectionSource;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.ReductionConfig;

/** The mixing desk against the pipeline that is told the same mix. */
@Tag("slow")
class MixableMapTest {

  private static final PipelineConfig CONFIG = TinyMap.CONFIG.withRerank(0);

  private static final int DIMS = 5;

  @TempDir Path folder;
  private Compute compute;
  private DescriptorStore store;
  private Workspace workspace;

  @BeforeEach
  void open() throws IOException {
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
    Path map = TinyMap.write(folder.resolve("map"));
    // Wrong for most queries at rank 1, so that there is something to win and to lose.
    Files.writeString(
        map.resolve("ground_truth.csv"),
        """
        query0.png,place0.png
        query1.png,place3.png
        query2.png,place6.png
        query3.png,place4.png
        query3.png,place5.png
        query4.png,place7.png
        """);
    workspace =
        Workspace.open(
            PlaceMapFormats.known().read(map, Progress.NONE), compute, store, Crew.NOBODY);
  }

  @AfterEach
  void close() {
    workspace.close();
    store.close();
    compute.close();
  }

  private PreparedMap prepared(PipelineConfig config) {
    return workspace.pipeline(config).prepare(Progress.NONE);
  }

  private MixableMap desk(PipelineConfig config) {
    return MixableMaps.open(prepared(config), workspace.map().groundTruth(), Progress.NONE);
  }

  /** The outcomes of the pipeline's own search of all places. */
  private List<QueryOutcome> searched(PipelineConfig config) {
    List<QueryOutcome> outcomes = new ArrayList<>();
    for (int q = 0; q < workspace.map().queries().size(); q++) {
      QueryResult answer =
          workspace.pipeline(config).query(workspace.map().queries().get(q), Progress.NONE);
      int[] ranking = answer.candidates().stream().mapToInt(c -> c.databaseIndex()).toArray();
      outcomes.add(QueryOutcome.of(q, ranking, null, workspace.map().groundTruth()));
    }
    return outcomes;
  }

  private static List<Integer> ranks(List<QueryOutcome> outcomes) {
    return outcomes.stream().map(QueryOutcome::rank).toList();
  }

  @Test
  void ranksUnderAnyMixAreThoseOfThePipelineWithThatMix() {
    try (MixableMap desk = desk(CONFIG)) {
      for (String text :
          List.of("none", "2=0", "2=0,5=3", "0=0,1=0,2=0,3=0,4=0,5=0,7=0", "6=0.2", "none")) {
        ClusterMix mix = ClusterMix.parse(text);
        Standing standing = desk.rank(mix.factors(8), Progress.NONE);
        assertThat(ranks(standing.outcomes().list()))
            .as(text)
            .isEqualTo(ranks(searched(CONFIG.withMix(mix))));
      }
    }
  }

  @Test
  void projectedRanksAreThoseOfThePipelineToo() {
    Path file = folder.resolve("trained.safetensors");
    workspace
        .pipeline(CONFIG.withReduction(new ReductionConfig(DIMS, 0, 200)))
        .trained(ProjectionSource.GLOBALS, Progress.NONE)
        .write(file, Progress.NONE);
    PipelineConfig projected =
        CONFIG.withWords(
            CONFIG.words().orElseThrow().withFile(file, 8), ReductionConfig.trained(file, DIMS));
    try (MixableMap desk = desk(projected)) {
      for (String text : List.of("none", "2=0", "2=0,5=3", "1=0,2=0,6=0.1")) {
        ClusterMix mix = ClusterMix.parse(text);
        assertThat(ranks(desk.rank(mix.factors(8), Progress.NONE).outcomes().list()))
            .as(text)
            .isEqualTo(ranks(searched(projected.withMix(mix))));
      }
    }
    assertThat(MixableMaps.refusal(projected.withPrecision(Precision.BF16)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("bf16", "choose precision fp32"));
  }

  @Test
  void answersOfAnotherMixLieUnderAnotherKeyAndThoseOfNoneUnderTheOldOne() {
    assertThat(prepared(CONFIG.withMix(ClusterMix.parse("none"))).answerKey())
        .isEqualTo(prepared(CONFIG).answerKey())
        .isNotEqualTo(prepared(CONFIG.withMix(ClusterMix.parse("2=0"))).answerKey());
  }

  @Test
  void anExportedVocabularyDoesNotHoldTheMixWhichIsASetting() {
    ClusterMix mix = ClusterMix.parse("2=0,5=3");
    assertThat(
            workspace
                .pipeline(CONFIG.withMix(mix))
                .trained(ProjectionSource.PATCHES, Progress.NONE)
                .vocabulary()
                .wordWeights())
        .containsExactly(
            workspace
                .pipeline(CONFIG)
                .trained(ProjectionSource.PATCHES, Progress.NONE)
                .vocabulary()
                .wordWeights());
  }

  @Test
  void whatMutingAClusterWouldDoIsWhatItDoes() {
    double[] factors = ClusterMix.parse("4=0,1=2").factors(8);
    try (MixableMap desk = desk(CONFIG)) {
      Standing before = desk.rank(factors, Progress.NONE);
      List<Integer> told = new ArrayList<>();
      List<ClusterEffect> effects =
          desk.effects(factors, effect -> told.add(effect.cluster()), Progress.NONE);
      assertThat(told).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
      for (int k = 0; k < 8; k++) {
        double[] less = factors.clone();
        less[k] = 0;
        Standing after = desk.rank(less, Progress.NONE);
        assertThat(effects.get(k).recall())
            .isCloseTo(after.recall(1) - before.recall(1), within(1e-12));
        assertThat(effects.get(k).reciprocalRank())
            .isCloseTo(after.reciprocalRank() - before.reciprocalRank(), within(1e-12));
        assertThat(effects.get(k).won()).isEqualTo(after.against(before, 1).won().size());
        assertThat(effects.get(k).lost()).isEqualTo(after.against(before, 1).lost().size());
      }
      assertThat(effects.get(4).recall()).isZero();
      assertThat(effects).anyMatch(effect -> effect.reciprocalRank() != 0);
    }
  }

  /** Each step is the best of all, by plain trials; the last one cannot be bettered. */
  @Test
  void harmfulClustersAreThoseThatPlainTrialsFind() {
    try (MixableMap desk = desk(CONFIG)) {
      List<HarmfulClusters.Step> told = new ArrayList<>();
      HarmfulClusters found = desk.harmful(desk.unmixed(), told::add, Progress.NONE);
      assertThat(told).isEqualTo(found.steps());
      double[] factors = desk.unmixed();
      for (int step = 1; step <= found.steps().size(); step++) {
        double now = chosen(desk, found, factors);
        double best = now;
        for (int k = 0; k < 8; k++) {
          double[] less = factors.clone();
          less[k] = 0;
          if (factors[k] > 0 && !isEmpty(less)) {
            best = Math.max(best, chosen(desk, found, less));
          }
        }
        if (step == found.steps().size()) {
          assertThat(best).isCloseTo(now, within(1e-9));
        } else {
          factors[found.steps().get(step).cluster()] = 0;
          assertThat(chosen(desk, found, factors)).isCloseTo(best, within(1e-9)).isGreaterThan(now);
          assertThat(found.steps().get(step).chosenReciprocalRank()).isCloseTo(best, within(1e-12));
        }
      }
      assertThat(found.steps()).as("something does harm here").hasSizeGreaterThan(1);
      double first = found.steps().getFirst().heldOutRecall();
      double last = found.steps().getLast().heldOutRecall();
      assertThat(found.gain().value()).isCloseTo(last - first, within(1e-12));
      assertThat(found.gain().low()).isLessThanOrEqualTo(found.gain().value());
      assertThat(found.warnings()).anyMatch(warning -> warning.startsWith("Only "));
      assertThat(found.convention()).contains("chosen by", "judged by", "bootstrap");
    }
  }

  private static boolean isEmpty(double[] factors) {
    return java.util.Arrays.stream(factors).allMatch(factor -> factor == 0);
  }

  private static double chosen(MixableMap desk, HarmfulClusters found, double[] factors) {
    return desk.rank(factors, Progress.NONE).outcomes().list().stream()
        .filter(outcome -> found.halves().chosenBy().contains(outcome.query()))
        .mapToDouble(QueryOutcome::reciprocalRank)
        .average()
        .orElseThrow();
  }

  @Test
  void aCancelEndsTheSearchAtTheNextTrial() {
    try (MixableMap desk = desk(CONFIG)) {
      List<Integer> steps = new ArrayList<>();
      Progress stopping =
          new Progress() {
            @Override
            public void report(String message, double fraction) {}

            @Override
            public boolean isCancelled() {
              return !steps.isEmpty();
            }
          };
      assertThatThrownBy(
              () -> desk.harmful(desk.unmixed(), step -> steps.add(step.cluster()), stopping))
          .isInstanceOf(CancellationException.class);
      assertThat(steps).containsExactly(-1);
      assertThat(desk.rank(desk.unmixed(), Progress.NONE).outcomes().list()).hasSize(5);
    }
  }

  @Test
  void whoHasNoClustersSaysWhy() {
    assertThat(MixableMaps.refusal(CONFIG.withAggregator(Aggregators.ALL.parse("gem"))))
        .hasValue("GeM has no clusters, so there is nothing to mix.");
    assertThat(MixableMaps.refusal(CONFIG.withAggregator(Aggregators.ALL.parse("salad"))))
        .hasValueSatisfying(reason -> assertThat(reason).contains("summary of the whole image"));
    assertThatThrownBy(
            () -> MixableMaps.open(prepared(CONFIG), GroundTruth.unknown(), Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("choose a ground truth first");
  }

  @Test
  void aDeskThatDoesNotFitIntoMemorySaysHowMuchItNeeds() {
    assertThat(MixableMaps.bytes(64, 1000, 1000, Optional.empty())).isEqualTo(256_000_000);
    assertThat(MixableMaps.bytes(64, 1000, 1000, Optional.of(512))).isEqualTo(262_144_000);
    assertThatThrownBy(() -> MixableMaps.checkMemory(64, 2_000_000, 1_000_000, Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "Mixing 64 clusters of 2000000 queries and 1000000 images takes 512000.0 GB of memory")
        .hasMessageEndingWith("Choose fewer clusters, or open a part of the map.");
  }

  @Test
  void aClosedDeskRanksNothing() {
    MixableMap desk = desk(CONFIG);
    double[] factors = desk.unmixed();
    desk.close();
    desk.close();
    assertThatThrownBy(() -> desk.rank(factors, Progress.NONE))
        .isInstanceOf(CancellationException.class);
  }
}
