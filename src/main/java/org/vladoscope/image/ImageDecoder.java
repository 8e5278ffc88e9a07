package org.vladoscope.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;

/**
 * Reads image files: JPEG, PNG, BMP, GIF, TIFF, WebP and PNM, turned upright by their EXIF
 * orientation. Every failure is an {@link InputException} that names the file and the reason.
 */
public final class ImageDecoder {

  /** File name endings that count as images, in lower case. */
  public static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jfif", "png", "bmp", "gif", "tif", "tiff", "webp", "pgm", "ppm", "pnm");

  /** The formats for people. */
  public static final String FORMATS = "JPEG, PNG, BMP, GIF, TIFF, WebP and PNM";

  /** The largest accepted number of pixels; a decoded image of this size takes 350 MB. */
  public static final long MAX_PIXELS = 50_000_000L;

  /** The smallest accepted width and height: one cell of a stride-16 feature map. */
  public static final int MIN_SIDE = 16;

  /** The largest accepted file: a TIFF of {@link #MAX_PIXELS} with 16 bits per channel. */
  private static final long MAX_BYTES = 500_000_000L;

  private ImageDecoder() {}

  /** True if the name ends like an image's. */
  public static boolean isImageName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** Decodes a file at its full size, upright. */
  public static RgbImage decode(Path file) {
    byte[] content;
    try {
      if (Files.isDirectory(file)) {
        throw new InputException(file + " is a folder, not an image.");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new InputException(
            String.format(
                "%s has more than %d MB, too much for an image.", file, MAX_BYTES / 1_000_000));
      }
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
    return decode(file.toString(), content);
  }

  /**
   * Decodes an image already in memory.
   *
   * @param name what to call it in an error
   */
  public static RgbImage decode(String name, byte[] content) {
    if (content.length == 0) {
      throw new InputException(name + " is not an image: the file is empty.");
    }
    BufferedImage image;
    try (ImageInputStream stream =
        ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new InputException(
            name
                + foreignKind(content)
                    .map(kind -> " is " + kind + ", which cannot be read; save it as JPEG or PNG.")
                    .orElse(" is not an image in a known format (" + FORMATS + ")."));
      }
      image = read(name, readers.next(), stream);
    } catch (IOException | RuntimeException e) {
      // Codecs answer damaged data with many kinds of runtime exception.
      if (e instanceof InputException known) {
        throw known;
      }
      throw damaged(name, reason(e), e);
    }
    return toRgb(image, orientation(content));
  }

  /** What an image is that cannot be read, whatever its name says: phones write such files. */
  private static Optional<String> foreignKind(byte[] content) {
    String head = new String(content, 0, Math.min(content.length, 12), StandardCharsets.ISO_8859_1);
    if (head.length() == 12 && head.startsWith("ftyp", 4)) {
      return switch (head.substring(8)) {
        case "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1" -> Optional.of("a HEIC image");
        case "avif", "avis" -> Optional.of("an AVIF image");
        default -> Optional.of("a video or another kind of image");
      };
    }
    boolean jpeg2000 = head.startsWith("jP  ", 4) || head.startsWith("\u00ff\u004f\u00ff\u0051");
    return jpeg2000 ? Optional.of("a JPEG 2000 image") : Optional.empty();
  }

  private static BufferedImage read(String name, ImageReader reader, ImageInputStream stream)
      throws IOException {
    List<String> cut = new ArrayList<>();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (saysTruncated(warning)) {
            cut.add(warning);
          }
        });
    try {
      reader.setInput(stream, true, false);
      checkSize(name, reader.getWidth(0), reader.getHeight(0));
      BufferedImage image = reader.read(0);
      if (!cut.isEmpty()) {
        throw damaged(name, "the file ends too early", null);
      }
      return image;
    } finally {
      reader.dispose();
    }
  }

  /** JPEG readers fill the missing part of an image with grey and only warn. */
  private static boolean saysTruncated(String warning) {
    String text = warning.toLowerCase(Locale.ROOT);
    return text.contains("missing eoi") || text.contains("premature end of");
  }

  private static InputException damaged(
      String name, @Nullable String reason, @Nullable Exception cause) {
    String message = name + " is damaged or incomplete" + (reason == null ? "" : ": " + reason);
    return new InputException(message + ".", cause);
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

  /** What a codec says about damaged data, if it says it in words. */
  private static @Nullable String reason(Exception e) {
    if (e instanceof EOFException) {
      return "the file ends too early";
    }
    String message = e.getMessage();
    if (!(e instanceof IOException) || message == null) {
      return null;
    }
    return message.contains(" ") && !message.contains("Exception") ? FileProblem.of(e) : null;
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
    } catch (ImageProcessingException | MetadataException | IOException | RuntimeException e) {
      // Metadata can be damaged where the image is not.
      return 1;
    }
  }

  private static RgbImage toRgb(BufferedImage source, int orientation) {
    int width = source.getWidth();
    int height = source.getHeight();
    int grayShift = grayShift(source);
    boolean turned = orientation >= 5;
    int outWidth = turned ? height : width;
    int outHeight = turned ? width : height;
    byte[] rgb = new byte[3 * outWidth * outHeight];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      if (grayShift >= 0) {
        source.getRaster().getSamples(0, y, width, 1, 0, row);
      } else {
        // Opacity, in the upper byte, is left aside as the references do.
        source.getRGB(0, y, width, 1, row, 0, width);
      }
      for (int x = 0; x < width; x++) {
        int pixel = grayShift >= 0 ? (row[x] >> grayShift) * 0x010101 : row[x];
        int at = 3 * target(orientation, x, y, width, height);
        rgb[at] = (byte) (pixel >> 16);
        rgb[at + 1] = (byte) (pixel >> 8);
        rgb[at + 2] = (byte) pixel;
      }
    }
    return new RgbImage(outWidth, outHeight, rgb);
  }

  /**
   * By how many bits to shift the samples of a grey image, or −1 if it is not grey with 8 or 16
   * bits. Grey samples are taken as they are: Java converts between grey and RGB through linear
   * light, which would brighten them.
   */
  private static int grayShift(BufferedImage source) {
    ColorModel model = source.getColorModel();
    boolean gray =
        !(model instanceof IndexColorModel)
            && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    int bits = source.getSampleModel().getSampleSize(0);
    return gray && (bits == 8 || bits == 16) ? bits - 8 : -1;
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
