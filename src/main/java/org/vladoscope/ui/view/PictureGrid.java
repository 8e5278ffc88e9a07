package org.vladoscope.ui.view;

import java.util.OptionalInt;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Point;
import org.vladoscope.image.ImageSize;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/**
 * A grid of patches laid on an image of the user's, which was resized for the network. Geometry
 * comes from {@link PatchGrid}; this only goes from resized to original pixels.
 *
 * @param grid the patches
 * @param resized size of the image the network saw
 * @param original size of the user's image
 */
public record PictureGrid(PatchGrid grid, ImageSize resized, ImageSize original) {

  /** The grid of single cells below these patches. */
  public PictureGrid cells() {
    PatchGrid cells =
        new PatchGrid(grid.mapHeight(), grid.mapWidth(), new PatchScale(1, 1), grid.geometry());
    return new PictureGrid(cells, resized, original);
  }

  private double ratioX() {
    return (double) original.width() / resized.width();
  }

  private double ratioY() {
    return (double) original.height() / resized.height();
  }

  /** Centre of a patch in original pixels. */
  public Point center(int patch) {
    return new Point(
        (grid.centerX(patch) + 0.5) * ratioX(), (grid.centerY(patch) + 0.5) * ratioY());
  }

  /** The square that a patch's cells tile, in original pixels. */
  public Box square(int patch) {
    return around(patch, grid.sideInPixels());
  }

  /** What a patch's cells see, in original pixels; it may reach over the image's border. */
  public Box receptiveField(int patch) {
    return around(patch, grid.receptiveFieldInPixels());
  }

  /**
   * The rectangle around the centre of a patch, in original pixels.
   *
   * @param side in pixels of the resized image
   */
  public Box around(int patch, double side) {
    Point center = center(patch);
    double width = side * ratioX();
    double height = side * ratioY();
    return new Box(center.x() - width / 2, center.y() - height / 2, width, height);
  }

  /**
   * The rectangle in original pixels that is tiled if every patch colours the area nearest to its
   * centre.
   */
  public Box area() {
    double stepX = stepX();
    double stepY = stepY();
    Point first = center(0);
    return new Box(
        first.x() - stepX / 2, first.y() - stepY / 2, stepX * grid.columns(), stepY * grid.rows());
  }

  private double stepX() {
    return grid.columns() > 1 ? center(1).x() - center(0).x() : grid.sideInPixels() * ratioX();
  }

  private double stepY() {
    return grid.rows() > 1
        ? center(grid.columns()).y() - center(0).y()
        : grid.sideInPixels() * ratioY();
  }

  /** The patch nearest to a point of the original image, if the point lies in the area. */
  public OptionalInt patchAt(double x, double y) {
    if (!area().contains(x, y)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(grid.patchAt(x / ratioX() - 0.5, y / ratioY() - 0.5));
  }
}
