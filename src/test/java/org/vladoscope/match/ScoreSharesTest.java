package org.vladoscope.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/** Where the score of a pair comes from, on a grid of 3 × 4 patches. */
class ScoreSharesTest {

  private static final PatchGrid GRID =
      new PatchGrid(3, 4, new PatchScale(1, 1), new CellGeometry(31, 16, 15));

  /** Two patches move one column to the right, one moves one row down. */
  private static final PatchMatches MATCHES =
      AlikeMatches.of(new int[] {0, 5, 2}, new int[] {1, 6, 6});

  private static final RansacScore RANSAC = new RansacScore(1.5);

  private static ScaleMatch scale(boolean... inliers) {
    int count = 0;
    for (boolean inlier : inliers) {
      count += inlier ? 1 : 0;
    }
    return new ScaleMatch(
        GRID,
        new PatchSimilarity(new int[12], new float[12], new int[12], new float[12]),
        MATCHES,
        new RansacScorer.Result(inliers, count / 12.0),
        List.of(
            new RapidScore().scored(MATCHES, GRID),
            new MatchScore(RANSAC, count / 12.0, shares(inliers))));
  }

  private static double[] shares(boolean... inliers) {
    double[] shares = new double[inliers.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = inliers[i] ? 1 / 12.0 : 0;
    }
    return shares;
  }

  static List<PairScorer> scorers() {
    return PairScorers.ALL.all();
  }

  @Test
  void displacementsAreStepsOfTheGridFromQueryToCandidate() {
    Displacements displacements = Displacements.of(MATCHES, GRID);
    assertThat(displacements.x()).containsExactly(1, 1, 0);
    assertThat(displacements.y()).containsExactly(0, 0, 1);
    assertThat(displacements.meanX()).isEqualTo(2 / 3.0);
    assertThat(displacements.meanY()).isEqualTo(1 / 3.0);
  }

  @Test
  void withoutMatchesTheMeanDisplacementIsZero() {
    PatchMatches none = AlikeMatches.of(new int[0], new int[0]);
    assertThat(Displacements.of(none, GRID).meanX()).isZero();
    assertThat(Displacements.of(none, GRID).meanY()).isZero();
  }

  @Test
  void aRapidPartIsTheMatchsSummandByHand() {
    // x_max 3 and y_max 2; the first match is 1/3 from the mean in both directions.
    double expected = (Math.pow(3 - 1 / 3.0, 2) + Math.pow(2 - 1 / 3.0, 2)) / 12;
    assertThat(scale(true, true, false).parts(new RapidScore())[0])
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void aRansacPartIsOnePatchForAnInlierAndNothingForAnOutlier() {
    assertThat(scale(true, true, false).parts(new RansacScore(1.5)))
        .containsExactly(1 / 12.0, 1 / 12.0, 0);
  }

  @ParameterizedTest
  @MethodSource("scorers")
  void partsAddUpToTheScoreAndSharesOfAllPatchSizesToOne(PairScorer scorer) {
    PairMatch pair = new PairMatch(List.of(scale(true, true, false), scale(true, true, true)));
    MatchConfig config = new MatchConfig(scorer, 1.5, List.of(.3, .7), 0);
    assertThat(Arrays.stream(pair.scales().getFirst().parts(scorer)).sum())
        .isCloseTo(pair.scales().getFirst().score(scorer), within(1e-12));
    List<double[]> shares = pair.shares(config);
    assertThat(shares.stream().mapToDouble(s -> Arrays.stream(s).sum()).sum())
        .isCloseTo(1, within(1e-12));
    assertThat(shares.getFirst()[0] * pair.score(config))
        .isCloseTo(.3 * pair.scales().getFirst().parts(scorer)[0], within(1e-12));
  }

  @Test
  void aScoreOfZeroIsSharedByNobody() {
    PairMatch pair = new PairMatch(List.of(scale(false, false, false)));
    MatchConfig config = new MatchConfig(new RansacScore(1.5), 1.5, List.of(1.0), 0);
    assertThat(pair.shares(config).getFirst()).containsOnly(0);
  }

  @Test
  void theShareOfARansacMatchIsThatOfItsHomography() {
    PatchMatches square = AlikeMatches.of(new int[] {0, 1, 4, 5, 11}, new int[] {0, 1, 4, 5, 2});

    MatchScore score = RANSAC.scored(square, GRID);

    assertThat(score.score()).isCloseTo(4 / 12.0, within(1e-12));
    assertThat(score.parts()).containsExactly(1 / 12.0, 1 / 12.0, 1 / 12.0, 1 / 12.0, 0);
  }
}
