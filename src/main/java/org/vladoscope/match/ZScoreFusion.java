package org.vladoscope.match;

import java.util.List;

/**
 * The fusion of the original method (Patch-NetVLAD, section 3.5): each score as a z-score over the
 * candidates of the query, with the population standard deviation. A patch size on which all
 * candidates are equal adds 0.
 */
public record ZScoreFusion() implements Fusion {

  @Override
  public String id() {
    return "z-score";
  }

  @Override
  public String label() {
    return "z-scores";
  }

  @Override
  public String summary() {
    return "measures each score against the other candidates of the query, as the original does";
  }

  @Override
  public int cohort() {
    return 0;
  }

  @Override
  public boolean isComparable() {
    return false;
  }

  @Override
  public Standard standard(
      List<PairScores> candidates, List<PairScores> cohort, List<Double> most, MatchConfig config) {
    return Standard.of(candidates, most);
  }
}
