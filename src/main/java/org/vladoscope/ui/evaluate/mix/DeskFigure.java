package org.vladoscope.ui.evaluate.mix;

import java.util.List;
import java.util.Locale;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.mix.Standing;
import org.vladoscope.ui.export.Drawable;

/**
 * The desk for files: on white, with recall unmixed and mixed, and what bars say.
 *
 * @param title above
 * @param desk faders and effects
 * @param unmixed how queries fare while nothing is mixed
 * @param mixed how they fare under the mix
 */
record DeskFigure(String title, DeskDrawing desk, Standing unmixed, Standing mixed)
    implements Drawable {

  private static final double MARGIN = 16;
  private static final double TITLE = 36;
  private static final double ROW = 18;
  private static final double TEXT = 12;
  private static final double SMALL = 11;
  private static final double LETTER = 6.1;

  @Override
  public Figure figure() {
    double width = desk.width() + 2 * MARGIN;
    double height = TITLE + desk.height() + 3 * ROW + MARGIN;
    return Figure.of(width, height, title, this::draw);
  }

  private void draw(Drawing drawing) {
    drawing.text(title, new Point(MARGIN, 22), 14, true, Palette.INK);
    drawing.group("Faders", null, 1, () -> desk.movedTo(MARGIN, TITLE).draw(drawing));
    double y = TITLE + desk.height() + ROW;
    StringBuilder figures = new StringBuilder();
    for (int n : Standing.AT_N) {
      figures.append(
          String.format(
              Locale.ROOT,
              "%srecall@%d %.3f \u2192 %.3f",
              figures.isEmpty() ? "" : "    ",
              n,
              unmixed.recall(n),
              mixed.recall(n)));
    }
    drawing.text(
        "Unmixed \u2192 mixed: " + figures, new Point(MARGIN, y), TEXT, false, Palette.INK);
    y += ROW;
    List<String> legend =
        List.of(
            "Queries fare better without the cluster",
            "Queries need the cluster (mean reciprocal rank if it is muted)");
    double x = MARGIN;
    drawing.fill(new Box(x, y - 9, 10, 9), Palette.NEGATIVE);
    drawing.text(legend.get(0), new Point(x + 16, y), SMALL, false, Palette.INK);
    x += 16 + LETTER * legend.get(0).length() + 14;
    drawing.fill(new Box(x, y - 9, 10, 9), Palette.POSITIVE);
    drawing.text(legend.get(1), new Point(x + 16, y), SMALL, false, Palette.INK);
    y += ROW;
    drawing.text(
        "Fader: factor of the cluster's block, 0 to 2, line at 1. Global descriptors, before"
            + " re-ranking; queries with a positive.",
        new Point(MARGIN, y),
        SMALL,
        false,
        Palette.MUTED);
  }
}
