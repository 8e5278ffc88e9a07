package org.vladoscope.match;

import org.vladoscope.common.CacheKey;
import org.vladoscope.common.Variant;
import org.vladoscope.vlad.PatchGrid;

/**
 * How the matches of two images at one patch size become a score: everything the program knows of
 * it. Implementations are records whose components are its settings. Safe to use from several
 * threads.
 */
public interface PairScorer extends Variant<PairScorer> {

  /**
   * The name of a setting that scorers may share: how far a match may lie from where a homography
   * puts it, in strides of the patch grid. Inliers are shown by the one that scores.
   */
  String TOLERANCE = "tolerance";

  /**
   * The score of the matches between two images whose patches lie on the same grid. Higher is
   * better.
   */
  default double score(PatchMatches matches, PatchGrid grid) {
    return scored(matches, grid).score();
  }

  /** The score with what each match adds to it. */
  MatchScore scored(PatchMatches matches, PatchGrid grid);

  /**
   * The greatest score that two images can have: every patch matched, with nothing displaced
   * otherwise than the rest. Above 0.
   */
  double most(PatchGrid grid);

  /** Adds everything that decides the score to the key of what it is kept under. */
  void addTo(CacheKey key);

  /** The work of one score, in operations that grow as its running time does. */
  double operations(PatchGrid grid);

  /** What an operation usually takes on one thread: on two cores of an AMD EPYC. */
  double usualSecondsPerOperation();
}
