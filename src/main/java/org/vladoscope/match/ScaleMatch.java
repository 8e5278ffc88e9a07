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

  /**
   * What each match adds to the score by one of the matchers; all together add up to it. With
   * RANSAC every inlier adds one divided by the number of patches and every outlier nothing; with
   * the rapid score every match adds its summand, see {@link RapidScorer}.
   */
  public double[] parts(Matcher matcher) {
    double[] parts;
    if (matcher == Matcher.RAPID) {
      parts = RapidScorer.terms(matches, grid);
    } else {
      parts = new double[matches.count()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = ransac.inliers()[i] ? 1 : 0;
      }
    }
    for (int i = 0; i < parts.length; i++) {
      parts[i] /= grid.count();
    }
    return parts;
  }

  /** Where the matched patches are displaced to. */
  public Displacements displacements() {
    return Displacements.of(matches, grid);
  }
}
