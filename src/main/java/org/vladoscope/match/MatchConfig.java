package org.vladoscope.match;

import java.util.List;
import org.vladoscope.common.InputException;

/**
 * How matches are scored and scores joined.
 *
 * @param matcher which score
 * @param ransacTolerance see {@link RansacScorer#RansacScorer}
 * @param weights one for each patch size, 0 or more
 * @param globalWeight weight of the z-scored similarity of the global descriptors in the list
 *     score; 0 in the original method
 */
public record MatchConfig(
    Matcher matcher, double ransacTolerance, List<Double> weights, double globalWeight) {

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

  private static void checkWeight(double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new InputException("A weight must be 0 or more, not " + weight + ".");
    }
  }
}
