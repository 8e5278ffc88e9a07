package org.vladoscope.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;
import org.vladoscope.common.ReadableFile;

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
    return decode(file.toString(), content(file));
  }

  /**
   * Decodes a file upright and resizes it, without keeping the aspect ratio.
   *
   * @param size of the result
   */
  public static RgbImage decode(Path file, ImageSize size, Decoding decoding) {
    return decode(file.toString(), content(file), size, decoding);
  }

  /** The same for an image already in memory. */
  static RgbImage decode(String name, byte[] content, ImageSize size, Decoding decoding) {
    Orientation orientation = Orientation.of(content);
    @Nullable ImageSize least = decoding == Decoding.FAST ? orientation.of(size) : null;
    return new StoredImage(name, content)
        .decode(
            least,
            6L * Math.max(size.width(), size.height()),
            (rows, area) -> BilinearResize.resize(rows, area, orientation, size));
  }

  /**
   * Decodes a file upright, smaller where it is larger than needed, in its proportions.
   *
   * @param maxSide the most pixels of the longer side
   */
  public static RgbImage thumbnail(Path file, int maxSide) {
    byte[] content = content(file);
    Orientation orientation = Orientation.of(content);
    return new StoredImage(file.toString(), content)
        .decode(
            new ImageSize(maxSide, maxSide),
            6L * maxSide,
            (rows, area) -> {
              double shrink = Math.min(1, maxSide / Math.max(area.width(), area.height()));
              ImageSize size =
                  new ImageSize(
                      (int) Math.max(1, Math.round(area.width() * shrink)),
                      (int) Math.max(1, Math.round(area.height() * shrink)));
              return BilinearResize.resize(rows, area, orientation, orientation.of(size));
            });
  }

  /**
   * Decodes an image already in memory, at its full size, upright.
   *
   * @param name what to call it in an error
   */
  public static RgbImage decode(String name, byte[] content) {
    RgbImage stored = new StoredImage(name, content).decode(null, 0, (rows, area) -> rows.copy());
    return Orientation.of(content).upright(stored);
  }

  private static byte[] content(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new InputException(file + " is a folder, not an image.");
      }
      long bytes = Files.size(ReadableFile.check(file));
      if (bytes > MAX_BYTES) {
        throw new InputException(
            String.format(
                "%s has more than %d MB, too much for an image.", file, MAX_BYTES / 1_000_000));
      }
      return DecodeMemory.HEAP.with(file.toString(), bytes, () -> read(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputException unreadable(Path file, IOException problem) {
    return new InputException(file + " cannot be read: " + FileProblem.of(problem) + ".", problem);
  }
}
