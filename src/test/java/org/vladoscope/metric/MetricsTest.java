package org.vladoscope.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.dataset.GroundTruth;

/** Metrics of rankings on cases small enough to be computed by hand. */
class MetricsTest {

  /** Five queries: right at 1, at 3, not found, without a positive, right at 2. */
  private static final GroundTruth TRUTH =
      GroundTruth.of(
          List.of(new int[] {0}, new int[] {1, 5}, new int[] {9}, new int[0], new int[] {4}));

  private static final List<int[]> RANKINGS =
      List.of(
          new int[] {0, 1, 2},
          new int[] {7, 8, 5},
          new int[] {1, 2, 3},
          new int[] {1, 2, 3},
          new int[] {3, 4, 5});

  private static final List<double[]> SCORES =
      List.of(
          new double[] {.9, .5, .4},
          new double[] {.8, .5, .4},
          new double[] {.3, .2, .1},
          new double[] {.7, .2, .1},
          new double[] {.6, .5, .1});

  private static final Outcomes OUTCOMES =
      Outcomes.of(List.of(0, 1, 2, 3, 4), RANKINGS, SCORES, TRUTH, "global", "cosine");

  // --- recall ---

  @Test
  void everyPointOfTheRecallCurveKnowsItsQueries() {
    RecallCurve curve =
        RecallCurve.of(OUTCOMES, List.of(1, 2, 3), WithoutPositive.LEFT_OUT, Bootstrap.NONE);

    assertThat(curve.points().stream().map(p -> p.recall().value())).containsExactly(.25, .5, .75);
    assertThat(curve.at(2).hit()).containsExactly(0, 4);
    assertThat(curve.at(2).missed()).containsExactly(1, 2);
    assertThat(curve.at(2).recall().hasInterval()).isFalse();
  }

