package org.vladoscope.metric.confidence;

import java.util.List;
import java.util.Optional;
import org.vladoscope.metric.QueryOutcome;

/**
 * Turns the score of the best match of a query into the probability that it is right: a logistic
 * curve over the logarithm of the score (Platt, Advances in Large Margin Classifiers, 1999).
 *
 * @param intercept of the curve
 * @param slope of the curve, 0 or more: a higher score is never less probable
 * @param source what it was fitted on, for people
 */
public record Calibration(double intercept, double slope, String source) {

  /** Scores below this are taken as this. */
  static final double LEAST = 1e-3;

  /** So many right and so many wrong best matches it takes at least to fit a curve. */
  public static final int FEWEST = 5;

  private static final int STEPS = 50;

  /** Holds the curve back where nearly all answers are right: a weak pull of the slope to 0. */
  private static final double RIDGE = 1e-2;

  /**
   * A best match of which it is known whether it is right.
   *
   * @param score how far it stands out; not NaN
   * @param right whether it is right
   */
  public record Sample(double score, boolean right) {

    double x() {
      return Math.log(Math.max(score, LEAST));
    }
  }

  /**
   * The probability that the best match is right.
   *
   * @param score how far it stands out; NaN if there is none
   * @return between 0 and 1; NaN if there is no score
   */
  public double probability(double score) {
    return Double.isNaN(score)
        ? Double.NaN
        : logistic(intercept + slope * Math.log(Math.max(score, LEAST)));
  }

  private static double logistic(double value) {
    return 1 / (1 + Math.exp(-value));
  }

  /**
   * The curve that makes the outcomes most probable.
   *
   * @param outcomes those without a score are left out
   * @return empty if there are too few right or too few wrong best matches
   */
  static Optional<Calibration> fit(List<QueryOutcome> outcomes, String source) {
    return ofSamples(
        outcomes.stream()
            .filter(q -> !Double.isNaN(q.bestScore()))
            .map(q -> new Sample(q.bestScore(), q.isHit(1)))
            .toList(),
        source);
  }

  /**
   * The curve that makes it most probable which samples are right.
   *
   * @param source what they are, for people
   * @return empty if fewer than {@link #FEWEST} are right or fewer are wrong
   */
  public static Optional<Calibration> ofSamples(List<Sample> samples, String source) {
    long right = samples.stream().filter(Sample::right).count();
    if (right < FEWEST || samples.size() - right < FEWEST) {
      return Optional.empty();
    }
    double mean = samples.stream().mapToDouble(Sample::x).average().orElseThrow();
    double[] line = newton(samples, mean, false);
    if (line[1] < 0) {
      line = newton(samples, mean, true);
    }
    return Optional.of(new Calibration(line[0] - line[1] * mean, line[1], source));
  }

  /** Newton's method on the logarithm of the likelihood, with the scores centred. */
  private static double[] newton(List<Sample> samples, double mean, boolean isFlat) {
    double a = 0;
    double b = 0;
    for (int step = 0; step < STEPS; step++) {
      double gradientA = 0;
      double gradientB = -RIDGE * b;
      double aa = 0;
      double ab = 0;
      double bb = RIDGE;
      for (Sample sample : samples) {
        double x = sample.x() - mean;
        double p = logistic(a + b * x);
        double left = (sample.right() ? 1 : 0) - p;
        double weight = Math.max(p * (1 - p), 1e-9);
        gradientA += left;
        gradientB += left * x;
        aa += weight;
        ab += weight * x;
        bb += weight * x * x;
      }
      if (isFlat) {
        a += gradientA / aa;
      } else {
        double determinant = aa * bb - ab * ab;
        a += limited((bb * gradientA - ab * gradientB) / determinant);
        b += limited((aa * gradientB - ab * gradientA) / determinant);
      }
    }
    return new double[] {a, b};
  }

  /** A step of Newton's method may overshoot where the curve is flat. */
  private static double limited(double step) {
    return Math.clamp(step, -2, 2);
  }
}
