package org.vladoscope.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.InputException;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairScorer;
import org.vladoscope.match.RansacScore;
import org.vladoscope.match.RapidScore;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Scorers in the files of configurations. */
class ConfigJsonTest {

  private static PipelineConfig with(PairScorer scorer) {
    PipelineConfig usual = Preset.DEFAULT.config();
    return usual.withMatching(usual.matching().withScorer(scorer));
  }

  private static ObjectNode json(PipelineConfig config) {
    return JsonMapper.shared().valueToTree(ConfigJson.of(config));
  }

  @Test
  void aScorerIsWrittenByItsNameWithItsSettings() {
    PipelineConfig config = with(new RansacScore(2.5));
    assertThat(ConfigJson.of(config).get("matching"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("scorer", Map.of("id", "ransac", "tolerance", 2.5))
        .doesNotContainKey("matcher");
    assertThat(ConfigJson.read(json(config))).isEqualTo(config);
  }

  @Test
  void filesThatSayMatcherAreStillRead() {
    assertThat(readOld("RANSAC", 2.5)).isEqualTo(with(new RansacScore(2.5)).matching());
    MatchConfig rapid = readOld("RAPID", 2.5);
    assertThat(rapid.scorer()).isEqualTo(new RapidScore());
    assertThat(rapid.inlierTolerance()).isEqualTo(2.5);
  }

  @Test
  void aValueThatIsNullIsRefusedByItsNameUnlessItMayBeMissing() {
    ObjectNode config = json(Preset.DEFAULT.config());
    assertThat(config.get("backbone").get("weights").isNull()).isTrue();
    assertThat(ConfigJson.read(config)).isEqualTo(Preset.DEFAULT.config());

    ((ObjectNode) config.get("index")).putNull("factory");
    assertThatThrownBy(() -> ConfigJson.read(config))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("index.factory cannot be null");
  }

  @Test
  void anEntryOfAListThatIsNullIsRefused() {
    ObjectNode config = json(Preset.DEFAULT.config());
    ((ArrayNode) config.get("scales")).addNull();
    assertThatThrownBy(() -> ConfigJson.read(config))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("scales[] cannot be null");
  }

  private static MatchConfig readOld(String matcher, double tolerance) {
    ObjectNode json = json(Preset.DEFAULT.config());
    ObjectNode matching = (ObjectNode) json.get("matching");
    matching.remove("scorer");
    matching.remove("inlierTolerance");
    matching.put("matcher", matcher).put("ransacTolerance", tolerance);
    return ConfigJson.read(json).matching();
  }
}
