package org.vladoscope.match;

import java.util.List;

/**
 * The comparison of two pictures at all patch sizes.
 *
 * @param scales one for each configured scale, in its order
 */
public record PairMatch(List<ScaleMatch> scales) {

  /** Copies the list. */
  public PairMatch {
    scales = List.copyOf(scales);
  }

  /**
   * The score of the pair alone: the weighted sum over the scales. It cannot be compared with the
   * score of a list, which weighs z-scores. Higher is better.
   */
  public double score(MatchConfig config) {
    double[] scores = scales.stream().mapToDouble(s -> s.score(config.matcher())).toArray();
    return Fusion.ofPair(scores, config.weights());
  }
}
