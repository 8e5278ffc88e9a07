package org.vladoscope.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.image.Decoding;
import org.vladoscope.match.RansacScore;
import org.vladoscope.match.RapidScore;

/** The scorers that a sweep varies. */
class SweepAxesTest {

  private static final PipelineConfig USUAL = Preset.DEFAULT.config();
  private static final PipelineConfig WIDE = USUAL.withMatching(USUAL.matching().withTolerance(3));

  @ParameterizedTest
  @ValueSource(strings = {"scorer", "matcher"})
  void scorersTakeTheToleranceThatIsAskedForBesides(String name) {
    assertThat(SweepAxes.parse(List.of(name + "=rapid/ransac")).grid(WIDE).scorers())
        .containsExactly(new RapidScore(), new RansacScore(3));
  }

  @Test
  void aScorerCanBeVariedByItsSettings() {
    assertThat(
            SweepAxes.parse(List.of("scorer=ransac:tolerance=1.5/ransac:tolerance=2"))
                .grid(WIDE)
                .scorers())
        .containsExactly(new RansacScore(1.5), new RansacScore(2));
  }

  @Test
  void decodingCanBeVaried() {
    assertThat(SweepAxes.parse(List.of("decoding=fast/exact")).grid(USUAL).combinations().configs())
        .extracting(PipelineConfig::decoding)
        .containsExactly(Decoding.FAST, Decoding.EXACT);
  }
}
