package org.vladoscope.metric.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vladoscope.metric.Outcomes;
import org.vladoscope.metric.QueryOutcome;

/** Probabilities of answers, and how far they can be trusted. */
class ConfidenceTest {

  private static QueryOutcome outcome(int query, double score, boolean right, boolean known) {
    return new QueryOutcome(
        query, known ? 1 : 0, right ? 1 : known ? 2 : QueryOutcome.NOT_FOUND, score);
  }

  private static Outcomes outcomes(List<QueryOutcome> list) {
    return new Outcomes(list, "re-ranked", "excess", 10, false);
  }

  /** Queries whose answers are right with the probability that a curve gives their score. */
  private static Outcomes drawn(Calibration truth, int count) {
    Random random = new Random(4);
    List<QueryOutcome> list = new ArrayList<>();
    for (int q = 0; q < count; q++) {
      double score = Math.exp(-5 + 4 * random.nextDouble());
      list.add(outcome(q, score, random.nextDouble() < truth.probability(score), true));
    }
    return outcomes(list);
  }

  @Test
  void theCurveThatMadeTheOutcomesIsFoundAgain() {
    Calibration truth = new Calibration(6, 2, "");
    Calibration found = Confidence.fit(drawn(truth, 4000)).orElseThrow();
    assertThat(found.slope()).isCloseTo(2, within(.2));
    assertThat(found.probability(.05)).isCloseTo(truth.probability(.05), within(.03));
  }

  @Test
  void aScoreThatTellsNothingGivesEveryAnswerTheShareOfRightOnes() {
    List<QueryOutcome> list = new ArrayList<>();
    for (int q = 0; q < 40; q++) {
      // The higher the score the wronger, which a calibration must not turn around.
      list.add(outcome(q, .01 * (q + 1), q < 10, true));
    }
    Calibration flat = Confidence.fit(outcomes(list)).orElseThrow();
    assertThat(flat.slope()).isZero();
    assertThat(flat.probability(.3)).isCloseTo(.25, within(1e-6));
  }

  @Test
  void fiveRightAndFiveWrongAnswersAreTheLeastToFitACurve() {
    List<QueryOutcome> list = new ArrayList<>();
    for (int q = 0; q < 20; q++) {
      list.add(outcome(q, .1, q < 16, true));
    }
    assertThat(Confidence.fit(outcomes(list))).isEmpty();
    list.add(outcome(20, .1, false, true));
    assertThat(Confidence.fit(outcomes(list))).isPresent();
  }

  @Test
  void scoresOfNothingOrLessAreTakenAsTheLeast() {
    Calibration calibration = new Calibration(7, 2, "");
    assertThat(calibration.probability(-1)).isEqualTo(calibration.probability(1e-3)).isPositive();
    assertThat(calibration.probability(Double.NaN)).isNaN();
  }

  @Test
  void theCalibrationErrorIsTheDistanceOfProbabilityAndShareOfRightAnswers() {
    List<Confidence.Judged> queries = new ArrayList<>();
    for (int q = 0; q < 10; q++) {
      // Said .95 and right in 8 of 10; said .25 and right in 5 of 10.
      queries.add(new Confidence.Judged(q, .95, q < 8, true));
      queries.add(new Confidence.Judged(10 + q, .25, q < 5, true));
    }
    Confidence confidence = new Confidence(queries, "");
    assertThat(confidence.calibrationError()).isCloseTo((.15 + .25) / 2, within(1e-12));
    assertThat(confidence.bins().get(9)).isEqualTo(new Confidence.Bin(10, .95, .8));
    assertThat(confidence.bins().getFirst().queries()).isZero();
  }

  @Test
  void acceptingFromAThresholdOnTellsPrecisionAndCoverage() {
    List<Confidence.Judged> queries =
        List.of(
            new Confidence.Judged(0, .9, true, true),
            new Confidence.Judged(1, .8, true, true),
            new Confidence.Judged(2, .7, false, true),
            new Confidence.Judged(3, .6, true, true));
    Confidence confidence = new Confidence(queries, "");
    assertThat(confidence.accepting(.7)).isEqualTo(new Confidence.Acceptance(.7, 3, 2.0 / 3, .75));
    assertThat(confidence.atPrecision(.99).orElseThrow())
        .isEqualTo(new Confidence.Acceptance(.8, 2, 1, .5));
    assertThat(confidence.atPrecision(.75).orElseThrow().coverage()).isEqualTo(1);
  }

  @Test
  void aThresholdThatIsReadAcceptsTheSameAnswers() {
    Confidence confidence =
        new Confidence(
            List.of(
                new Confidence.Judged(0, .98765, true, true),
                new Confidence.Judged(1, .98723, false, true),
                new Confidence.Judged(2, .41239, true, true)),
            "");
    assertThat(confidence.readable(.98765)).as("rounded it would accept none").isEqualTo(.9876);
    assertThat(confidence.readable(.98723)).isEqualTo(.98);
    assertThat(confidence.readable(.41239)).isEqualTo(.41);
    for (double threshold : new double[] {.98765, .98723, .41239}) {
      assertThat(confidence.accepting(confidence.readable(threshold)).accepted())
          .isEqualTo(confidence.accepting(threshold).accepted());
    }
    assertThat(Confidence.text(.9876)).isEqualTo("0.9876");
    assertThat(Confidence.text(.5)).isEqualTo("0.50");
  }

  @Test
  void equalProbabilitiesAreAcceptedTogether() {
    List<Confidence.Judged> queries =
        List.of(
            new Confidence.Judged(0, .6, false, true),
            new Confidence.Judged(1, .9, true, true),
            new Confidence.Judged(2, .6, true, true),
            new Confidence.Judged(3, .2, false, true));
    assertThat(new Confidence(queries, "").acceptances())
        .containsExactly(
            new Confidence.Acceptance(.9, 1, 1, .25),
            new Confidence.Acceptance(.6, 3, 2.0 / 3, .75),
            new Confidence.Acceptance(.2, 4, .5, 1));
  }

  @Test
  void aPrecisionThatIsNeverReachedIsNotPromised() {
    Confidence confidence = new Confidence(List.of(new Confidence.Judged(0, .9, false, true)), "");
    assertThat(confidence.atPrecision(.5)).isEmpty();
  }

  @Test
  void queriesWithoutAMatchAreToldApartByLowProbability() {
    List<Confidence.Judged> queries =
        List.of(
            new Confidence.Judged(0, .9, true, true),
            new Confidence.Judged(1, .4, false, true),
            new Confidence.Judged(2, .5, false, false),
            new Confidence.Judged(3, .1, false, false));
    assertThat(new Confidence(queries, "").withoutMatchArea()).hasValue(.75);
    assertThat(new Confidence(queries.subList(0, 2), "").withoutMatchArea()).isEmpty();
  }

  @Test
  void noQueryHasASayInItsOwnProbability() {
    Outcomes drawn = drawn(new Calibration(6, 2, ""), 100);
    Confidence before = Confidence.crossValidated(drawn).orElseThrow();
    List<QueryOutcome> changed = new ArrayList<>(drawn.list());
    QueryOutcome first = changed.getFirst();
    changed.set(0, outcome(0, first.bestScore(), !first.isHit(1), true));
    Confidence after = Confidence.crossValidated(outcomes(changed)).orElseThrow();
    assertThat(after.queries().getFirst().probability())
        .isEqualTo(before.queries().getFirst().probability());
  }
}
