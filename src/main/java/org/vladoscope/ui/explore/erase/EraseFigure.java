package org.vladoscope.ui.explore.erase;

import java.util.List;
import org.vladoscope.erase.ErasedRanks;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Figure;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.export.Drawable;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.Numbers;
import org.vladoscope.ui.view.Placement;
import org.vladoscope.ui.view.Words;

/**
 * Both images with what is erased and the ranks before and after, as they were at one moment,
 * whole; to be drawn on anything, by any thread.
 *
 * @param mapName the map
 * @param pair both images
 * @param erasing what is erased
 * @param ranks how they moved
 * @param settings which matches
 * @param sentence what the search for the cells that must go came to; empty if nobody asked
 */
public record EraseFigure(
    String mapName,
    Comparison pair,
    Erasing erasing,
    ErasedRanks ranks,
    OverlaySettings settings,
    String sentence)
    implements Drawable {

  private static final double MARGIN = 16;
  private static final double WIDTH = 480;
  private static final double LINE = 18;
  private static final double TEXT = 12;
  private static final int ROWS = 8;

  /** Names of its files begin so. */
  public String name() {
    return Words.withoutEnding(Words.shortName(pair.query().image().name())) + "-erased";
  }

  private double top() {
    return MARGIN + 2 * LINE;
  }

  private Placement placement(Comparison.Side side, double left) {
    double scale = WIDTH / side.picture().size().width();
    Box frame = new Box(left, top(), WIDTH, scale * side.picture().size().height());
    return new Placement(frame, left, top(), scale);
  }

  private double bottom() {
    return Math.max(
        placement(pair.query(), MARGIN).frame().bottom(),
        placement(pair.candidate(), MARGIN).frame().bottom());
  }

  private List<ErasedRanks.Row> rows() {
    return ranks.first(ROWS);
  }

  @Override
  public Figure figure() {
    double height = bottom() + (rows().size() + 4) * LINE + MARGIN;
    return Figure.of(2 * WIDTH + 3 * MARGIN, height, "Erased in " + mapName, this::draw);
  }

  private void draw(Drawing drawing) {
    Placement query = placement(pair.query(), MARGIN);
    Placement candidate = placement(pair.candidate(), 2 * MARGIN + WIDTH);
    image(drawing, "Query", pair.query(), query, erasing.query().count());
    image(drawing, "Candidate", pair.candidate(), candidate, erasing.candidate().count());
    new EraseMarks(pair, erasing, settings).draw(drawing, query, candidate);
    double y = bottom() + LINE;
    String told =
        "Map " + mapName + "  \u00b7  global ranks of " + ranks.after().count() + " places";
    drawing.text(told, new Point(MARGIN, y), TEXT, false, Palette.MUTED);
    if (!sentence.isEmpty()) {
      y += LINE;
      drawing.text(sentence, new Point(MARGIN, y), TEXT, false, Palette.INK);
    }
    y += LINE;
    double[] at = {MARGIN, MARGIN + 60, MARGIN + 130, MARGIN + 230, MARGIN + 330};
    row(drawing, y, at, false, "Now", "Before", "Sim. now", "before", "Place");
    for (ErasedRanks.Row row : rows()) {
      y += LINE;
      String truth =
          switch (row.truth()) {
            case SAME_PLACE -> "  (right)";
            case OTHER_PLACE -> "  (wrong)";
            case UNKNOWN -> "";
          };
      row(
          drawing,
          y,
          at,
          row.truth() == PlaceTruth.SAME_PLACE,
          Numbers.count(row.rankAfter()),
          Numbers.count(row.rankBefore()),
          Numbers.precise(row.similarityAfter()),
          Numbers.precise(row.similarityBefore()),
          row.image().name() + truth);
    }
  }

  private static void row(Drawing drawing, double y, double[] at, boolean bold, String... texts) {
    for (int i = 0; i < texts.length; i++) {
      drawing.text(texts[i], new Point(at[i], y), TEXT, bold, Palette.INK);
    }
  }

  private static void image(
      Drawing drawing, String role, Comparison.Side side, Placement at, int erased) {
    double y = at.frame().top() - 8;
    String text =
        role
            + "  "
            + side.image().name()
            + (erased == 0 ? "" : ", " + Words.count(erased, "cell", "cells") + " erased");
    drawing.text(text, new Point(at.frame().left(), y), TEXT, true, Palette.INK);
    drawing.group(
        role,
        at.frame(),
        1,
        () ->
            drawing.image(
                side.picture().pixels(),
                at.place(
                    new Box(0, 0, side.picture().size().width(), side.picture().size().height()))));
  }
}
