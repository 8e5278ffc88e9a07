package org.vladoscope.match;

import java.util.List;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Precision;

/**
 * How matches are scored and scores joined.
 *
 * @param matcher which score
 * @param ransacTolerance see {@link RansacScorer#RansacScorer}
 * @param weights one for each patch size, 0 or more
 * @param globalWeight weight of the z-scored similarity of the global descriptors in the list
 *     score; 0 in the original method
 * @param precision what patch descriptors are rounded to before they are compared
 */
public record MatchConfig(
    Matcher matcher,
    double ransacTolerance,
    List<Double> weights,
    double globalWeight,
    Precision precision) {

  /** In full precision. */
  public MatchConfig(
      Matcher matcher, double ransacTolerance, List<Double> weights, double globalWeight) {
    this(matcher, ransacTolerance, weights, globalWeight, Precision.FP32);
  }

  public PairScorer scorer() {
    return new PairScorer(matcher, ransacTolerance);
  }

  /** Checks the ranges. */
  public MatchConfig {
    weights = List.copyOf(weights);
    if (!(ransacTolerance > 0) || Double.isInfinite(ransacTolerance)) {
      throw new InputException(
          "The RANSAC tolerance must be greater than 0, not " + ransacTolerance + ".");
    }
    for (double weight : weights) {
      checkWeight(weight);
    }
    checkWeight(globalWeight);
  }

  /** The same with another matcher. */
  public MatchConfig withMatcher(Matcher other) {
    return new MatchConfig(other, ransacTolerance, weights, globalWeight, precision);
  }

  /** The same with other weights. */
  public MatchConfig withWeights(List<Double> others) {
    return new MatchConfig(matcher, ransacTolerance, others, globalWeight, precision);
  }

  /** The same in another precision. */
  public MatchConfig withPrecision(Precision other) {
    return new MatchConfig(matcher, ransacTolerance, weights, globalWeight, other);
  }

  private static void checkWeight(double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new InputException("A weight must be 0 or more, not " + weight + ".");
    }
  }
}
