package org.vladoscope.ui.view;

import java.util.function.IntUnaryOperator;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.vladoscope.figure.Box;

/**
 * One colour for each patch of a grid, drawn on the picture.
 *
 * @param image equally large blocks of pixels, one for each patch
 * @param area where it lies, in original pixels
 */
public record Raster(Image image, Box area) {

  /**
   * So many pixels for each patch along either side: JavaFX's software pipeline blurs enlarged
   * pictures whatever {@code setSmooth} says, and mixed colours would be clusters that are not
   * there.
   */
  private static final int MAGNIFY = 12;

  private static final int MAX_SIDE = 1200;

  /**
   * Colours a grid.
   *
   * @param argb colour of each patch, 0xAARRGGBB
   */
  public static Raster of(PictureGrid grid, IntUnaryOperator argb) {
    int columns = grid.grid().columns();
    int rows = grid.grid().rows();
    int magnify = Math.max(1, Math.min(MAGNIFY, MAX_SIDE / Math.max(columns, rows)));
    int width = columns * magnify;
    int[] line = new int[width];
    WritableImage image = new WritableImage(width, rows * magnify);
    for (int row = 0; row < rows; row++) {
      for (int x = 0; x < width; x++) {
        line[x] = x % magnify == 0 ? argb.applyAsInt(row * columns + x / magnify) : line[x - 1];
      }
      for (int i = 0; i < magnify; i++) {
        image
            .getPixelWriter()
            .setPixels(
                0, row * magnify + i, width, 1, PixelFormat.getIntArgbInstance(), line, 0, width);
      }
    }
    return new Raster(image, grid.area());
  }
}
