package org.vladoscope.match;

import org.vladoscope.common.CacheKey;
import org.vladoscope.vlad.PatchGrid;

/**
 * The rapid score with each match counted by how similar its patches are, and with displacements
 * held against it less: in a wide change of view most mutual matches are chance, and chance matches
 * are less alike, while right ones are not displaced alike either.
 *
 * <p>score = (1 / n) Σ max(0, s) √[(x_max − |δx − δ̄x|)² + (y_max − |δy − δ̄y|)²], with s the
 * cosine similarity of the matched descriptors and the rest as in {@link RapidScorer}; ours, see
 * the decision record on scores.
 */
public record WeightedRapidScore() implements PairScorer {

  @Override
  public String id() {
    return "weighted-rapid";
  }

  @Override
  public String label() {
    return "Weighted rapid";
  }

  @Override
  public String summary() {
    return "counts matches by how similar their patches are and how much they are displaced alike";
  }

  @Override
  public MatchScore scored(PatchMatches matches, PatchGrid grid) {
    double[] parts = matches.count() == 0 ? new double[0] : RapidScorer.terms(matches, grid);
    double score = 0;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Math.sqrt(parts[i]) * Math.max(0.0, matches.similarity()[i]) / grid.count();
      score += parts[i];
    }
    return new MatchScore(this, score, parts);
  }

  @Override
  public double most(PatchGrid grid) {
    return Math.sqrt(RapidScorer.most(grid));
  }

  @Override
  public void addTo(CacheKey key) {
    // It has no settings.
  }

  @Override
  public double operations(PatchGrid grid) {
    return grid.count();
  }

  @Override
  public double usualSecondsPerOperation() {
    return 1e-7;
  }
}
