package org.vladoscope.ui.explore.pair;

import java.util.List;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.paint.Color;
import org.vladoscope.ui.explore.overlay.MatchLine;
import org.vladoscope.ui.explore.overlay.PatchPointer;
import org.vladoscope.ui.explore.overlay.PatchPointer.Kind;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.ui.view.Drawing;
import org.vladoscope.ui.view.PictureGrid;
import org.vladoscope.ui.view.Placement;

/**
 * Draws lines, grids and marks over a pair. Inliers are solid and blue, outliers dashed and orange,
 * one-sided pairs dotted and pale: told apart by more than colour, and by colours that impaired
 * vision tells apart.
 */
public final class PairPainter {

  static final Color HALO = Color.color(0, 0, 0, 0.45);
  private static final Color FOCUS = Color.WHITE;
  private static final Color GRID = Color.color(1, 1, 1, 0.55);
  private static final Color GRID_HALO = Color.color(0, 0, 0, 0.25);
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

  /** The colour of lines of a kind. */
  public static Color color(Kind kind) {
    return switch (kind) {
      case INLIER -> Color.web("#56ccf2");
      case OUTLIER -> Color.web("#ffa62b");
      case ONE_SIDED -> Color.web("#e4e4e4");
    };
  }

  /** Lengths of dashes of lines of a kind, for lines one unit wide. */
  public static double[] dashes(Kind kind) {
    return switch (kind) {
      case INLIER -> new double[0];
      case OUTLIER -> new double[] {4, 3};
      case ONE_SIDED -> new double[] {0.8, 2.6};
    };
  }

  private PictureGrid grid(boolean ofQuery) {
    return comparison.grid(ofQuery ? comparison.query() : comparison.candidate(), scale);
  }

  private Placement placement(boolean ofQuery) {
    return ofQuery ? query : candidate;
  }

  /** Lines between matched patches whose both ends are seen. */
  public void lines(List<MatchLine> lines) {
    PictureGrid from = grid(true);
    PictureGrid to = grid(false);
    for (MatchLine line : lines) {
      Point2D start = query.place(from.center(line.queryPatch()));
      Point2D end = candidate.place(to.center(line.candidatePatch()));
      if (query.shows(start) && candidate.shows(end)) {
        line(start, end, line.kind(), 1.5);
      }
    }
  }

  private void line(Point2D start, Point2D end, Kind kind, double thickness) {
    double stroke = thickness * width;
    double[] dashes = dashes(kind);
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] *= stroke;
    }
    Color color = color(kind);
    drawing.line(start, end, HALO, stroke + 1.5, dashes);
    drawing.line(start, end, color, stroke, dashes);
    for (Point2D at : List.of(start, end)) {
      drawing.dot(at, stroke + 1.5, HALO);
      drawing.dot(at, stroke + 0.8, color);
    }
  }

  /** The patch under the mouse with its nearest one and the line between them. */
  public void pointer(PatchPointer pointed) {
    patch(true, pointed.queryPatch());
    patch(false, pointed.candidatePatch());
    Point2D start = query.place(grid(true).center(pointed.queryPatch()));
    Point2D end = candidate.place(grid(false).center(pointed.candidatePatch()));
    if (query.shows(start) && candidate.shows(end)) {
      line(start, end, pointed.kind(), 2.2);
    }
  }

  /** The outline of a patch. */
  public void patch(boolean ofQuery, int patch) {
    box(ofQuery, grid(ofQuery).square(patch), FOCUS, 2);
  }

  /** The outline of a cell. */
  public void cell(boolean ofQuery, int cell) {
    box(ofQuery, grid(ofQuery).cells().square(cell), FOCUS, 1.5);
  }

  /** The chosen patch: a double outline. */
  public void chosenPatch(int patch) {
    Rectangle2D square = grid(true).square(patch);
    box(true, square, Color.BLACK, 5);
    box(true, square, FOCUS, 3);
    box(true, square, Color.web("#d81b60"), 1.4);
  }

  /** What a patch sees, or a cell. */
  public void receptiveField(boolean ofQuery, Rectangle2D field) {
    box(ofQuery, field, FOCUS, 1.4, 2, 4);
  }

  private void box(
      boolean ofQuery, Rectangle2D inPicture, Color color, double stroke, double... dashes) {
    Placement placement = placement(ofQuery);
    Rectangle2D box = placement.place(inPicture);
    drawing.group(
        "outline",
        placement.frame(),
        1,
        () -> {
          drawing.box(box, HALO, stroke + 2, dashes);
          drawing.box(box, color, stroke, dashes);
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
    Rectangle2D first = placement.place(grid.square(0));
    Rectangle2D last = placement.place(grid.square(grid.grid().count() - 1));
    double hair = 0.6;
    for (int column = 0; column < columns; column++) {
      double x = placement.place(grid.square(column)).getMinX();
      vertical(x, first.getMinY(), last.getMaxY(), hair);
    }
    vertical(last.getMaxX(), first.getMinY(), last.getMaxY(), hair);
    for (int row = 0; row < rows; row++) {
      double y = placement.place(grid.square(row * columns)).getMinY();
      horizontal(y, first.getMinX(), last.getMaxX(), hair);
    }
    horizontal(last.getMaxY(), first.getMinX(), last.getMaxX(), hair);
    if (example % columns + 1 < columns) {
      drawing.box(placement.place(grid.square(example + 1)), FOCUS, 1.2, 4, 3);
    }
    if (example + columns < grid.grid().count()) {
      drawing.box(placement.place(grid.square(example + columns)), FOCUS, 1.2, 4, 3);
    }
    Rectangle2D square = placement.place(grid.square(example));
    drawing.box(square, HALO, 4);
    drawing.box(square, FOCUS, 2);
  }

  private void vertical(double x, double from, double to, double hair) {
    drawing.line(new Point2D(x + 1, from), new Point2D(x + 1, to), GRID_HALO, hair);
    drawing.line(new Point2D(x, from), new Point2D(x, to), GRID, hair);
  }

  private void horizontal(double y, double from, double to, double hair) {
    drawing.line(new Point2D(from, y + 1), new Point2D(to, y + 1), GRID_HALO, hair);
    drawing.line(new Point2D(from, y), new Point2D(to, y), GRID, hair);
  }
}
