package org.vladoscope.match;

import org.vladoscope.vlad.PatchGrid;

/**
 * How far matched patches are displaced from query to candidate, in steps of the patch grid; what
 * the {@link RapidScorer} looks at.
 *
 * @param x columns to the right, one for each match
 * @param y rows downwards, one for each match
 * @param meanX mean of {@code x}; 0 without matches
 * @param meanY mean of {@code y}; 0 without matches
 */
public record Displacements(int[] x, int[] y, double meanX, double meanY) {

  /** The displacements of matches between two images whose patches lie on the same grid. */
  public static Displacements of(PatchMatches matches, PatchGrid grid) {
    int count = matches.count();
    int[] x = new int[count];
    int[] y = new int[count];
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < count; i++) {
      x[i] = grid.column(matches.candidate()[i]) - grid.column(matches.query()[i]);
      y[i] = grid.row(matches.candidate()[i]) - grid.row(matches.query()[i]);
      sumX += x[i];
      sumY += y[i];
    }
    return new Displacements(x, y, count == 0 ? 0 : sumX / count, count == 0 ? 0 : sumY / count);
  }

  /** Number of matches. */
  public int count() {
    return x.length;
  }
}
