package org.vladoscope.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.InputException;

/** One tolerance for the inliers that are shown and those that score. */
class MatchConfigTest {

  private static final MatchConfig RAPID = new MatchConfig(new RapidScore(), 3, List.of(1.0), 0);

  @Test
  void theInliersShownAreThoseThatTheScorerCounts() {
    assertThat(RAPID.inlierTolerance()).isEqualTo(3);
    assertThat(RAPID.withScorer(new RansacScore(2)).inlierTolerance()).isEqualTo(2);
  }

  @Test
  void scorersThatCanBeChosenHaveTheToleranceInUse() {
    assertThat(RAPID.scorers().all())
        .containsExactly(new WeightedRapidScore(), new RapidScore(), new RansacScore(3));
    assertThat(RAPID.scorers().parse("ransac")).isEqualTo(new RansacScore(3));
    assertThat(RAPID.scorers().parse("ransac:tolerance=1.5")).isEqualTo(new RansacScore(1.5));
  }

  @Test
  void anotherToleranceIsTheScorersTooIfItHasOne() {
    MatchConfig other = RAPID.withTolerance(4);
    assertThat(other.scorer()).isEqualTo(new RapidScore());
    assertThat(other.inlierTolerance()).isEqualTo(4);
    assertThat(RAPID.withScorer(new RansacScore(2)).withTolerance(4).scorer())
        .isEqualTo(new RansacScore(4));
  }

  @Test
  void aToleranceOfNothingIsRefused() {
    assertThatThrownBy(() -> RAPID.withTolerance(0))
        .isInstanceOf(InputException.class)
        .hasMessage("The RANSAC tolerance must be greater than 0, not 0.0.");
  }
}
