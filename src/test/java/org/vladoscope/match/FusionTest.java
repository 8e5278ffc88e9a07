package org.vladoscope.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.InputException;

/** What the scores of a list are measured against. */
class FusionTest {

  private static final MatchConfig ORIGINAL =
      new MatchConfig(new RapidScore(), 1.5, List.of(.5, .5), 0);
  private static final MatchConfig CALIBRATED =
      ORIGINAL.withFusion(new CohortFusion(3, 2)).withGlobalWeight(.5);

  /** Impostors: means 2 and 20, deviations 1 and 10 at the two sizes; similarity .1 ± .1. */
  private static final List<PairScores> COHORT =
      List.of(pair(1, 10, .0), pair(3, 30, .2), pair(1, 30, .0), pair(3, 10, .2));

  private static PairScores pair(double first, double second, double similarity) {
    return new PairScores(new double[] {first, second}, similarity);
  }

  private static double[] listScores(List<PairScores> candidates, MatchConfig config) {
    Standard standard = config.fusion().standard(candidates, COHORT, List.of(10.0, 100.0), config);
    return candidates.stream().mapToDouble(c -> standard.listScore(c, config)).toArray();
  }

  @Test
  void equalScoresOfTheOriginalFuseToZeroInsteadOfNaN() {
    assertThat(listScores(List.of(pair(.1, 2, 0), pair(.1, 2, 0)), ORIGINAL)).containsExactly(0, 0);
    assertThat(listScores(List.of(pair(.3, 1, 0)), ORIGINAL)).containsExactly(0);
  }

  @Test
  void theOriginalMeasuresCandidatesAgainstEachOther() {
    assertThat(listScores(List.of(pair(1, 5, 0), pair(3, 5, 0)), ORIGINAL))
        .containsExactly(-.5, .5);
  }

  @Test
  void aScoreAgainstTheCohortDoesNotDependOnTheOtherCandidates() {
    PairScores candidate = pair(6, 40, .3);
    // 4 and 2 deviations above the impostors, and 2 by the global similarity.
    double expected = .5 * 4 + .5 * 2 + .5 * 2;
    assertThat(listScores(List.of(candidate), CALIBRATED)[0]).isCloseTo(expected, within(1e-12));
    assertThat(listScores(List.of(candidate, pair(99, 999, .9)), CALIBRATED)[0])
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void theExcessIsTheShareOfTheGreatestScoreAboveTheImpostors() {
    PairScores candidate = pair(6, 40, .3);
    Standard standard =
        CALIBRATED.fusion().standard(List.of(candidate), COHORT, List.of(10.0, 100.0), CALIBRATED);
    // 4 of 10 and 20 of 100.
    assertThat(standard.excess(candidate.scales(), CALIBRATED)).isCloseTo(.3, within(1e-12));
    assertThat(standard.excess(new double[] {2, 20}, CALIBRATED)).isZero();
  }

  @Test
  void aQueryWhoseScoresAreAllNoiseKeepsItsGlobalOrder() {
    // By patches the second would win; neither lies two deviations above the impostors.
    double[] scores = listScores(List.of(pair(1, 10, .30), pair(3, 30, .25)), CALIBRATED);
    assertThat(scores[0]).isGreaterThan(scores[1]);
    double[] open =
        listScores(
            List.of(pair(1, 10, .30), pair(3, 30, .25)),
            CALIBRATED.withFusion(new CohortFusion(3, 0)));
    assertThat(open[1]).isGreaterThan(open[0]);
  }

  @Test
  void theGateAsksForTheBestCandidateOnly() {
    double[] scores = listScores(List.of(pair(1, 10, .30), pair(5, 50, .0)), CALIBRATED);
    assertThat(scores[1]).isGreaterThan(scores[0]);
  }

  @Test
  void withoutGlobalSimilaritiesNoiseLeavesAllEqual() {
    MatchConfig listed = CALIBRATED;
    List<PairScores> candidates = List.of(pair(1, 10, Double.NaN), pair(3, 30, Double.NaN));
    List<PairScores> cohort =
        COHORT.stream().map(p -> new PairScores(p.scales(), Double.NaN)).toList();
    Standard standard = listed.fusion().standard(candidates, cohort, List.of(10.0, 100.0), listed);
    assertThat(candidates).allMatch(c -> standard.listScore(c, listed) == 0);
  }

  @Test
  void weightsOfZeroLeaveTheGlobalOrder() {
    MatchConfig none = CALIBRATED.withWeights(List.of(0.0, 0.0));
    assertThat(listScores(List.of(pair(9, 90, .1), pair(1, 10, .2)), none)).isSorted();
  }

  @Test
  void aCohortNeedsThreeToTwoHundredImages() {
    assertThatThrownBy(() -> new CohortFusion(2, 2))
        .isInstanceOf(InputException.class)
        .hasMessage("A cohort has 3 to 200 images, not 2.");
    assertThatThrownBy(() -> CohortFusion.USUAL.with("gate", "-1"))
        .isInstanceOf(InputException.class)
        .hasMessage("The gate must be 0 or more, not -1.0.");
    assertThatThrownBy(() -> Fusions.ALL.parse("cohort:cohort=many"))
        .isInstanceOf(InputException.class)
        .hasMessage("'many' is no number for cohort.");
  }
}
