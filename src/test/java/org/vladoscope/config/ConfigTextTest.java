package org.vladoscope.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTextTest {

  @Test
  void ofFilesStrangersReadTheNamesOnly() {
    Path weights = Path.of("/home/ada, at home/secret project/salad.safetensors");
    PipelineConfig usual = Preset.DEFAULT.config();
    PipelineConfig config = usual.withBackbone(usual.backbone().withWeights(weights));

    Map<String, String> open = ConfigText.settings(config);
    Map<String, String> shown = ConfigText.publicSettings(config);

    assertThat(open.values()).anyMatch(value -> value.contains("secret project"));
    assertThat(shown.keySet()).isEqualTo(open.keySet());
    assertThat(shown.values())
        .noneMatch(value -> value.contains("secret") || value.contains("ada"))
        .anyMatch(value -> value.contains("salad.safetensors"));
  }
}
