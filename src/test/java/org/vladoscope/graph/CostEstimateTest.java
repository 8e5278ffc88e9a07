package org.vladoscope.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.image.ImageSize;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.Matcher;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;

class CostEstimateTest {

  private static final PipelineConfig CONFIG = Preset.DEFAULT.config();
  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 1);
  private static final BackboneInfo BACKBONE = Backbones.describe(CONFIG.backbone(), COMPUTE);
  private static final Workload NOTHING = new Workload(Map.of());

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  private static CostEstimate estimate(PipelineConfig config, Workload work, StageTimes times) {
    return CostEstimate.of(config, BACKBONE, 1000, work, times, 2);
  }

  @Test
  void patchesAndBytesAreThoseOfTheGridsAndTheDescriptors() {
    CostEstimate cost = estimate(CONFIG, NOTHING, StageTimes.NONE);

    // 640×480 pixels are 40×30 cells; sizes 2, 5, 8 at stride 2: 20·15 + 18·13 + 17·12 patches.
    assertThat(cost.patches()).isEqualTo(300 + 234 + 204);
    assertThat(cost.descriptorLength()).isEqualTo(256);
    assertThat(cost.patchBytes()).isEqualTo(738L * 256 * 4);
    assertThat(cost.featureBytes()).isEqualTo(40L * 30 * 96 * 2);
    assertThat(cost.indexBytes()).isEqualTo(1000L * 32 * 96 * 4);
    assertThat(cost.seconds()).isZero();
    assertThat(cost.measured()).isTrue();
  }

  @Test
  void unreducedDescriptorsAreAsLongAsWordsTimesChannelsAndReducedOnesNeverLonger() {
    PipelineConfig whole = CONFIG.withReduction(new ReductionConfig(0, 0, 6000));
    PipelineConfig tooMany = CONFIG.withReduction(new ReductionConfig(4096, 1, 8192));
    PipelineConfig fewSamples = CONFIG.withReduction(new ReductionConfig(512, 0, 100));

    assertThat(estimate(whole, NOTHING, StageTimes.NONE).descriptorLength()).isEqualTo(32 * 96);
    assertThat(estimate(tooMany, NOTHING, StageTimes.NONE).descriptorLength()).isEqualTo(32 * 96);
    assertThat(estimate(fewSamples, NOTHING, StageTimes.NONE).descriptorLength()).isEqualTo(99);
  }

  @Test
  void imagesAreSharedBetweenTheThreadsAndTheVocabularyIsNot() {
    double pixels = 640.0 * 480;
    StageTimes times =
        new StageTimes(
            Map.of(
                Stage.FEATURES,
                new StageTimes.Total(4, 4 * pixels, 2),
                Stage.VOCABULARY,
                new StageTimes.Total(1, 20_000.0 * 32 * 96, 3)));
    Workload work = new Workload(Map.of(Stage.FEATURES, 11, Stage.VOCABULARY, 1));

    CostEstimate cost = estimate(CONFIG, work, times);

    // Half a second for an image, six turns of two threads; three seconds for the words.
    assertThat(cost.seconds()).isCloseTo(6 * .5 + 3, within(1e-9));
    assertThat(cost.measured()).isTrue();
  }

  @Test
  void timesMeasuredAtOneImageSizeTellAboutAnother() {
    StageTimes times =
        new StageTimes(Map.of(Stage.FEATURES, new StageTimes.Total(1, 640 * 480, 1)));
    Workload work = new Workload(Map.of(Stage.FEATURES, 2));
    PipelineConfig small = CONFIG.withImageSize(new ImageSize(320, 256));

    assertThat(estimate(small, work, times).seconds())
        .isCloseTo(320.0 * 256 / (640 * 480), within(1e-9));
  }

  @Test
  void aStageThatNeverRanIsEstimatedByWhatIsUsualAndSaysSo() {
    CostEstimate cost = estimate(CONFIG, new Workload(Map.of(Stage.PATCHES, 2)), StageTimes.NONE);

    assertThat(cost.measured()).isFalse();
    assertThat(cost.seconds()).isPositive();
  }

  @Test
  void morePatchesCostMore() {
    Workload work = new Workload(Map.of(Stage.PATCHES, 100, Stage.MATCHES, 100));
    PipelineConfig dense =
        CONFIG.withScales(
            CONFIG.scales().stream().map(s -> new PatchScale(s.size(), 1)).toList(),
            CONFIG.matching());

    assertThat(estimate(dense, work, StageTimes.NONE).seconds())
        .isGreaterThan(3 * estimate(CONFIG, work, StageTimes.NONE).seconds());
  }

  @Test
  void stagesAreListedInTheirOrderAndOnlyIfTheyHaveSomethingToDo() {
    Workload work = new Workload(Map.of(Stage.RAPID, 3, Stage.FEATURES, 1, Stage.GLOBALS, 0));

    assertThat(work.units().keySet()).containsExactly(Stage.FEATURES, Stage.RAPID);
    assertThat(work.of(Stage.GLOBALS)).isZero();
  }

  @Test
  void settingsThatDoNotFitAreNamed() {
    PipelineConfig tooLarge =
        CONFIG.withScales(
            List.of(new PatchScale(31, 1)), new MatchConfig(Matcher.RAPID, 1.5, List.of(1.0), 0));
    PipelineConfig odd = CONFIG.withImageSize(new ImageSize(100, 100));

    assertThatThrownBy(() -> estimate(tooLarge, NOTHING, StageTimes.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("31×31");
    assertThatThrownBy(() -> estimate(odd, NOTHING, StageTimes.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("100x100");
  }
}
