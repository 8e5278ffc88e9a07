package org.vladoscope.match;

import org.vladoscope.vlad.PatchGrid;

/**
 * The rapid spatial score (Patch-NetVLAD, section 3.4): matches that are displaced like the mean
 * displacement count most.
 *
 * <p>score = (1 / n) Σ [(x_max − |δx − δ̄x|)² + (y_max − |δy − δ̄y|)²], with δ the displacement
 * from query to candidate in steps of the grid, x_max and y_max its largest indices and n the
 * number of query patches. 0 without matches. Higher is better.
 */
public final class RapidScorer {

  private RapidScorer() {}

  /** The score of the matches between two images whose patches lie on the same grid. */
  public static double score(PatchMatches matches, PatchGrid grid) {
    if (matches.count() == 0) {
      return 0;
    }
    double sum = 0;
    for (double term : terms(matches, grid)) {
      sum += term;
    }
    return sum / grid.count();
  }

  /** The score of images of which each patch is matched and all are displaced alike. */
  static double most(PatchGrid grid) {
    double x = grid.columns() - 1;
    double y = grid.rows() - 1;
    return Math.max(x * x + y * y, 1);
  }

  /**
   * The summand of each match, (x_max − |δx − δ̄x|)² + (y_max − |δy − δ̄y|)², not yet divided by
   * the number of patches.
   */
  static double[] terms(PatchMatches matches, PatchGrid grid) {
    Displacements displacements = Displacements.of(matches, grid);
    double maxX = grid.columns() - 1;
    double maxY = grid.rows() - 1;
    double[] terms = new double[matches.count()];
    for (int i = 0; i < terms.length; i++) {
      double x = maxX - Math.abs(displacements.x()[i] - displacements.meanX());
      double y = maxY - Math.abs(displacements.y()[i] - displacements.meanY());
      terms[i] = x * x + y * y;
    }
    return terms;
  }
}
