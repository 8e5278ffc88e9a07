package org.vladoscope.match;

import org.vladoscope.common.CacheKey;
import org.vladoscope.vlad.PatchGrid;

/** The rapid spatial score (Patch-NetVLAD, section 3.4), see {@link RapidScorer}. */
public record RapidScore() implements PairScorer {

  @Override
  public String id() {
    return "rapid";
  }

  @Override
  public String label() {
    return "Rapid";
  }

  @Override
  public String summary() {
    return "rewards matches that are displaced alike";
  }

  @Override
  public double score(PatchMatches matches, PatchGrid grid) {
    return RapidScorer.score(matches, grid);
  }

  @Override
  public MatchScore scored(PatchMatches matches, PatchGrid grid) {
    double[] parts = RapidScorer.terms(matches, grid);
    for (int i = 0; i < parts.length; i++) {
      parts[i] /= grid.count();
    }
    return new MatchScore(this, score(matches, grid), parts);
  }

  @Override
  public double most(PatchGrid grid) {
    return RapidScorer.most(grid);
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
    return 5e-8;
  }
}
