package org.vladoscope.match;

import org.vladoscope.vlad.PatchGrid;

/**
 * The comparison of two pictures at one patch size.
 *
 * @param grid where the patches of both lie
 * @param similarity nearest patches in both directions
 * @param matches mutual nearest neighbours
 * @param ransac which matches agree on a homography, and the score that gives
 * @param rapidScore the rapid spatial score
 */
public record ScaleMatch(
    PatchGrid grid,
    PatchSimilarity similarity,
    PatchMatches matches,
    RansacScorer.Result ransac,
    double rapidScore) {

  /** The score by one of the matchers. Higher is better. */
  public double score(Matcher matcher) {
    return matcher == Matcher.RANSAC ? ransac.score() : rapidScore;
  }
}
