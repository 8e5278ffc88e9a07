package org.vladoscope.match;

import java.util.List;
import org.vladoscope.common.Variants;

/** The scorers that can be chosen by name. */
public final class PairScorers {

  /** The one place where a new scorer is made known; the usual one comes first. */
  public static final Variants<PairScorer> ALL =
      new Variants<>(
          "scorer", List.of(new WeightedRapidScore(), new RapidScore(), new RansacScore(1.5)));

  private PairScorers() {}
}
