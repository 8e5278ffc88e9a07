package org.vladoscope.match;

import org.vladoscope.common.CacheKey;
import org.vladoscope.vlad.PatchGrid;

public record PairScorer(Matcher matcher, double tolerance) {
  public String id() {
    return matcher.toString();
  }

  public String label() {
    return matcher == Matcher.RAPID ? "Rapid" : "RANSAC";
  }

  public double usualSecondsPerOperation() {
    return matcher == Matcher.RAPID ? 5e-8 : 4e-6;
  }

  public double operations(PatchGrid grid) {
    return grid.count();
  }

  public void addTo(CacheKey key) {
    if (matcher == Matcher.RANSAC) {
      key.with("tolerance", tolerance);
    }
  }

  public double score(PatchMatches m, PatchGrid grid) {
    return matcher == Matcher.RAPID
        ? RapidScorer.score(m, grid)
        : new RansacScorer(tolerance).score(m, grid).score();
  }
}
