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
  void matchesOfEqualPatchesScoreAsTheRapidScoreDoes() {
    PatchMatches matches = AlikeMatches.of(new int[] {0, 4, 5}, new int[] {1, 5, 3});
    assertThat(SCORER.score(matches, GRID))
        .isCloseTo(new RapidScore().score(matches, GRID), within(1e-12));
  }

  @Test
  void eachMatchCountsByTheSimilarityOfItsPatches() {
    int[] same = {0, 4};
    PatchMatches matches = new PatchMatches(same, same, new float[] {1, .25f});
    // Nothing is displaced, so each match is worth 2² + 2², of nine patches.
    assertThat(SCORER.score(matches, GRID)).isCloseTo(8 * 1.25 / 9, within(1e-12));
    assertThat(SCORER.scored(matches, GRID).parts()[1]).isCloseTo(8 * .25 / 9, within(1e-12));
  }

  @Test
  void patchesThatAreUnlikeCountNothingInsteadOfLess() {
    int[] same = {0, 4};
    PatchMatches matches = new PatchMatches(same, same, new float[] {1, -.5f});
    assertThat(SCORER.score(matches, GRID)).isCloseTo(8 / 9.0, within(1e-12));
  }

  @Test
  void withoutMatchesTheScoreIsZero() {
    PatchMatches none = AlikeMatches.of(new int[0], new int[0]);
    assertThat(SCORER.score(none, GRID)).isZero();
  }
}
