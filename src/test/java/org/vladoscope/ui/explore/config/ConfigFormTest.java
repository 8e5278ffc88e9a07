package org.vladoscope.ui.explore.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.engine.IndexEngine;
import org.vladoscope.index.engine.IndexKinds;
import org.vladoscope.match.RansacScore;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.VladVersion;
import org.vladoscope.vlad.VocabularyConfig;

class ConfigFormTest {

  private final ConfigForm form = new ConfigForm(Preset.DEFAULT.config());

  private PipelineConfig read() {
    return form.read().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void everyPresetIsReadBackAsItWasFilledIn(Preset preset) {
    form.fill(preset.config());
    assertThat(read()).isEqualTo(preset.config());
    assertThat(ConfigForm.presetOf(read())).contains(preset);
  }

  @ParameterizedTest
  @EnumSource
  void aPresetKeepsOtherWeightsOfItsNetworkAndIsStillThatPreset(Preset preset) {
    BackboneChoice tuned = preset.config().backbone().withWeights(Path.of("tuned.pt"));
    form.fill(preset.config(tuned));
    assertThat(read()).isEqualTo(preset.config().withBackbone(tuned));
    assertThat(ConfigForm.presetOf(read())).contains(preset);
    BackboneChoice other = new BackboneChoice("resnet18-fpn", Path.of("resnet.pth"));
    assertThat(preset.config(other)).isEqualTo(preset.config());
    assertThat(ConfigForm.presetOf(preset.config().withBackbone(other))).isEmpty();
  }

  @Test
  void decodingIsReadBackAsItWasChosen() {
    assertThat(read().decoding()).isEqualTo(Decoding.EXACT);
    form.decodingProperty().set(Decoding.FAST);
    assertThat(read()).isEqualTo(Preset.DEFAULT.config().withDecoding(Decoding.FAST));
  }

  @Test
  void oneStrideIsEnoughForAllPatchSizes() {
    form.text(ConfigField.SIZES).set("3 6");
    form.text(ConfigField.WEIGHTS).set("1; 0.5");
    form.text(ConfigField.STRIDES).set("2");
    assertThat(read().scales()).containsExactly(new PatchScale(3, 2), new PatchScale(6, 2));
    assertThat(read().matching().weights()).isEqualTo(List.of(1.0, 0.5));
  }

  @Test
  void anotherNumberOfPatchSizesStartsWithEqualWeights() {
    form.text(ConfigField.SIZES).set("3, 6");
    assertThat(read().matching().weights()).containsExactly(1.0, 1.0);
    form.text(ConfigField.SIZES).set("4");
    assertThat(read().matching().weights()).containsExactly(1.0);
    form.text(ConfigField.SIZES).set("3, 6, 9");
    assertThat(read().matching().weights()).isEqualTo(Preset.DEFAULT.config().matching().weights());
  }

  @Test
  void weightsThatWereTypedStayWhenThePatchSizesChange() {
    form.text(ConfigField.SIZES).set("3, 6");
    form.text(ConfigField.WEIGHTS).set("0.7, 0.3");
    assertThat(read().matching().weights()).containsExactly(0.7, 0.3);
    form.text(ConfigField.SIZES).set("3, 6, 9");
    assertThat(form.read()).isEmpty();
    assertThat(form.text(ConfigField.WEIGHTS).get()).isEqualTo("0.7, 0.3");
    assertThat(form.error(ConfigField.WEIGHTS).get())
        .isEqualTo("3 patch sizes need 3 weights, not 2.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SIZES      | 2, x    | \u201cx\u201d is not a whole number.
          SIZES      | 0, 5, 8 | The patch size 0 cannot be used; it starts at 1.
          STRIDES    | 1, 1    | 3 patch sizes need 3 strides, not 2.
          WEIGHTS    | 1       | 3 patch sizes need 3 weights, not 1.
          WEIGHTS    | -1,1,1  | A weight must be 0 or more, not -1.0.
          TOLERANCE  | 0       | The RANSAC tolerance must be greater than 0, not 0.0.
          RERANK     | -1      | The number of candidates to re-rank is 0 or more, not -1.
          CLUSTERS   | 1       | The number of clusters must lie between 2 and 1024, not 1.
          SAMPLES    | 31      | 64 clusters need at least as many sampled cells, not 31.
          ITERATIONS | 0       | At least one iteration is needed, not 0.
          SEED       | 1.5     | \u201c1.5\u201d is not a whole number.
          IMAGE_SIZE | big     | '''big'' is not an image size; write width x height, for example 640x480.'
          GLOBAL_WEIGHT | -2   | A weight must be 0 or more, not -2.0.
          DIMENSIONS | 0       | Type 1 or more, or none to keep all dimensions.
          """)
  void whatCannotBeUsedIsSaidBesideItsField(ConfigField field, String typed, String message) {
    form.text(field).set(typed);
    assertThat(form.read()).isEmpty();
    assertThat(form.error(field).get()).isEqualTo(message);
    for (ConfigField other : ConfigField.values()) {
      if (other != field) {
        assertThat(form.error(other).get()).as(other.name()).isEmpty();
      }
    }
  }

  @Test
  void anEmptyFieldAsksForANumber() {
    form.text(ConfigField.SIZES).set("  ");
    assertThat(form.read()).isEmpty();
    assertThat(form.error(ConfigField.SIZES).get()).contains("a whole number");
  }

  @Test
  void aCorrectedFieldIsNoLongerWrong() {
    form.text(ConfigField.RERANK).set("many");
    assertThat(form.read()).isEmpty();
    form.text(ConfigField.RERANK).set("7");
    assertThat(read().rerank()).isEqualTo(7);
    assertThat(form.error(ConfigField.RERANK).get()).isEmpty();
  }

  @Test
  void noneKeepsAllDimensionsAndTheScorerIsTaken() {
    form.text(ConfigField.DIMENSIONS).set("None");
    form.scorer().chosenProperty().set("ransac");
    assertThat(read().reduction().isNone()).isTrue();
    assertThat(read().matching().scorer()).isEqualTo(new RansacScore(1.5));
  }

  @Test
  void everySettingThatIsTypedIsTaken() {
    form.text(ConfigField.SIZES).set("1, 2, 3, 4, 5, 6, 7");
    form.text(ConfigField.STRIDES).set("3");
    form.text(ConfigField.SEED).set("-7");
    form.text(ConfigField.IMAGE_SIZE).set("512 x 384");
    form.text(ConfigField.GLOBAL_WEIGHT).set(".5");
    form.text(ConfigField.INDEX).set("HNSW32");
    form.backboneProperty().set("another");
    form.text(ConfigField.SAMPLES).set("50000");
    form.text(ConfigField.ITERATIONS).set("100");
    form.versionProperty().set(VladVersion.V2_UPSTREAM_BIAS);
    form.normalizeInputProperty().set(false);
    form.whitenResidualsProperty().set(false);
    form.precisionProperty().set(Precision.BF16);
    form.matchPrecisionProperty().set(Precision.BF16);
    assertThat(read().scales()).hasSize(7).allMatch(scale -> scale.stride() == 3);
    assertThat(read().words().orElseThrow())
        .isEqualTo(
            new VocabularyConfig(64, 50_000, 100, -7, VladVersion.V2_UPSTREAM_BIAS, false)
                .withRefinement(false, true));
    assertThat(read().precision()).isEqualTo(Precision.BF16);
    assertThat(read().matching().precision()).isEqualTo(Precision.BF16);
    assertThat(read().imageSize()).isEqualTo(new ImageSize(512, 384));
    assertThat(read().index().factory()).isEqualTo("HNSW32");
    assertThat(read().matching().globalWeight()).isEqualTo(.5);
    assertThat(read().backbone()).isEqualTo(new BackboneChoice("another", null));
  }

  @Test
  void otherWeightsOfTheNetworkStayUntilAnotherNetworkIsChosen() {
    BackboneChoice trained = new BackboneChoice("mobilenetv2-coco", Path.of("trained.pt"));
    form.fill(Preset.DEFAULT.config().withBackbone(trained));
    form.text(ConfigField.RERANK).set("30");
    assertThat(read().backbone()).isEqualTo(trained);
  }

  @Test
  void whatFaissAloneBuildsIsRefusedWhereThereIsNone() {
    form.text(ConfigField.INDEX).set("IVF256,Flat");
    assertThat(form.read()).as("as long as it is not known").isPresent();

    form.indexKindsProperty().set(new IndexKinds(IndexEngine.AUTO, false));
    assertThat(form.read()).isEmpty();
    assertThat(form.error(ConfigField.INDEX).get())
        .startsWith("The index IVF256,Flat is built by FAISS alone")
        .contains("choose HNSW32");

    for (String kind : List.of("HNSW32", "HNSW16,Flat", "Flat")) {
      form.text(ConfigField.INDEX).set(kind);
      assertThat(read().index().factory()).isEqualTo(kind);
      assertThat(form.error(ConfigField.INDEX).get()).isEmpty();
    }
  }

  @Test
  void settingsOfAnotherMachineThatHadFaissAreKeptWhereNoIndexIsBuilt() {
    PipelineConfig ranked =
        Preset.DEFAULT
            .config()
            .withIndex(IndexConfig.of("IVF256,PQ32"))
            .withRetrieval(new RetrievalSource.Rankings(Path.of("ranks.csv"), "0".repeat(64)));
    form.indexKindsProperty().set(new IndexKinds(IndexEngine.AUTO, false));
    form.fill(ranked);
    assertThat(read()).isEqualTo(ranked);
  }

  @Test
  void everyKindIsOfferedWhereFaissLoads() {
    IndexKinds all = new IndexKinds(IndexEngine.AUTO, true);
    IndexKinds few = new IndexKinds(IndexEngine.AUTO, false);

    assertThat(IndexKinds.OFFERED).allMatch(kind -> all.refusal(kind).isEmpty());
    assertThat(IndexKinds.OFFERED.stream().filter(kind -> few.refusal(kind).isEmpty()))
        .extracting(IndexConfig::factory)
        .containsExactly("Flat", "HNSW32");
    assertThat(IndexKinds.OFFERED)
        .as("exact search takes any kind")
        .allMatch(kind -> new IndexKinds(IndexEngine.EXACT, false).refusal(kind).isEmpty());
  }
}
