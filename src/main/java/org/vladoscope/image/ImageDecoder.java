package org.vladoscope.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.vladoscope.common.InputException;

/**
 * Reads picture files: JPEG, PNG, BMP, GIF, TIFF and WebP, turned upright by their EXIF
 * orientation. Every failure is an {@link InputException} that names the file and the reason.
 */
public final class ImageDecoder {

  /** File name endings that count as pictures, in lower case. */
  public static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "png", "bmp", "gif", "tif", "tiff", "webp");

  /** The largest accepted number of pixels; a decoded picture of this size takes 350 MB. */
  public static final long MAX_PIXELS = 50_000_000L;

  /** The smallest accepted width and height: one cell of a stride-16 feature map. */
  public static final int MIN_SIDE = 16;

  private ImageDecoder() {}

  /** True if the name ends like a picture's. */
  public static boolean isImageName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** Decodes a file at its full size, upright. */
  public static RgbImage decode(Path file) {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InputException("Cannot read " + file + ": " + reason(e) + ".", e);
    }
    return decode(file.toString(), content);
  }

  /**
   * Decodes a picture already in memory.
   *
   * @param name what to call it in an error
   */
  public static RgbImage decode(String name, byte[] content) {
    BufferedImage image;
    try (ImageInputStream stream =
        ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new InputException(
            name + " is not a picture in a known format (JPEG, PNG, BMP, GIF, TIFF, WebP).");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, false);
        checkSize(name, reader.getWidth(0), reader.getHeight(0));
        image = reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Codecs answer damaged data with many kinds of runtime exception.
      if (e instanceof InputException known) {
        throw known;
      }
      throw new InputException(name + " is damaged or incomplete: " + reason(e) + ".", e);
    }
    return toRgb(image, orientation(content));
  }

  private static void checkSize(String name, int width, int height) {
    if (width < MIN_SIDE || height < MIN_SIDE) {
      throw new InputException(
          String.format(
              "%s is %d×%d pixels, too small to describe a place; at least %d×%d are needed.",
              name, width, height, MIN_SIDE, MIN_SIDE));
    }
    if ((long) width * height > MAX_PIXELS) {
      throw new InputException(
          String.format(
              "%s is %d×%d pixels, more than the %d megapixels that can be opened; make it"
                  + " smaller first.",
              name, width, height, MAX_PIXELS / 1_000_000));
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message.strip();
  }

  /** EXIF orientation 1 to 8; 1 (upright) if the file does not say. */
  private static int orientation(byte[] content) {
    try {
      Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(content));
      Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      if (exif == null || !exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)) {
        return 1;
      }
      int value = exif.getInt(ExifIFD0Directory.TAG_ORIENTATION);
      return value >= 1 && value <= 8 ? value : 1;
    } catch (ImageProcessingException | MetadataException | IOException e) {
      return 1;
    }
  }

  private static RgbImage toRgb(BufferedImage source, int orientation) {
    int width = source.getWidth();
    int height = source.getHeight();
    BufferedImage plain = withoutAlphaOrPalette(source);
    boolean gray = plain.getType() == BufferedImage.TYPE_BYTE_GRAY;
    boolean turned = orientation >= 5;
    int outWidth = turned ? height : width;
    int outHeight = turned ? width : height;
    byte[] rgb = new byte[3 * outWidth * outHeight];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      if (gray) {
        plain.getRaster().getSamples(0, y, width, 1, 0, row);
      } else {
        plain.getRGB(0, y, width, 1, row, 0, width);
      }
      for (int x = 0; x < width; x++) {
        int pixel = gray ? row[x] * 0x010101 : row[x];
        int at = 3 * target(orientation, x, y, width, height);
        rgb[at] = (byte) (pixel >> 16);
        rgb[at + 1] = (byte) (pixel >> 8);
        rgb[at + 2] = (byte) pixel;
      }
    }
    return new RgbImage(outWidth, outHeight, rgb);
  }

  /**
   * The picture in a type whose samples can be taken as they are. Grey stays grey: Java converts
   * between grey and RGB through linear light, which would brighten it.
   */
  private static BufferedImage withoutAlphaOrPalette(BufferedImage source) {
    return switch (source.getType()) {
      case BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY ->
          source;
      default -> redrawn(source);
    };
  }

  private static BufferedImage redrawn(BufferedImage source) {
    BufferedImage plain =
        new BufferedImage(source.getWidth(), source.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = plain.createGraphics();
    graphics.drawImage(source, 0, 0, null);
    graphics.dispose();
    return plain;
  }

  /** Index of the upright pixel that stored pixel (x, y) becomes (EXIF 2.3, tag 274). */
  private static int target(int orientation, int x, int y, int width, int height) {
    return switch (orientation) {
      case 2 -> y * width + (width - 1 - x);
      case 3 -> (height - 1 - y) * width + (width - 1 - x);
      case 4 -> (height - 1 - y) * width + x;
      case 5 -> x * height + y;
      case 6 -> x * height + (height - 1 - y);
      case 7 -> (width - 1 - x) * height + (height - 1 - y);
      case 8 -> (width - 1 - x) * height + y;
      default -> y * width + x;
    };
  }
}
