package org.vladoscope.ui.explore.overlay;

import java.util.Optional;
import java.util.OptionalInt;
import org.vladoscope.ui.map.Comparison;
import org.vladoscope.vlad.PatchGrid;

/**
 * What lies at a point of one image, and what belongs to it in the other.
 *
 * @param ofQuery whether the point lies in the query
 * @param x horizontal place in original pixels
 * @param y vertical place in original pixels
 * @param scale index of the patch size looked at
 * @param cell cell at the point, if there is one
 * @param patch patch at the point with its nearest one, if there is one
 * @param otherCell the cell of the nearest patch that lies in it where {@code cell} lies in the
 *     patch; nothing if there is no patch
 */
public record Probe(
    boolean ofQuery,
    double x,
    double y,
    int scale,
    OptionalInt cell,
    Optional<PatchPointer> patch,
    OptionalInt otherCell) {

  /** Looks at a point. */
  public static Probe at(Comparison shown, boolean ofQuery, int scale, double x, double y) {
    Comparison.Side side = ofQuery ? shown.query() : shown.candidate();
    OptionalInt cell = shown.cells(side).patchAt(x, y);
    Optional<PatchPointer> patch =
        shown.hasPatches() ? PatchPointer.at(shown, side, scale, x, y) : Optional.empty();
    OptionalInt other =
        cell.isPresent() && patch.isPresent()
            ? OptionalInt.of(
                otherCell(shown.grid(side, scale).grid(), cell.getAsInt(), patch.get(), ofQuery))
            : OptionalInt.empty();
    return new Probe(ofQuery, x, y, scale, cell, patch, other);
  }

  private static int otherCell(PatchGrid grid, int cell, PatchPointer patch, boolean ofQuery) {
    int here = patch.of(ofQuery);
    int there = patch.of(!ofQuery);
    int last = grid.scale().size() - 1;
    int down = Math.clamp(cell / grid.mapWidth() - grid.firstCellRow(here), 0, last);
    int right = Math.clamp(cell % grid.mapWidth() - grid.firstCellColumn(here), 0, last);
    return (grid.firstCellRow(there) + down) * grid.mapWidth()
        + grid.firstCellColumn(there)
        + right;
  }

  /** The cell of one of the images. */
  public OptionalInt cellOf(boolean query) {
    return query == ofQuery ? cell : otherCell;
  }
}
