package org.vladoscope.ui.explore.overlay;

import java.util.List;
import java.util.Optional;
import org.vladoscope.figure.ColorScale;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.MatchLine;
import org.vladoscope.match.Displacements;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.ui.view.ValueRange;
import org.vladoscope.vlad.PatchGrid;

/**
 * The colours of the lines between two images.
 *
 * @param by what they show
 * @param match the matches of the patch size that is drawn
 * @param mean the mean displacement of these
 * @param bar colours and the values at their ends; empty if colours show kinds
 */
public record LineColouring(
    LineColours by, ScaleMatch match, Displacements mean, Optional<Legend.Bar> bar) {

  /**
   * The colours of some lines, spread over the values they have.
   *
   * @param by what they show
   * @param colours colours of numbers, of which lines have the lighter part
   */
  public static LineColouring of(
      List<MatchLine> lines, ScaleMatch match, LineColours by, ColorScale colours) {
    LineColouring plain = new LineColouring(by, match, match.displacements(), Optional.empty());
    if (by == LineColours.KIND) {
      return plain;
    }
    float[] values = new float[lines.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) plain.value(lines.get(i));
    }
    ValueRange range =
        by == LineColours.SIMILARITY ? ValueRange.of(values) : ValueRange.fromZero(values);
    return new LineColouring(
        by, match, plain.mean(), Optional.of(new Legend.Bar(range, colours.forLines())));
  }

  /** The colour of a line. */
  public Colour of(MatchLine line) {
    return bar.map(known -> new Colour(known.argb((float) value(line))))
        .orElse(line.kind().colour());
  }

  private double value(MatchLine line) {
    return switch (by) {
      case KIND -> Double.NaN;
      case SIMILARITY -> line.similarity();
      case DISPLACEMENT -> {
        PatchGrid grid = match.grid();
        int from = line.queryPatch();
        int to = line.candidatePatch();
        yield Math.hypot(
            grid.column(to) - grid.column(from) - mean.meanX(),
            grid.row(to) - grid.row(from) - mean.meanY());
      }
    };
  }
}
