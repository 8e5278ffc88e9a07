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
import org.vladoscope.match.RapidScore;
import org.vladoscope.step.FeatureStep;
import org.vladoscope.step.GlobalStep;
import org.vladoscope.step.LearningStep;
import org.vladoscope.step.PatchStep;
import org.vladoscope.step.ScoreStep;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;

class CostEstimateTest {

  private static final StepKind RAPID_SCORES = ScoreStep.kind(new RapidScore());

  private static final PipelineConfig CONFIG = Preset.DEFAULT.config();
  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 1);
  private static final BackboneInfo BACKBONE = Backbones.describe(CONFIG.backbone(), COMPUTE);
  private static final Workload NOTHING = new Workload(Map.of());

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  private static CostEstimate estimate(PipelineConfig config, Workload work, StepTimes times) {
    DescriptorSizes sizes = new DescriptorSizes(config, BACKBONE);
    return CostEstimate.of(sizes, 1000, sizes.globalLength(), work, times, 2);
  }

  @Test
  void patchesAndBytesAreThoseOfTheGridsAndTheDescriptors() {
    CostEstimate cost = estimate(CONFIG, NOTHING, StepTimes.NONE);

    // 640×480 pixels are 40×30 cells; sizes 2, 5, 8 at stride 2: 20·15 + 18·13 + 17·12 patches.
    assertThat(cost.patches()).isEqualTo(300 + 234 + 204);
    assertThat(cost.descriptorLength()).isEqualTo(256);
    assertThat(cost.patchBytes()).isEqualTo(738L * 256 * 4);
    assertThat(cost.featureBytes()).isEqualTo(40L * 30 * 96 * 2);
    assertThat(cost.indexBytes()).isEqualTo(1000L * 64 * 96 * 4);
    assertThat(cost.seconds()).isZero();
    assertThat(cost.measured()).isTrue();
  }

  @Test
  void unreducedDescriptorsAreAsLongAsWordsTimesChannelsAndReducedOnesNeverLonger() {
    PipelineConfig whole = CONFIG.withReduction(new ReductionConfig(0, 0, 6000));
    PipelineConfig tooMany = CONFIG.withReduction(new ReductionConfig(8192, 1, 16_384));
    PipelineConfig fewSamples = CONFIG.withReduction(new ReductionConfig(512, 0, 100));

    assertThat(estimate(whole, NOTHING, StepTimes.NONE).descriptorLength()).isEqualTo(64 * 96);
    assertThat(estimate(tooMany, NOTHING, StepTimes.NONE).descriptorLength()).isEqualTo(64 * 96);
    assertThat(estimate(fewSamples, NOTHING, StepTimes.NONE).descriptorLength()).isEqualTo(99);
  }

  @Test
  void imagesAreSharedBetweenTheThreadsAndTheVocabularyIsNot() {
    double pixels = 640.0 * 480;
    StepTimes times =
        new StepTimes(
            Map.of(
                FeatureStep.KIND,
                new StepTimes.Total(4, 4 * pixels, 2),
                LearningStep.KIND,
                new StepTimes.Total(1, 20_000.0 * 32 * 96, 3)));
    Workload work =
        new Workload.Builder()
            .add(FeatureStep.KIND, 11, 11 * pixels)
            .add(LearningStep.KIND, 1, 20_000.0 * 32 * 96)
            .build();

    CostEstimate cost = estimate(CONFIG, work, times);

    // Half a second for an image, six turns of two threads; three seconds for the clusters.
    assertThat(cost.seconds()).isCloseTo(6 * .5 + 3, within(1e-9));
    assertThat(cost.measured()).isTrue();
  }

  @Test
  void timesMeasuredAtOneImageSizeTellAboutAnother() {
    StepTimes times = new StepTimes(Map.of(FeatureStep.KIND, new StepTimes.Total(1, 640 * 480, 1)));
    Workload work = new Workload.Builder().add(FeatureStep.KIND, 2, 2 * 320.0 * 256).build();
    PipelineConfig small = CONFIG.withImageSize(new ImageSize(320, 256));

    assertThat(estimate(small, work, times).seconds())
        .isCloseTo(320.0 * 256 / (640 * 480), within(1e-9));
  }

  @Test
  void aStageThatNeverRanIsEstimatedByWhatIsUsualAndSaysSo() {
    CostEstimate cost =
        estimate(
            CONFIG, new Workload.Builder().add(PatchStep.KIND, 2, 1e9).build(), StepTimes.NONE);

    assertThat(cost.measured()).isFalse();
    assertThat(cost.seconds()).isPositive();
  }

  @Test
  void stagesAreListedInTheirOrderAndOnlyIfTheyHaveSomethingToDo() {
    Workload work =
        new Workload.Builder()
            .add(RAPID_SCORES, 3, 1)
            .add(FeatureStep.KIND, 1, 1)
            .add(GlobalStep.KIND, 0, 0)
            .build();

    assertThat(work.counts().keySet()).containsExactly(FeatureStep.KIND, RAPID_SCORES);
    assertThat(work.of(GlobalStep.KIND)).isZero();
  }

  @Test
  void settingsThatDoNotFitAreNamed() {
    PipelineConfig tooLarge =
        CONFIG.withScales(
            List.of(new PatchScale(31, 1)),
            new MatchConfig(new RapidScore(), 1.5, List.of(1.0), 0));
    PipelineConfig odd = CONFIG.withImageSize(new ImageSize(100, 100));

    assertThatThrownBy(() -> estimate(tooLarge, NOTHING, StepTimes.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("31×31");
    assertThatThrownBy(() -> estimate(odd, NOTHING, StepTimes.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("100x100");
  }
}
