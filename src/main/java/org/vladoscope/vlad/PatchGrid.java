package org.vladoscope.vlad;

import org.vladoscope.common.InputException;
import org.vladoscope.feature.CellGeometry;

/**
 * How patches, cells and pixels relate: the only place that knows. Patches are numbered row by row.
 *
 * @param mapHeight rows of cells of the feature map
 * @param mapWidth columns of cells of the feature map
 * @param scale size and stride of the patches
 * @param geometry how cells lie on the resized image
 */
public record PatchGrid(int mapHeight, int mapWidth, PatchScale scale, CellGeometry geometry) {

  /** Checks that at least one patch fits. */
  public PatchGrid {
    if (scale.size() > mapHeight || scale.size() > mapWidth) {
      throw new InputException(
          String.format(
              "A patch of %d×%d cells does not fit the feature map of %d×%d; choose a smaller patch"
                  + " size or a larger image size.",
              scale.size(), scale.size(), mapHeight, mapWidth));
    }
  }

  /** Rows of patches, ⌊(H − p) / s⌋ + 1. */
  public int rows() {
    return (mapHeight - scale.size()) / scale.stride() + 1;
  }

  /** Columns of patches, ⌊(W − p) / s⌋ + 1. */
  public int columns() {
    return (mapWidth - scale.size()) / scale.stride() + 1;
  }

  /** Number of patches. */
  public int count() {
    return rows() * columns();
  }

  /** Row of a patch in the grid of patches. */
  public int row(int patch) {
    return patch / columns();
  }

  /** Column of a patch in the grid of patches. */
  public int column(int patch) {
    return patch % columns();
  }

  /** Topmost row of cells of a patch. */
  public int firstCellRow(int patch) {
    return row(patch) * scale.stride();
  }

  /** Leftmost column of cells of a patch. */
  public int firstCellColumn(int patch) {
    return column(patch) * scale.stride();
  }

  /** Horizontal centre of a patch in pixels of the resized image. */
  public double centerX(int patch) {
    return center(firstCellColumn(patch));
  }

  /** Vertical centre of a patch in pixels of the resized image. */
  public double centerY(int patch) {
    return center(firstCellRow(patch));
  }

  private double center(int firstCell) {
    return (geometry.center(firstCell) + geometry.center(firstCell + scale.size() - 1)) / 2;
  }

  /**
   * The horizontal keypoint of a patch as the reference uses it for homographies: the centre,
   * truncated to whole pixels.
   */
  public int keypointX(int patch) {
    return (int) centerX(patch);
  }

  /** The vertical keypoint of a patch, see {@link #keypointX}. */
  public int keypointY(int patch) {
    return (int) centerY(patch);
  }

  /** Side in pixels of the square that a patch's cells tile, receptive fields left aside. */
  public int sideInPixels() {
    return scale.size() * geometry.stride();
  }

  /** Side in pixels of the square that a patch's cells see together; it may reach outside. */
  public int receptiveFieldInPixels() {
    return geometry.receptiveField() + (scale.size() - 1) * geometry.stride();
  }

  /** Left edge in pixels of the square that a patch's cells tile. */
  public double left(int patch) {
    return centerX(patch) - sideInPixels() / 2.0;
  }

  /** Top edge in pixels of the square that a patch's cells tile. */
  public double top(int patch) {
    return centerY(patch) - sideInPixels() / 2.0;
  }

  /** The patch whose centre is nearest to a pixel of the resized image. */
  public int patchAt(double x, double y) {
    return nearest(y, rows()) * columns() + nearest(x, columns());
  }

  private int nearest(double pixel, int count) {
    double step = (double) geometry.stride() * scale.stride();
    return Math.clamp(Math.round((pixel - center(0)) / step), 0, count - 1);
  }
}
