package org.vladoscope.ui.view;

import java.util.function.IntUnaryOperator;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * One colour for each patch of a grid, drawn on the picture at the grid's own resolution.
 *
 * @param image one pixel for each patch
 * @param area where it lies, in original pixels
 */
public record Raster(Image image, Rectangle2D area) {

  /**
   * Colours a grid.
   *
   * @param argb colour of each patch, 0xAARRGGBB
   */
  public static Raster of(PictureGrid grid, IntUnaryOperator argb) {
    int columns = grid.grid().columns();
    int rows = grid.grid().rows();
    int[] pixels = new int[columns * rows];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = argb.applyAsInt(i);
    }
    WritableImage image = new WritableImage(columns, rows);
    image
        .getPixelWriter()
        .setPixels(0, 0, columns, rows, PixelFormat.getIntArgbInstance(), pixels, 0, columns);
    return new Raster(image, grid.area());
  }

  /** Colours numbers with a colour map over a range. */
  public static Raster of(PictureGrid grid, float[] values, ValueRange range, ColorMap map) {
    return of(grid, i -> map.argb(range.position(values[i])));
  }
}
