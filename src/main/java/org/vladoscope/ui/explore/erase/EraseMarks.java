package org.vladoscope.ui.explore.erase;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.erase.ErasedCells;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.MatchFan;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.figure.MatchLine;
import org.vladoscope.figure.MatchMarks;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.ui.explore.overlay.OverlaySettings;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.Placement;
import org.vladoscope.vlad.PatchGrid;

/**
 * What lies over the two images: the erased cells, and the patch matches, faint where one of their
 * patches has lost a cell.
 *
 * @param pair both images
 * @param erasing what is erased
 * @param settings which matches
 */
record EraseMarks(Comparison pair, Erasing erasing, OverlaySettings settings) {

  /** What is gone is dark with light bars, on light and on dark ground. */
  private static final Colour GONE = Colour.rgb(0x101418).opacity(.82);

  private static final Colour BAR = Colour.WHITE.opacity(.34);
  private static final Colour FOUND = Palette.CHOSEN.opacity(.62);
  private static final double FAINT = .16;
  private static final double WIDTH = 1.4;
  private static final int MOST = 40;

  /** Draws both images' cells and the matches between them. */
  void draw(Drawing drawing, Placement query, Placement candidate) {
    cells(drawing, true, query);
    cells(drawing, false, candidate);
    drawing.group("faint matches", null, FAINT, () -> lines(drawing, query, candidate, true));
    drawing.group("matches", null, 1, () -> lines(drawing, query, candidate, false));
  }

  private void cells(Drawing drawing, boolean isQuery, Placement at) {
    PictureGrid grid = pair.cells(isQuery ? pair.query() : pair.candidate());
    ErasedCells erased = erasing.of(isQuery);
    drawing.group(
        isQuery ? "erased in the query" : "erased in the candidate",
        at.cutTo((isQuery ? pair.query() : pair.candidate()).picture().size()).frame(),
        1,
        () ->
            erased
                .numbers()
                .forEach(
                    cell -> {
                      boolean found = isQuery && erasing.found().has(cell);
                      Box box = at.place(grid.square(cell));
                      drawing.fill(box, found ? FOUND : GONE);
                      drawing.fill(
                          new Box(
                              box.left(),
                              box.top() + .42 * box.height(),
                              box.width(),
                              .16 * box.height()),
                          BAR);
                    }));
  }

  private void lines(Drawing drawing, Placement query, Placement candidate, boolean touched) {
    int scale = Math.min(settings.scale(), pair.match().scales().size() - 1);
    if (scale < 0) {
      return;
    }
    ScaleMatch match = pair.match().scales().get(scale);
    PictureGrid from = pair.grid(pair.query(), scale);
    PictureGrid to = pair.grid(pair.candidate(), scale);
    List<MatchLine> seen = new ArrayList<>();
    List<MatchFan.Span> spans = new ArrayList<>();
    for (MatchLine line :
        MatchLine.choose(match, settings.kinds(), Math.min(MOST, settings.maxMatches()))) {
      Point start = query.place(from.center(line.queryPatch()));
      Point end = candidate.place(to.center(line.candidatePatch()));
      if (touches(match.grid(), line) == touched && query.shows(start) && candidate.shows(end)) {
        seen.add(line);
        spans.add(new MatchFan.Span(start, end));
      }
    }
    double[] bows = MatchFan.bows(spans);
    for (int i = 0; i < bows.length; i++) {
      MatchKind kind = seen.get(i).kind();
      MatchMarks.line(drawing, spans.get(i), bows[i], kind, kind.colour(), WIDTH);
    }
  }

  /** Whether one of the patches of a match has lost a cell. */
  boolean touches(PatchGrid grid, MatchLine line) {
    return touches(grid, line.queryPatch(), erasing.query())
        || touches(grid, line.candidatePatch(), erasing.candidate());
  }

  private static boolean touches(PatchGrid grid, int patch, ErasedCells erased) {
    if (erased.isEmpty()) {
      return false;
    }
    int top = grid.firstCellRow(patch);
    int left = grid.firstCellColumn(patch);
    for (int row = top; row < top + grid.scale().size(); row++) {
      for (int column = left; column < left + grid.scale().size(); column++) {
        if (erased.has(row * grid.mapWidth() + column)) {
          return true;
        }
      }
    }
    return false;
  }
}
