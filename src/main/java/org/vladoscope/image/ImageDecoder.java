package org.vladoscope.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

  /**
   * How many pixels a reduced JPEG has at least for each one that is wanted, in both directions; as
   * Pillow's {@code reducing_gap}.
   */
  private static final double GAP = 2;

  /** More scans than any program writes; each of them goes through all pixels. */
  private static final int MOST_SCANS = 100;

  /** An image that may have become smaller, and the part of it that is the whole. */
  private record Reduced(RgbImage image, PixelArea area) {}

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
  public static RgbImage decode(String name, byte[] content, ImageSize size, Decoding decoding) {
    Orientation orientation = Orientation.of(content);
    @Nullable ImageSize least = decoding == Decoding.FAST ? orientation.of(size) : null;
    Reduced stored = stored(name, content, least);
    return BilinearResize.resize(stored.image, stored.area, orientation, size);
  }

  /**
   * Decodes a file upright, smaller where it is larger than needed, in its proportions.
   *
   * @param maxSide the most pixels of the longer side
   */
  public static RgbImage thumbnail(Path file, int maxSide) {
    byte[] content = content(file);
    Orientation orientation = Orientation.of(content);
    Reduced stored = stored(file.toString(), content, new ImageSize(maxSide, maxSide));
    PixelArea area = stored.area;
    double shrink = Math.min(1, maxSide / Math.max(area.width(), area.height()));
    ImageSize size =
        new ImageSize(
            (int) Math.max(1, Math.round(area.width() * shrink)),
            (int) Math.max(1, Math.round(area.height() * shrink)));
    return BilinearResize.resize(stored.image, area, orientation, orientation.of(size));
  }

  /**
   * Decodes an image already in memory, at its full size, upright.
   *
   * @param name what to call it in an error
   */
  public static RgbImage decode(String name, byte[] content) {
    return Orientation.of(content).upright(stored(name, content, null).image);
  }

  private static byte[] content(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new InputException(file + " is a folder, not an image.");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new InputException(file + " is no file but a device or a pipe, and not an image.");
      }
      long bytes = Files.size(file);
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

  /**
   * The image as it is stored, not turned.
   *
   * @param least the size that is needed as it is stored, null for all pixels
   */
  private static Reduced stored(String name, byte[] content, @Nullable ImageSize least) {
    if (content.length == 0) {
      throw new InputException(name + " is not an image: the file is empty.");
    }
    Bytes file = new Bytes(content, false);
    if (JpegHeader.isJpeg(file)) {
      return jpeg(name, content, least);
    }
    RgbImage image =
        WebpHeader.isWebp(file)
            ? webp(name, content)
            : TiffHeader.isTiff(file) ? tiff(name, content) : byJava(name, content);
    return new Reduced(image, PixelArea.all(image.size()));
  }

  private static RgbImage byJava(String name, byte[] content) {
    return JavaCodecs.decode(name, content)
        .orElseThrow(
            () ->
                foreignKind(content)
                    .map(kind -> ImageProblem.unreadable(name, kind))
                    .orElseGet(
                        () ->
                            new InputException(
                                name + " is not an image in a known format (" + FORMATS + ").")));
  }

  private static Reduced jpeg(String name, byte[] content, @Nullable ImageSize least) {
    JpegHeader header =
        JpegHeader.of(content)
            .orElseThrow(() -> ImageProblem.damaged(name, ImageProblem.TOO_SHORT, null));
    ImageSize size = ImageProblem.checked(name, header.width(), header.height());
    if (header.scans() > MOST_SCANS) {
      throw new InputException(
          String.format(
              "%s goes through its pixels %d times, which would take minutes to decode; at most %d"
                  + " scans are read. Save it anew.",
              name, header.scans(), MOST_SCANS));
    }
    if (header.bits() != 8) {
      throw ImageProblem.unreadable(name, "a JPEG with " + header.bits() + " bits per sample");
    }
    if (!header.ended()) {
      throw ImageProblem.damaged(name, ImageProblem.TOO_SHORT, null);
    }
    if (!NativeCodecs.AVAILABLE && (header.arithmetic() || header.wideTables())) {
      throw ImageProblem.unreadable(
          name,
          header.arithmetic()
              ? "a JPEG in arithmetic coding"
              : "a JPEG with 16-bit quantisation tables");
    }
    // Without Adobe's sign Leptonica takes inks for their opposites.
    if (!NativeCodecs.AVAILABLE || (header.components() == 4 && !header.adobe())) {
      RgbImage image = byJava(name, content);
      return new Reduced(image, PixelArea.all(image.size()));
    }
    int reduction = least == null ? 1 : reduction(size, least);
    long pixels = (long) size.width() * size.height();
    long coefficients = header.progressive() ? 2L * header.components() * pixels : 0;
    long bytes = 2L * content.length + coefficients + 7 * pixels / ((long) reduction * reduction);
    RgbImage image =
        DecodeMemory.HEAP.with(name, bytes, () -> NativeCodecs.jpeg(content, header, reduction));
    if (image == null) {
      throw ImageProblem.damaged(name, null, null);
    }
    return new Reduced(
        image,
        new PixelArea(0, 0, (double) size.width() / reduction, (double) size.height() / reduction));
  }

  /** The largest that leaves pixels enough. */
  private static int reduction(ImageSize size, ImageSize least) {
    int reduction = 8;
    while (reduction > 1
        && (size.width() < GAP * least.width() * reduction
            || size.height() < GAP * least.height() * reduction)) {
      reduction /= 2;
    }
    return reduction;
  }

  private static RgbImage webp(String name, byte[] content) {
    WebpHeader header = WebpHeader.of(content);
    ImageSize size = ImageProblem.checked(name, header.width(), header.height());
    if (!header.complete()) {
      throw ImageProblem.damaged(name, ImageProblem.TOO_SHORT, null);
    }
    if (!NativeCodecs.AVAILABLE) {
      if (!header.lossless()) {
        throw ImageProblem.unreadable(name, "a lossy or animated WebP");
      }
      return byJava(name, content);
    }
    return natively(name, content, size, header.animated(), "an animated WebP");
  }

  private static RgbImage natively(
      String name, byte[] content, ImageSize size, boolean byOpenCv, String kind) {
    if (byOpenCv && !NativeCodecs.hasOpenCv()) {
      throw ImageProblem.unreadable(name, kind);
    }
    long bytes = 2L * content.length + 7L * size.width() * size.height();
    RgbImage image =
        DecodeMemory.HEAP.with(
            name,
            bytes,
            () -> byOpenCv ? NativeCodecs.byOpenCv(content, 1) : NativeCodecs.webp(content));
    if (image == null) {
      throw ImageProblem.damaged(name, null, null);
    }
    return image;
  }

  private static RgbImage tiff(String name, byte[] content) {
    TiffHeader header = TiffHeader.of(content);
    Optional<String> kind = header.unreadableKind();
    if (kind.isPresent()) {
      throw ImageProblem.unreadable(name, kind.get());
    }
    if (!header.needsLibtiff()) {
      return byJava(name, content);
    }
    ImageSize size = ImageProblem.checked(name, header.width(), header.height());
    return natively(name, content, size, true, "a BigTIFF or a TIFF of inks or 16-bit differences");
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
}
