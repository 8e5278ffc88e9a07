package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.Golden;
import org.vladoscope.Requirement;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.Processor;
import org.vladoscope.config.ConfigJson;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.StepTimes;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.RgbImage;
import org.vladoscope.step.FeatureStep;
import org.vladoscope.step.GlobalStep;
import org.vladoscope.step.ProjectionStep;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.NetVlad;
import org.vladoscope.vlad.ReductionConfig;
import org.vladoscope.vlad.Vocabulary;
import tools.jackson.databind.json.JsonMapper;

/** What reduced precision changes, and what it leaves as it was. */
@Tag("slow")
class ReducedPrecisionTest {

  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 2);

  @TempDir static Path folder;

  private static PlaceMap map;

  @BeforeAll
  static void write() throws IOException {
    map = PlaceMapFormats.known().read(TinyMap.write(folder), Progress.NONE);
  }

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  private static PipelineConfig narrowMatching(PipelineConfig config) {
    return config.withMatching(config.matching().withPrecision(Precision.BF16));
  }

  /** A small VGG16 with clusters and a projection of its own. */
  private static PipelineConfig trained() throws URISyntaxException {
    Path file =
        Path.of(
            Objects.requireNonNull(
                    ReducedPrecisionTest.class.getResource(
                        "/golden/checkpoint/tiny_WPCA7_float64wpca.pth.tar"))
                .toURI());
    return TinyMap.CONFIG
        .withBackbone(new BackboneChoice("vgg16", file))
        .withWords(
            TinyMap.CONFIG.words().orElseThrow().withFile(file, 5),
            ReductionConfig.trained(file, 7));
  }

  private static void assumeReducedPrecision() {
    Requirement.met(COMPUTE.refusal(Precision.BF16));
  }

  @Test
  void aNetworkInReducedPrecisionRunsAnewOnceAndDescriptorsDifferInTheThirdDigit()
      throws URISyntaxException {
    assumeReducedPrecision();
    PlaceImage query = map.queries().getFirst();
    try (DescriptorStore store = DescriptorStore.temporary();
        Workspace workspace = Workspace.open(map, COMPUTE, store)) {
      Pipeline full = workspace.pipeline(trained());
      Pipeline narrow = workspace.pipeline(trained().withPrecision(Precision.BF16));
      float[] exact = full.prepare(Progress.NONE).global(query, Progress.NONE);
      int runs = workspace.networkRuns();

      float[] rounded = narrow.prepare(Progress.NONE).global(query, Progress.NONE);

      assertThat(workspace.networkRuns()).isEqualTo(2 * runs);
      assertThat(Golden.maxDifference(exact, rounded)).isBetween(1e-6f, 1e-2f);
      assertThat(full.prepare(Progress.NONE).global(query, Progress.NONE)).isEqualTo(exact);
      assertThat(narrow.prepare(Progress.NONE).global(query, Progress.NONE)).isEqualTo(rounded);
      assertThat(workspace.networkRuns()).isEqualTo(2 * runs);
    }
  }

  @Test
  void aBackboneThatKnowsNoOtherPrecisionKeepsItsFeaturesAndOnlyTheProjectionRounds() {
    assumeReducedPrecision();
    PipelineConfig config =
        TinyMap.CONFIG
            .withBackbone(new BackboneChoice("rootsift", null))
            .withReduction(new ReductionConfig(16, 0, 200));
    PlaceImage query = map.queries().getFirst();
    try (DescriptorStore store = DescriptorStore.temporary();
        Workspace workspace = Workspace.open(map, COMPUTE, store)) {
      float[] exact =
          workspace
              .pipeline(config)
              .prepare(Progress.NONE)
              .patches(query, Progress.NONE)
              .getFirst()
              .data();
      StepTimes before = workspace.stepTimes();

      Pipeline narrow = workspace.pipeline(config.withPrecision(Precision.BF16));
      float[] rounded =
          narrow.prepare(Progress.NONE).patches(query, Progress.NONE).getFirst().data();

      assertThat(Golden.maxDifference(exact, rounded)).isBetween(1e-6f, 1e-2f);
      for (StepKind stage : List.of(FeatureStep.KIND, GlobalStep.KIND, ProjectionStep.KIND)) {
        assertThat(workspace.stepTimes().runs(stage)).as("%s", stage).isEqualTo(before.runs(stage));
      }
    }
  }

  @Test
  void theEmbeddedNetworkInReducedPrecisionGivesMuchTheSameFeatures() {
    assumeReducedPrecision();
    try (DescriptorStore store = DescriptorStore.temporary();
        Workspace workspace = Workspace.open(map, COMPUTE, store);
        Backbone full = Backbones.open(BackboneChoice.EMBEDDED, COMPUTE);
        Backbone narrow = Backbones.open(BackboneChoice.EMBEDDED, Precision.BF16, COMPUTE)) {
      RgbImage picture =
          BilinearResize.resize(
              ImageDecoder.decode(map.queries().getFirst().file()), TinyMap.CONFIG.imageSize());
      FeatureMap exact = full.extract(picture);
      FeatureMap rounded = narrow.extract(picture);
      float[] difference = new float[exact.cells().data().length];
      for (int i = 0; i < difference.length; i++) {
        difference[i] = exact.cells().data()[i] - rounded.cells().data()[i];
      }
      double relative =
          L2.norm(difference, 0, difference.length)
              / L2.norm(exact.cells().data(), 0, difference.length);
      assertThat(relative).isBetween(1e-3, .15);

      // Described by the same clusters, images stay where they were.
      Vocabulary words =
          workspace.pipeline(TinyMap.CONFIG).prepare(Progress.NONE).vocabulary(Progress.NONE);
      assertThat(
              Golden.maxDifference(
                  NetVlad.describe(exact, words), NetVlad.describe(rounded, words)))
          .isLessThan(5e-2f);
    }
  }

  @Test
  void reducedPrecisionOfMatchingChangesSimilaritiesButNoDescriptors() {
    assumeReducedPrecision();
    PlaceImage query = map.queries().getFirst();
    PlaceImage candidate = map.database().getFirst();
    try (DescriptorStore store = DescriptorStore.temporary();
        Workspace workspace = Workspace.open(map, COMPUTE, store)) {
      Pipeline full = workspace.pipeline(TinyMap.CONFIG);
      Pipeline narrow = workspace.pipeline(narrowMatching(TinyMap.CONFIG));

      float[] exact = similarities(full, query, candidate);
      float[] rounded = similarities(narrow, query, candidate);

      assertThat(Golden.maxDifference(exact, rounded)).isBetween(1e-6f, 1e-2f);
      List<FloatMatrix> patches = full.prepare(Progress.NONE).patches(query, Progress.NONE);
      assertThat(narrow.prepare(Progress.NONE).patches(query, Progress.NONE)).isEqualTo(patches);
      assertThat(similarities(full, query, candidate)).isEqualTo(exact);
      // The row that a click on a patch shows has the digits of the matches.
      float[] row =
          narrow.prepare(Progress.NONE).similarities(query, 0, 3, candidate, Progress.NONE);
      float best = Float.NEGATIVE_INFINITY;
      for (float similarity : row) {
        best = Math.max(best, similarity);
      }
      assertThat(best).isEqualTo(rounded[3]);
    }
  }

  private static float[] similarities(Pipeline pipeline, PlaceImage query, PlaceImage candidate) {
    return pipeline
        .prepare(Progress.NONE)
        .match(query, candidate, Progress.NONE)
        .scales()
        .getFirst()
        .similarity()
        .querySimilarity();
  }

  @Test
  void aProcessorThatCannotDoItRefusesBeforeAnythingIsComputed() {
    Processor old = new Processor(Set.of("avx2"));
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1, old);
        DescriptorStore store = DescriptorStore.temporary();
        Workspace workspace = Workspace.open(map, compute, store)) {
      for (PipelineConfig config :
          List.of(TinyMap.CONFIG.withPrecision(Precision.BF16), narrowMatching(TinyMap.CONFIG))) {
        assertThatThrownBy(() -> workspace.pipeline(config).evaluate(Progress.NONE))
            .isInstanceOf(InputException.class)
            .hasMessageContaining("This processor has no bfloat16 instructions");
        assertThatThrownBy(
                () -> workspace.pipeline(config).prepare(Progress.NONE).vocabulary(Progress.NONE))
            .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> workspace.check(config)).isInstanceOf(InputException.class);
      }
      assertThat(workspace.stepTimes().runs(FeatureStep.KIND)).isZero();
    }
  }

  @Test
  void onlyStepsThatReallyRoundAreNamed() throws URISyntaxException {
    PipelineConfig gradients =
        TinyMap.CONFIG
            .withBackbone(new BackboneChoice("rootsift", null))
            .withPrecision(Precision.BF16);
    PipelineConfig whole = gradients.withReduction(new ReductionConfig(0, 0, 2));

    assertThat(ConfigText.reduced(TinyMap.CONFIG)).isEmpty();
    assertThat(ConfigText.device("CPU", TinyMap.CONFIG)).isEqualTo("CPU");
    assertThat(ConfigText.reduced(whole)).isEmpty();
    assertThat(ConfigText.reduced(gradients)).isEqualTo("bf16 for projection");
    assertThat(ConfigText.reduced(narrowMatching(whole))).isEqualTo("bf16 for matching");
    PipelineConfig all = narrowMatching(trained().withPrecision(Precision.BF16));
    assertThat(ConfigText.device("CPU, 2 threads", all))
        .isEqualTo("CPU, 2 threads, bf16 for network, projection and matching");
    assertThat(ConfigText.summary(all)).endsWith(" · bf16 for network, projection and matching");
  }

  @Test
  void bothPrecisionsAreKeptInFilesAndOldFilesWithoutThemMeanFullPrecision() {
    JsonMapper mapper = JsonMapper.shared();
    PipelineConfig both = narrowMatching(TinyMap.CONFIG.withPrecision(Precision.BF16));
    Map<String, Object> json = ConfigJson.of(both);

    assertThat(ConfigJson.read(mapper.valueToTree(json))).isEqualTo(both);
    assertThat(ConfigText.differences(List.of(TinyMap.CONFIG, both)))
        .isEqualTo(
            Map.of(
                "precision", List.of("FP32", "BF16"),
                "matching.precision", List.of("FP32", "BF16")));
    assertThat(Stream.of("precision", "matching.precision", "matching.scorer"))
        .extracting(ConfigText::shortName)
        .containsExactly("precision", "matching precision", "scorer");
    json.remove("precision");
    ((Map<?, ?>) Objects.requireNonNull(json.get("matching"))).remove("precision");
    assertThat(ConfigJson.read(mapper.valueToTree(json))).isEqualTo(TinyMap.CONFIG);
  }
}
