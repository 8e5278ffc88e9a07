package org.vladoscope.ui.view;

import java.nio.file.Path;
import org.vladoscope.figure.Box;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;
import org.vladoscope.vlad.PatchGrid;

/**
 * A cell of an image with what surrounds it.
 *
 * @param file the image
 * @param cells the grid of single cells
 * @param resized size of the image the network saw
 * @param cell number of the cell
 * @param side side of what is cut out, in pixels of the resized image
 */
public record CellPart(Path file, PatchGrid cells, ImageSize resized, int cell, int side) {

  /**
   * Cuts it out of the decoded image. The cut is moved so that it stays inside; the cell is
   * outlined.
   *
   * @param pixels side of the result
   */
  RgbImage cut(RgbImage picture, int pixels) {
    PictureGrid grid = new PictureGrid(cells, resized, picture.size());
    Box wanted = grid.around(cell, side);
    int width = (int) Math.clamp(Math.round(wanted.width()), 1, picture.width());
    int height = (int) Math.clamp(Math.round(wanted.height()), 1, picture.height());
    int left = (int) Math.clamp(Math.round(wanted.left()), 0, picture.width() - width);
    int top = (int) Math.clamp(Math.round(wanted.top()), 0, picture.height() - height);
    byte[] rgb = new byte[3 * width * height];
    for (int row = 0; row < height; row++) {
      System.arraycopy(
          picture.rgb(),
          3 * ((top + row) * picture.width() + left),
          rgb,
          3 * row * width,
          3 * width);
    }
    RgbImage part =
        BilinearResize.resize(new RgbImage(width, height, rgb), new ImageSize(pixels, pixels));
    double x = (double) pixels / width;
    double y = (double) pixels / height;
    Box square = grid.square(cell);
    return outlined(
        part,
        (int) Math.round((square.left() - left) * x),
        (int) Math.round((square.top() - top) * y),
        (int) Math.round((square.right() - left) * x),
        (int) Math.round((square.bottom() - top) * y));
  }

  /** A white outline with a black one around it. */
  private static RgbImage outlined(RgbImage image, int left, int top, int right, int bottom) {
    byte[] rgb = image.rgb().clone();
    frame(image, rgb, left - 1, top - 1, right + 1, bottom + 1, (byte) 0);
    frame(image, rgb, left, top, right, bottom, (byte) 255);
    return new RgbImage(image.width(), image.height(), rgb);
  }

  private static void frame(
      RgbImage image, byte[] rgb, int left, int top, int right, int bottom, byte value) {
    for (int y = Math.max(0, top); y <= Math.min(bottom, image.height() - 1); y++) {
      for (int x = Math.max(0, left); x <= Math.min(right, image.width() - 1); x++) {
        if (x == left || x == right || y == top || y == bottom) {
          int at = 3 * (y * image.width() + x);
          rgb[at] = value;
          rgb[at + 1] = value;
          rgb[at + 2] = value;
        }
      }
    }
  }
}
