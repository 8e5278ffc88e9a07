package org.vladoscope.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/** The rapid score with matches counted by their similarity. */
class WeightedRapidScoreTest {

  /** Three by three patches. */
  private static final PatchGrid GRID =
      new PatchGrid(3, 3, new PatchScale(1, 1), new CellGeometry(16, 16, 0));

  private static final PairScorer SCORER = new WeightedRapidScore();

  @Test
  void aMatchThatIsDisplacedOtherwiseCountsLessButNotAsLittleAsInTheRapidScore() {
    // Displaced by 0 and by 2 columns: each lies 1 from the mean, so 1 of 2 columns are left.
    PatchMatches matches = AlikeMatches.of(new int[] {4, 0}, new int[] {4, 2});
    assertThat(SCORER.score(matches, GRID)).isCloseTo(2 * Math.sqrt(1 + 4) / 9, within(1e-12));
    double share = SCORER.score(matches, GRID) / SCORER.most(GRID);
    PairScorer rapid = new RapidScore();
    assertThat(share).isGreaterThan(rapid.score(matches, GRID) / rapid.most(GRID));
  }

  @Test
  void eachMatchCountsByTheSimilarityOfItsPatches() {
    int[] same = {0, 4};
    PatchMatches matches = new PatchMatches(same, same, new float[] {1, .25f});
    // Nothing is displaced, so each match is worth √(2² + 2²), of nine patches.
    assertThat(SCORER.score(matches, GRID)).isCloseTo(Math.sqrt(8) * 1.25 / 9, within(1e-12));
    assertThat(SCORER.scored(matches, GRID).parts()[1])
        .isCloseTo(Math.sqrt(8) * .25 / 9, within(1e-12));
  }

  @Test
  void patchesThatAreUnlikeCountNothingInsteadOfLess() {
    int[] same = {0, 4};
    PatchMatches matches = new PatchMatches(same, same, new float[] {1, -.5f});
    assertThat(SCORER.score(matches, GRID)).isCloseTo(Math.sqrt(8) / 9, within(1e-12));
  }

  @Test
  void nothingScoresMoreThanAPictureWithItself() {
    int[] all = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    assertThat(SCORER.score(AlikeMatches.of(all, all), GRID))
        .isCloseTo(SCORER.most(GRID), within(1e-12));
  }

  @Test
  void withoutMatchesTheScoreIsZero() {
    PatchMatches none = AlikeMatches.of(new int[0], new int[0]);
    assertThat(SCORER.score(none, GRID)).isZero();
  }
}
