package org.vladoscope.ui.explore.overlay;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.MatchFan;
import org.vladoscope.figure.MatchLine;
import org.vladoscope.figure.MatchMarks;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.Placement;

/** Draws lines, grids and outlines over a pair. */
public final class PairPainter {

  private static final Colour GRID = Colour.WHITE.opacity(.55);
  private static final Colour GRID_HALO = Colour.BLACK.opacity(.25);
  private static final double MAX_GROWTH = 3;

  private final Drawing drawing;
  private final Comparison comparison;
  private final int scale;
  private final Placement query;
  private final Placement candidate;
  private final double width;

  /**
   * A painter.
   *
   * @param scale index of the patch size
   * @param query where the query lies
   * @param candidate where the candidate lies
   * @param thickness enlarges all widths, 1 on the screen
   * @param zoom of the images: lines grow with its root, so that they stay in proportion
   */
  public PairPainter(
      Drawing drawing,
      Comparison comparison,
      int scale,
      Placement query,
      Placement candidate,
      double thickness,
      double zoom) {
    this.drawing = drawing;
    this.comparison = comparison;
    this.scale = scale;
    this.query = query;
    this.candidate = candidate;
    this.width = thickness * Math.clamp(Math.sqrt(zoom), 1, MAX_GROWTH);
  }

  private PictureGrid grid(boolean ofQuery) {
    return comparison.grid(ofQuery ? comparison.query() : comparison.candidate(), scale);
  }

  private PictureGrid cells(boolean ofQuery) {
    return comparison.cells(ofQuery ? comparison.query() : comparison.candidate());
  }

  private Placement placement(boolean ofQuery) {
    return ofQuery ? query : candidate;
  }

  /** Lines between matched patches whose both ends are seen, bent where they would coincide. */
  public void lines(List<MatchLine> lines, LineColouring colouring) {
    PictureGrid from = grid(true);
    PictureGrid to = grid(false);
    List<MatchLine> seen = new ArrayList<>();
    List<MatchFan.Span> spans = new ArrayList<>();
    for (MatchLine line : lines) {
      Point start = query.place(from.center(line.queryPatch()));
      Point end = candidate.place(to.center(line.candidatePatch()));
      if (query.shows(start) && candidate.shows(end)) {
        seen.add(line);
        spans.add(new MatchFan.Span(start, end));
      }
    }
    double[] bows = MatchFan.bows(spans);
    for (int i = 0; i < bows.length; i++) {
      MatchLine line = seen.get(i);
      MatchMarks.line(drawing, spans.get(i), bows[i], line.kind(), colouring.of(line), 1.5 * width);
    }
  }

  /** The patch under the mouse with its nearest one and the line between them. */
  public void pointer(PatchPointer pointed) {
    patch(true, pointed.queryPatch());
    patch(false, pointed.candidatePatch());
    Point start = query.place(grid(true).center(pointed.queryPatch()));
    Point end = candidate.place(grid(false).center(pointed.candidatePatch()));
    if (query.shows(start) && candidate.shows(end)) {
      MatchMarks.line(drawing, start, end, pointed.kind(), 2.2 * width);
    }
  }

  /** The outline of a patch. */
  public void patch(boolean ofQuery, int patch) {
    box(ofQuery, grid(ofQuery).square(patch), Palette.FOCUS, 2);
  }

  /** The outline of a cell. */
  public void cell(boolean ofQuery, int cell) {
    box(ofQuery, cells(ofQuery).square(cell), Palette.FOCUS, 1.5);
  }

  /** The chosen patch: a double outline. */
  public void chosenPatch(int patch) {
    chosen(true, grid(true).square(patch));
  }

  /** The chosen cell: a double outline. */
  public void chosenCell(boolean ofQuery, int cell) {
    chosen(ofQuery, cells(ofQuery).square(cell));
  }

  private void chosen(boolean ofQuery, Box square) {
    box(ofQuery, square, Colour.BLACK, 5);
    box(ofQuery, square, Palette.FOCUS, 3);
    box(ofQuery, square, Palette.CHOSEN, 1.4);
  }

  /** What a patch sees, or a cell. */
  public void receptiveField(boolean ofQuery, Box field) {
    box(ofQuery, field, Palette.FOCUS, 1.4, 2, 4);
  }

  private void box(boolean ofQuery, Box inPicture, Colour colour, double stroke, double... dashes) {
    Placement placement = placement(ofQuery);
    Box box = placement.place(inPicture);
    drawing.group(
        "outline",
        placement.frame(),
        1,
        () -> {
          drawing.box(box, Palette.HALO, stroke + 2, dashes);
          drawing.box(box, colour, stroke, dashes);
        });
  }

  /**
   * The grid of patches to scale: a line where each patch begins, one patch as an example, and
   * dashed its neighbours one stride further.
   *
   * @param example the patch outlined
   */
  public void grid(boolean ofQuery, int example) {
    PictureGrid grid = grid(ofQuery);
    Placement placement = placement(ofQuery);
    drawing.group("grid", placement.frame(), 1, () -> grid(grid, placement, example));
  }

  private void grid(PictureGrid grid, Placement placement, int example) {
    int columns = grid.grid().columns();
    int rows = grid.grid().rows();
    Box first = placement.place(grid.square(0));
    Box last = placement.place(grid.square(grid.grid().count() - 1));
    double hair = 0.6;
    for (int column = 0; column < columns; column++) {
      double x = placement.place(grid.square(column)).left();
      vertical(x, first.top(), last.bottom(), hair);
    }
    vertical(last.right(), first.top(), last.bottom(), hair);
    for (int row = 0; row < rows; row++) {
      double y = placement.place(grid.square(row * columns)).top();
      horizontal(y, first.left(), last.right(), hair);
    }
    horizontal(last.bottom(), first.left(), last.right(), hair);
    if (example % columns + 1 < columns) {
      drawing.box(placement.place(grid.square(example + 1)), Palette.FOCUS, 1.2, 4, 3);
    }
    if (example + columns < grid.grid().count()) {
      drawing.box(placement.place(grid.square(example + columns)), Palette.FOCUS, 1.2, 4, 3);
    }
    Box square = placement.place(grid.square(example));
    drawing.box(square, Palette.HALO, 4);
    drawing.box(square, Palette.FOCUS, 2);
  }

  private void vertical(double x, double from, double to, double hair) {
    drawing.line(new Point(x + 1, from), new Point(x + 1, to), GRID_HALO, hair);
    drawing.line(new Point(x, from), new Point(x, to), GRID, hair);
  }

  private void horizontal(double y, double from, double to, double hair) {
    drawing.line(new Point(from, y + 1), new Point(to, y + 1), GRID_HALO, hair);
    drawing.line(new Point(from, y), new Point(to, y), GRID, hair);
  }
}
