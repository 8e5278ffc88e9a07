package org.vladoscope.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.aggregate.Aggregators;
import org.vladoscope.common.InputException;
import org.vladoscope.vlad.VocabularyConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Mixes of clusters as text, in files and in configurations. */
class ClusterMixTest {

  @TempDir Path folder;

  @Test
  void aMixHasOneTextWhateverOneTypes() {
    assertThat(ClusterMix.parse(" 12 = 1.50, 7=0,3=1 ")).hasToString("7=0,12=1.5");
    assertThat(ClusterMix.parse("7=-0.0")).hasToString("7=0").isEqualTo(ClusterMix.parse("7=0"));
    assertThat(ClusterMix.parse("None")).isEqualTo(ClusterMix.NONE).hasToString("none");
    assertThat(ClusterMix.parse("5=1")).isEqualTo(ClusterMix.NONE);
    assertThat(ClusterMix.parse("7=0,12=1.5").factors(14))
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1.5, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "7             | '7' is no part of a mix",
        "7=            | '7=' is no part of a mix",
        "a=1           | 'a=1' is no part of a mix",
        "7=0,          | '' is no part of a mix",
        "7=0,7=2       | names cluster 7 twice",
        "-1=0          | There is no cluster -1",
        "3=-2          | Cluster 3 cannot count by -2",
        "3=NaN         | Cluster 3 cannot count by NaN",
        "3=Infinity    | Cluster 3 cannot count by Infinity",
        "3=101         | a factor from 0.001 to 100",
        "3=0.0001      | give 0 to mute it"
      })
  void whatCannotBeUsedIsNamed(String text, String reason) {
    assertThatThrownBy(() -> ClusterMix.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aConfigurationRefusesAMixThatItsClustersCannotHave() {
    PipelineConfig config = Preset.DEFAULT.config().withWords(new VocabularyConfig(4, 200, 10, 1));
    assertThatThrownBy(() -> config.withMix(ClusterMix.parse("4=0")))
        .hasMessageContaining("names cluster 4, but there are 4 clusters");
    assertThatThrownBy(() -> config.withMix(ClusterMix.parse("0=0,1=0,2=0,3=0")))
        .hasMessageContaining("mutes all 4 clusters");
    PipelineConfig mixed = config.withMix(ClusterMix.parse("3=0"));
    assertThatThrownBy(() -> mixed.withAggregator(Aggregators.ALL.parse("gem")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("GeM has no clusters", "Leave the mix 3=0 out");
    assertThat(ConfigText.summary(mixed)).contains("mix 3=0");
  }

  @Test
  void configurationsKeepAMixAndThoseFromBeforeHaveNone() {
    PipelineConfig mixed = Preset.DEFAULT.config().withMix(ClusterMix.parse("3=0,60=1.25"));
    ObjectNode json = JsonMapper.shared().valueToTree(ConfigJson.of(mixed));
    assertThat(json.get("mix").asString()).isEqualTo("3=0,60=1.25");
    assertThat(ConfigJson.read(json)).isEqualTo(mixed);
    json.remove("mix");
    assertThat(ConfigJson.read(json)).isEqualTo(mixed.withMix(ClusterMix.NONE));
    json.put("mix", 3);
    assertThatThrownBy(() -> ConfigJson.read(json)).hasMessageContaining("mix is not a text");
  }

  @Test
  void aFileHoldsAMixAndIsNamedIfItHoldsNone() throws IOException {
    ClusterMix mix = ClusterMix.parse("3=0,60=1.25");
    Path file = folder.resolve("a mix.json");
    Files.writeString(file, MixFile.text(mix, 64, Preset.DEFAULT.config().withMix(mix)));
    assertThat(MixFile.parse(file.toString())).isEqualTo(mix);
    assertThat(MixFile.parse("3=0,60=1.25")).isEqualTo(mix);

    Files.writeString(file, "{}");
    assertThatThrownBy(() -> MixFile.read(file)).hasMessageContaining("a mix.json holds no mix");
    Files.writeString(file, "mix");
    assertThatThrownBy(() -> MixFile.read(file)).hasMessageContaining("it is not JSON");
    Files.writeString(
        file,
        MixFile.text(mix, 64, Preset.DEFAULT.config())
            .replace("\"clusters\" : 64", "\"clusters\" : 8"));
    assertThatThrownBy(() -> MixFile.read(file))
        .hasMessageContaining("a mix.json: The mix names cluster 60");
  }
}