  @Test
  void theConventionNamesHowQueriesWithoutAPositiveAreTreated() {
    RecallCurve out =
        RecallCurve.of(OUTCOMES, List.of(1), WithoutPositive.LEFT_OUT, Bootstrap.USUAL);
    RecallCurve missed =
        RecallCurve.of(OUTCOMES, List.of(1), WithoutPositive.COUNTED_AS_MISS, Bootstrap.USUAL);

    assertThat(out.convention())
        .isEqualTo(
            "recall@N, global: share of queries with a positive among the first N; 4 queries; 1"
                + " without a positive left out; 95 % interval by bootstrap over queries"
                + " (percentile, 2000 resamples, seed 1)");
    assertThat(missed.convention()).contains("5 queries; 1 without a positive counted as misses");
    assertThat(missed.at(1).recall().value()).isEqualTo(.2);
    assertThat(missed.at(1).missed()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void reciprocalRanksAreAveraged() {
    ReciprocalRank mean = ReciprocalRank.of(OUTCOMES, WithoutPositive.LEFT_OUT, Bootstrap.NONE);

    assertThat(mean.mean().value()).isCloseTo((1 + 1 / 3.0 + 0 + 1 / 2.0) / 4, within(1e-12));
    assertThat(mean.convention()).contains("0 if it is not among the first 3");
  }

  @Test
  void imagesOfTheSoftGroundTruthArePassedOver() {
    GroundTruth soft =
        TRUTH.withSoft(
            List.of(new int[0], new int[] {7, 8}, new int[0], new int[0], new int[] {3, 4}));
    Outcomes outcomes =
        Outcomes.of(List.of(0, 1, 2, 3, 4), RANKINGS, SCORES, soft, "global", "cosine");

    assertThat(outcomes.list().stream().map(QueryOutcome::rank))
        .containsExactly(1, 1, QueryOutcome.NOT_FOUND, QueryOutcome.NOT_FOUND, 1);
    // The best match is the first image that is right or wrong.
    assertThat(outcomes.list().get(1).bestScore()).isEqualTo(.4);
    assertThat(outcomes.list().get(4).bestScore()).isEqualTo(.5);
    assertThat(RankingMetrics.of(outcomes, Bootstrap.NONE).recall().convention())
        .contains("soft ground truth left out");
  }

  // --- intervals ---

  @Test
  void theIntervalOfAShareIsThatOfItsBinomialDistribution() {
    double[] values = IntStream.range(0, 100).mapToDouble(i -> i < 80 ? 1 : 0).toArray();

    Estimate share = Bootstrap.USUAL.means(values)[0];

    // Binomial with n = 100 and p = .8: quantiles 72 and 87.
    assertThat(share.value()).isCloseTo(.8, within(1e-12));
    assertThat(share.low()).isCloseTo(.72, within(.0101));
    assertThat(share.high()).isCloseTo(.87, within(.0101));
  }

  @Test
  void theSameSeedGivesTheSameIntervalAndNoSpreadNone() {
    double[] values = {0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 0, 0, 1};

    assertThat(Bootstrap.USUAL.means(values)[0]).isEqualTo(Bootstrap.USUAL.means(values)[0]);
    assertThat(Bootstrap.USUAL.means(new double[] {1, 1, 1})[0]).isEqualTo(new Estimate(1, 1, 1));
    assertThat(Bootstrap.USUAL.means(new double[0])[0].value()).isZero();
  }

  // --- precision and recall ---

  @Test
  void theCurveOverBestMatchesIsThatComputedByHand() {
    PrecisionRecall curve =
        PrecisionRecall.ofBestMatches(OUTCOMES, WithoutPositive.COUNTED_AS_MISS);

    // .9 right, .8 wrong, .7 wrong (nothing to find), .6 wrong, .3 wrong; 4 should be found.
    assertThat(curve.points().stream().map(p -> p.precision()))
        .containsExactly(1.0, 1.0, 1 / 2.0, 1 / 3.0, 1 / 4.0, 1 / 5.0);
    assertThat(curve.points().stream().map(p -> p.recall()))
        .containsExactly(0.0, .25, .25, .25, .25, .25);
    assertThat(curve.area()).isCloseTo(.25, within(1e-12));
    assertThat(curve.recallAtFullPrecision()).isEqualTo(.25);
    assertThat(curve.convention())
        .contains("best match (global, cosine)")
        .contains(
            "the 4 queries that have a positive; best matches of the 1 without one are wrong");
  }

  @Test
  void everyThresholdKnowsItsQueries() {
    PrecisionRecall curve =
        PrecisionRecall.ofBestMatches(OUTCOMES, WithoutPositive.COUNTED_AS_MISS);

    PrecisionRecall.Queries at = curve.queriesAt(curve.points().get(3).threshold());

    assertThat(at.right()).containsExactly(0);
    assertThat(at.wrong()).containsExactly(1, 3);
    assertThat(at.missed()).containsExactly(1, 2, 4);
    assertThat(curve.queriesAt(Double.POSITIVE_INFINITY).right()).isEmpty();
  }

  @Test
  void queriesWithoutAPositiveCanBeLeftOutOfTheCurve() {
    PrecisionRecall curve = PrecisionRecall.ofBestMatches(OUTCOMES, WithoutPositive.LEFT_OUT);

    assertThat(curve.points().stream().map(p -> p.precision()))
        .containsExactly(1.0, 1.0, 1 / 2.0, 1 / 3.0, 1 / 4.0);
  }

  @Test
  void equalScoresAreAcceptedTogetherAndTheAreaIsMadeOfTrapezoids() {
    GroundTruth truth =
        GroundTruth.of(List.of(new int[] {0}, new int[] {0}, new int[] {0}, new int[] {0}));
    Outcomes outcomes =
        Outcomes.of(
            List.of(0, 1, 2, 3),
            List.of(new int[] {1}, new int[] {0}, new int[] {0}, new int[] {0}),
            List.of(new double[] {5}, new double[] {5}, new double[] {4}, new double[] {4}),
            truth,
            "global",
            "x");

    PrecisionRecall curve = PrecisionRecall.ofBestMatches(outcomes, WithoutPositive.LEFT_OUT);

    assertThat(curve.points())
        .containsExactly(
            new PrecisionRecall.Point(Double.POSITIVE_INFINITY, 0, 0, 1, 0),
            new PrecisionRecall.Point(5, 1, 1, .5, .25),
            new PrecisionRecall.Point(4, 3, 1, .75, .75));
    assertThat(curve.area()).isCloseTo(.25 * (1 + .5) / 2 + .5 * (.5 + .75) / 2, within(1e-12));
    assertThat(curve.recallAtFullPrecision()).isZero();
  }

  @Test
  void aThinnedCurveKeepsItsEndsAndItsFigures() {
    List<Integer> ids = new ArrayList<>();
    List<int[]> rankings = new ArrayList<>();
    List<double[]> scores = new ArrayList<>();
    List<int[]> positives = new ArrayList<>();
    for (int q = 0; q < 1000; q++) {
      ids.add(q);
      rankings.add(new int[] {q % 7 == 0 ? 1 : 0});
      scores.add(new double[] {-q});
      positives.add(new int[] {0});
    }
    PrecisionRecall whole =
        PrecisionRecall.ofBestMatches(
            Outcomes.of(ids, rankings, scores, GroundTruth.of(positives), "g", "s"),
            WithoutPositive.LEFT_OUT);

    PrecisionRecall thin = whole.thinned(50);

    assertThat(thin.points()).hasSizeLessThanOrEqualTo(50).hasSizeGreaterThan(30);
    assertThat(thin.points().getFirst()).isEqualTo(whole.points().getFirst());
    assertThat(thin.points().getLast()).isEqualTo(whole.points().getLast());
    assertThat(thin.area()).isEqualTo(whole.area());
  }

  @Test
  void withoutScoresThereIsNoCurve() {
    Outcomes outcomes = Outcomes.of(List.of(0), List.of(new int[] {0}), null, TRUTH, "global", "");

    assertThat(RankingMetrics.of(outcomes, Bootstrap.NONE).bestMatch()).isEmpty();
    assertThatThrownBy(() -> PrecisionRecall.ofBestMatches(outcomes, WithoutPositive.LEFT_OUT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // --- comparison ---

  @Test
  void queriesAreWonLostOrTied() {
    List<int[]> others =
        List.of(
            new int[] {3, 0},
            new int[] {1, 5},
            new int[] {9, 1},
            new int[] {1, 2},
            new int[] {3, 4});
    Outcomes second = Outcomes.of(List.of(0, 1, 2, 3, 4), others, null, TRUTH, "other", "");

    PairedComparison comparison = PairedComparison.of(OUTCOMES, second, 1);

    assertThat(comparison.won()).containsExactly(1, 2);
    assertThat(comparison.lost()).containsExactly(0);
    assertThat(comparison.bothHit()).isEmpty();
    assertThat(comparison.bothMissed()).containsExactly(4);
    assertThat(comparison.tied()).isOne();
    assertThat(comparison.convention()).contains("the same 4 queries");
    assertThat(PairedComparison.of(OUTCOMES, second, 2).bothHit()).containsExactly(0, 4);
  }

  @Test
  void onlyQueriesRankedInBothAreCompared() {
    Outcomes some =
        Outcomes.of(List.of(1, 4), List.of(new int[] {1}, new int[] {4}), null, TRUTH, "other", "");

    PairedComparison comparison = PairedComparison.of(OUTCOMES, some, 1);

    assertThat(comparison.won()).containsExactly(1, 4);
    assertThat(comparison.lost()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "5, 5, 1",
    "1, 0, 1",
    "6, 0, 0.03125",
    "0, 6, 0.03125",
    // 2·(1 + 10 + 45)/1024
    "8, 2, 0.109375",
    // 2·(1 + 10)/1024
    "1, 9, 0.021484375",
  })
  void theTestIsExact(int won, int lost, double pValue) {
    assertThat(PairedComparison.exactMcNemar(won, lost)).isCloseTo(pValue, within(1e-12));
  }
}
