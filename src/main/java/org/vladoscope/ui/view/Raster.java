package org.vladoscope.ui.view;

import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Texture;

/**
 * One colour for each patch of a grid, drawn on the image.
 *
 * @param image equally large blocks of pixels, one for each patch
 * @param area where it lies, in original pixels
 */
public record Raster(Image image, Box area) {

  /**
   * So many pixels for each patch along either side: JavaFX's software pipeline blurs enlarged
   * images whatever {@code setSmooth} says, and mixed colours would be clusters that are not there.
   */
  private static final int MAGNIFY = 12;

  private static final int MAX_SIDE = 1200;

  /**
   * Colours a grid.
   *
   * @param argb colour of each patch, 0xAARRGGBB
   */
  public static Raster of(PictureGrid grid, IntUnaryOperator argb) {
    return of(grid, argb, patch -> Texture.PLAIN);
  }

  /**
   * Colours a grid.
   *
   * @param argb colour of each patch, 0xAARRGGBB
   * @param texture what is drawn on it
   */
  public static Raster of(PictureGrid grid, IntUnaryOperator argb, IntFunction<Texture> texture) {
    int columns = grid.grid().columns();
    int rows = grid.grid().rows();
    int magnify = Math.max(1, Math.min(MAGNIFY, MAX_SIDE / Math.max(columns, rows)));
    int width = columns * magnify;
    int[] strip = new int[width * magnify];
    WritableImage image = new WritableImage(width, rows * magnify);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int patch = row * columns + column;
        Colour colour = new Colour(argb.applyAsInt(patch));
        int[] cell = ClusterPalette.pixels(colour, texture.apply(patch), magnify);
        for (int y = 0; y < magnify; y++) {
          System.arraycopy(cell, y * magnify, strip, y * width + column * magnify, magnify);
        }
      }
      image
          .getPixelWriter()
          .setPixels(
              0, row * magnify, width, magnify, PixelFormat.getIntArgbInstance(), strip, 0, width);
    }
    return new Raster(image, grid.area());
  }
}
