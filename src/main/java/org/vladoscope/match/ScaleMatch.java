package org.vladoscope.match;

import java.util.List;
import org.vladoscope.vlad.PatchGrid;

/**
 * The comparison of two images at one patch size.
 *
 * @param grid where the patches of both lie
 * @param similarity nearest patches in both directions
 * @param matches mutual nearest neighbours
 * @param inliers which matches agree on a homography
 * @param scores by every scorer, and by the one in use
 */
public record ScaleMatch(
    PatchGrid grid,
    PatchSimilarity similarity,
    PatchMatches matches,
    RansacScorer.Result inliers,
    List<MatchScore> scores) {

  /** Copies the list. */
  public ScaleMatch {
    scores = List.copyOf(scores);
  }

  /** True if the score of a scorer is among {@link #scores}. */
  public boolean isScoredBy(PairScorer scorer) {
    return scores.stream().anyMatch(s -> s.scorer().equals(scorer));
  }

  /** The score by a scorer. Higher is better. */
  public double score(PairScorer scorer) {
    return scored(scorer).score();
  }

  /** What each match adds to the score by a scorer; all together add up to it. */
  public double[] parts(PairScorer scorer) {
    return scored(scorer).parts().clone();
  }

  private MatchScore scored(PairScorer scorer) {
    return scores.stream()
        .filter(s -> s.scorer().equals(scorer))
        .findFirst()
        .orElseGet(() -> scorer.scored(matches, grid));
  }

  /** Where the matched patches are displaced to. */
  public Displacements displacements() {
    return Displacements.of(matches, grid);
  }
}
