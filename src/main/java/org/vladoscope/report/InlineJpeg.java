package org.vladoscope.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageSize;
import org.vladoscope.image.RgbImage;

/** An image as a JPEG that stands in a page itself. */
final class InlineJpeg {

  /** The longer side in pixels and the quality, from the best to the least. */
  private enum Step {
    BEST(720, .85f),
    GOOD(720, .7f),
    SMALLER(600, .65f),
    SMALL(480, .6f),
    TINY(360, .5f),
    LEAST(256, .4f);

    private final int side;
    private final float quality;

    Step(int side, float quality) {
      this.side = side;
      this.quality = quality;
    }
  }

  private InlineJpeg() {}

  /**
   * The address that holds the image: as good as a number of bytes allows, and never worse than a
   * thumbnail.
   *
   * @param image as it is to be seen
   * @param most characters of the address
   */
  static String address(RgbImage image, int most) {
    String address = "";
    for (Step step : Step.values()) {
      byte[] jpeg = jpeg(within(image, step.side), step.quality);
      address = "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
      if (address.length() <= most) {
        break;
      }
    }
    return address;
  }

  private static RgbImage within(RgbImage image, int side) {
    int longer = Math.max(image.width(), image.height());
    if (longer <= side) {
      return image;
    }
    double factor = (double) side / longer;
    return BilinearResize.resize(
        image,
        new ImageSize(
            (int) Math.max(1, Math.round(image.width() * factor)),
            (int) Math.max(1, Math.round(image.height() * factor))));
  }

  private static byte[] jpeg(RgbImage image, float quality) {
    BufferedImage pixels =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        pixels.setRGB(
            x, y, image.get(x, y, 0) << 16 | image.get(x, y, 1) << 8 | image.get(x, y, 2));
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(quality);
      try (var out = ImageIO.createImageOutputStream(bytes)) {
        writer.setOutput(out);
        writer.write(null, new IIOImage(pixels, null, null), settings);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }
}
