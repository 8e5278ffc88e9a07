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

  /** The score of the matches between two pictures whose patches lie on the same grid. */
  public static double score(PatchMatches matches, PatchGrid grid) {
    int count = matches.count();
    if (count == 0) {
      return 0;
    }
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < count; i++) {
      meanX += deltaX(matches, grid, i);
      meanY += deltaY(matches, grid, i);
    }
    meanX /= count;
    meanY /= count;
    double maxX = grid.columns() - 1;
    double maxY = grid.rows() - 1;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double x = maxX - Math.abs(deltaX(matches, grid, i) - meanX);
      double y = maxY - Math.abs(deltaY(matches, grid, i) - meanY);
      sum += x * x + y * y;
    }
    return sum / grid.count();
  }

  private static int deltaX(PatchMatches matches, PatchGrid grid, int i) {
    return grid.column(matches.candidate()[i]) - grid.column(matches.query()[i]);
  }

  private static int deltaY(PatchMatches matches, PatchGrid grid, int i) {
    return grid.row(matches.candidate()[i]) - grid.row(matches.query()[i]);
  }
}
