package org.vladoscope.match;

import java.util.ArrayList;
import java.util.List;

/**
 * The comparison of two images at all patch sizes.
 *
 * @param scales one for each configured scale, in its order; none if images have no patches
 */
public record PairMatch(List<ScaleMatch> scales) {

  /** What is known of images without patches: nothing is compared. */
  public static final PairMatch WITHOUT_PATCHES = new PairMatch(List.of());

  /** Copies the list. */
  public PairMatch {
    scales = List.copyOf(scales);
  }

  /** True if the scores of a scorer are known. */
  public boolean isScoredBy(PairScorer scorer) {
    return scales.stream().allMatch(s -> s.isScoredBy(scorer));
  }

  /**
   * The score of the pair alone: the weighted sum over the scales. It cannot be compared with the
   * score of a list, which weighs standardised scores. Higher is better.
   */
  public double score(MatchConfig config) {
    double[] scores = scales.stream().mapToDouble(s -> s.score(config.scorer())).toArray();
    return config.pairScore(scores);
  }

  /**
   * The share of each match in {@link #score}: what it adds at its scale, times the scale's weight,
   * divided by the score. The shares of all matches of all scales add up to 1; they are all 0 if
   * the score is.
   *
   * @return for each scale one number for each match
   */
  public List<double[]> shares(MatchConfig config) {
    double score = score(config);
    List<double[]> shares = new ArrayList<>();
    for (int s = 0; s < scales.size(); s++) {
      double[] parts = scales.get(s).parts(config.scorer());
      double weight = config.weights().get(s);
      for (int i = 0; i < parts.length; i++) {
        parts[i] = score > 0 ? weight * parts[i] / score : 0;
      }
      shares.add(parts);
    }
    return shares;
  }
}
