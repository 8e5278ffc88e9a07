package org.vladoscope.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.image.ImageSize;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.RansacScore;
import org.vladoscope.vlad.PatchScale;

class SettingsHistoryTest {

  private static final PipelineConfig FIRST = Preset.DEFAULT.config();
  private static final PipelineConfig SECOND = FIRST.withRerank(30);
  private static final PipelineConfig THIRD = SECOND.withImageSize(new ImageSize(320, 256));

  private final SettingsHistory history = new SettingsHistory(FIRST);

  @Test
  void thereIsNothingToUndoAtFirst() {
    assertThat(history.undoableProperty().get()).isEmpty();
    assertThat(history.redoableProperty().get()).isEmpty();
    assertThat(history.undo()).isEmpty();
    assertThat(history.redo()).isEmpty();
  }

  @Test
  void settingsAreGoneBackToAndForthAgain() {
    history.note(SECOND);
    history.note(THIRD);
    assertThat(history.undo()).contains(SECOND);
    assertThat(history.undo()).contains(FIRST);
    assertThat(history.undo()).isEmpty();
    assertThat(history.redo()).contains(SECOND);
    assertThat(history.redo()).contains(THIRD);
    assertThat(history.redo()).isEmpty();
  }

  @Test
  void whatWouldBeUndoneAndRedoneIsNamed() {
    history.note(SECOND);
    history.note(THIRD);
    assertThat(history.undoableProperty().get()).isEqualTo("image size");
    history.undo();
    assertThat(history.undoableProperty().get()).isEqualTo("re-rank");
    assertThat(history.redoableProperty().get()).isEqualTo("image size");
  }

  @Test
  void aNewChangeForgetsWhatWasUndone() {
    history.note(SECOND);
    history.undo();
    history.note(THIRD);
    assertThat(history.redoableProperty().get()).isEmpty();
    assertThat(history.undo()).contains(FIRST);
  }

  @Test
  void theSameSettingsAgainAreNoStep() {
    history.note(SECOND);
    history.note(SECOND);
    assertThat(history.undo()).contains(FIRST);
    assertThat(history.undo()).isEmpty();
  }

  @Test
  void differencesAreNamedInTheOrderOfTheStagesWithBothValues() {
    PipelineConfig other =
        FIRST
            .withScales(
                List.of(new PatchScale(3, 1), new PatchScale(6, 2)),
                new MatchConfig(new RansacScore(2.5), 2.5, List.of(1.0, .5), .25))
            .withImageSize(new ImageSize(320, 256));

    assertThat(SettingChange.between(FIRST, other).stream().map(SettingChange::toString))
        .containsExactly(
            "Image size: 640x480 \u2192 320x256",
            "Patch sizes: 2, 5, 8 \u2192 3, 6",
            "Strides: 2, 2, 2 \u2192 1, 2",
            "Score: Weighted rapid \u2192 RANSAC",
            "Tolerance: 1.5 \u2192 2.5",
            "Fusion: Cohort \u2192 z-scores",
            "Weights: 1, 1, 1 \u2192 1, 0.5",
            "Global weight: 0.3 \u2192 0.25");
    assertThat(SettingChange.names(FIRST, other)).isEqualTo("image size and 7 more");
    assertThat(SettingChange.between(FIRST, FIRST)).isEmpty();
  }

  @Test
  void aToleranceIsNamedOnceThoughTheScorerHasItToo() {
    PipelineConfig ransac = FIRST.withMatching(FIRST.matching().withScorer(new RansacScore(1.5)));
    PipelineConfig other = ransac.withMatching(ransac.matching().withTolerance(2));

    assertThat(SettingChange.between(ransac, other).stream().map(SettingChange::toString))
        .containsExactly("Tolerance: 1.5 \u2192 2");
  }

  @Test
  void everyPresetDiffersFromEveryOtherInSomethingThatIsNamed() {
    for (Preset a : Preset.values()) {
      for (Preset b : Preset.values()) {
        assertThat(SettingChange.between(a.config(), b.config()).isEmpty()).isEqualTo(a == b);
      }
    }
  }
}
