package org.vladoscope.ui.view;

import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/**
 * An image ready for the screen.
 *
 * @param image what is drawn; of very large images a smaller copy
 * @param size size of the file's image, in whose pixels everything is measured
 */
public record Picture(Image image, ImageSize size) {

  private static final int MAX_SIDE = 4096;

  /** Converts a decoded image; not for the JavaFX thread. */
  public static Picture of(RgbImage picture) {
    return new Picture(toImage(fitted(picture, MAX_SIDE)), picture.size());
  }

  /** A small copy whose longer side has at most so many pixels; not for the JavaFX thread. */
  public static Image thumbnail(RgbImage picture, int maxSide) {
    return toImage(fitted(picture, maxSide));
  }

  /** The pixels of what is drawn, for files. */
  public RgbImage pixels() {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    return RgbImage.onWhite(width, height, pixels);
  }

  private static RgbImage fitted(RgbImage picture, int maxSide) {
    int longer = Math.max(picture.width(), picture.height());
    if (longer <= maxSide) {
      return picture;
    }
    double shrink = (double) maxSide / longer;
    int width = (int) Math.max(1, Math.round(picture.width() * shrink));
    int height = (int) Math.max(1, Math.round(picture.height() * shrink));
    return BilinearResize.resize(picture, new ImageSize(width, height));
  }

  private static Image toImage(RgbImage picture) {
    WritableImage image = new WritableImage(picture.width(), picture.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            picture.width(),
            picture.height(),
            PixelFormat.getByteRgbInstance(),
            picture.rgb(),
            0,
            3 * picture.width());
    return image;
  }
}
