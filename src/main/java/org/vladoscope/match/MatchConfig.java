package org.vladoscope.match;

import java.util.List;
import org.vladoscope.common.InputException;
import org.vladoscope.common.SettingValue;
import org.vladoscope.common.Variants;
import org.vladoscope.compute.Precision;

/**
 * How matches are scored and scores joined.
 *
 * @param scorer which score
 * @param inlierTolerance how far a match may lie from the homography to be shown as an inlier, in
 *     strides; that of the scorer if it has one
 * @param fusion what scores are measured against before they are joined
 * @param weights one for each patch size, 0 or more
 * @param globalWeight weight of the standardised similarity of the global descriptors in the list
 *     score; 0 in the original method. Where similarities are not known it counts nothing
 * @param precision what patch descriptors are rounded to before they are compared
 */
public record MatchConfig(
    PairScorer scorer,
    double inlierTolerance,
    Fusion fusion,
    List<Double> weights,
    double globalWeight,
    Precision precision) {

  /** As the original fuses, in full precision. */
  public MatchConfig(
      PairScorer scorer, double inlierTolerance, List<Double> weights, double globalWeight) {
    this(scorer, inlierTolerance, new ZScoreFusion(), weights, globalWeight, Precision.FP32);
  }

  /** Checks the ranges. */
  public MatchConfig {
    weights = List.copyOf(weights);
    inlierTolerance = toleranceOf(scorer, inlierTolerance);
    if (!(inlierTolerance > 0) || Double.isInfinite(inlierTolerance)) {
      throw new InputException(
          "The RANSAC tolerance must be greater than 0, not " + inlierTolerance + ".");
    }
    for (double weight : weights) {
      checkWeight(weight);
    }
    checkWeight(globalWeight);
  }

  /** What finds the matches. */
  public PatchMatcher matcher() {
    return new PatchMatcher(precision);
  }

  /**
   * The score of a pair alone: the weighted sum of the scores of its patch sizes. It cannot be
   * compared with list scores. Higher is better.
   *
   * @param scores one for each patch size
   */
  public double pairScore(double[] scores) {
    double sum = 0;
    for (int s = 0; s < scores.length; s++) {
      sum += weights.get(s) * scores[s];
    }
    return sum;
  }

  /**
   * The scorers that can be chosen by name, with the settings in use: the one that scores as it is,
   * and others by the same tolerance.
   */
  public Variants<PairScorer> scorers() {
    return new Variants<>(
        PairScorers.ALL.what(),
        PairScorers.ALL.all().stream()
            .map(s -> s.id().equals(scorer.id()) ? scorer : withTolerance(s, inlierTolerance))
            .toList());
  }

  /** The same with another scorer. */
  public MatchConfig withScorer(PairScorer other) {
    return new MatchConfig(other, inlierTolerance, fusion, weights, globalWeight, precision);
  }

  /** The same with another fusion. */
  public MatchConfig withFusion(Fusion other) {
    return new MatchConfig(scorer, inlierTolerance, other, weights, globalWeight, precision);
  }

  /** The fusions that can be chosen by name, the one in use with its settings. */
  public Variants<Fusion> fusions() {
    return new Variants<>(
        Fusions.ALL.what(),
        Fusions.ALL.all().stream().map(f -> f.id().equals(fusion.id()) ? fusion : f).toList());
  }

  /** The same with another weight of the global similarity. */
  public MatchConfig withGlobalWeight(double other) {
    return new MatchConfig(scorer, inlierTolerance, fusion, weights, other, precision);
  }

  /** The same with other weights. */
  public MatchConfig withWeights(List<Double> others) {
    return new MatchConfig(scorer, inlierTolerance, fusion, others, globalWeight, precision);
  }

  /** The same in another precision. */
  public MatchConfig withPrecision(Precision other) {
    return new MatchConfig(scorer, inlierTolerance, fusion, weights, globalWeight, other);
  }

  /**
   * The same with another tolerance, of the scorer too if it has one.
   *
   * @throws InputException if it is not greater than 0
   */
  public MatchConfig withTolerance(double tolerance) {
    return new MatchConfig(
        withTolerance(scorer, tolerance), tolerance, fusion, weights, globalWeight, precision);
  }

  private static PairScorer withTolerance(PairScorer scorer, double tolerance) {
    return hasTolerance(scorer)
        ? scorer.with(PairScorer.TOLERANCE, String.valueOf(tolerance))
        : scorer;
  }

  private static boolean hasTolerance(PairScorer scorer) {
    return scorer.settings().stream().anyMatch(MatchConfig::isTolerance);
  }

  private static double toleranceOf(PairScorer scorer, double otherwise) {
    return scorer.settings().stream()
        .filter(MatchConfig::isTolerance)
        .mapToDouble(s -> Double.parseDouble(s.value()))
        .findFirst()
        .orElse(otherwise);
  }

  private static boolean isTolerance(SettingValue setting) {
    return setting.name().equals(PairScorer.TOLERANCE);
  }

  private static void checkWeight(double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new InputException("A weight must be 0 or more, not " + weight + ".");
    }
  }
}
