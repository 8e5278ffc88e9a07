package org.vladoscope.image;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;

/**
 * An image as it lies in its file, not turned. Its header is looked at before it is decoded: for
 * the decoder that gives Pillow's pixels, for damage that decoders do not see, and for the memory
 * that it takes.
 *
 * @param name what to call it in an error
 * @param content the file
 */
record StoredImage(String name, byte[] content) {

  /**
   * How many pixels a reduced JPEG has at least for each one that is wanted, in both directions; as
   * Pillow's {@code reducing_gap}.
   */
  private static final int GAP = 2;

  /** More scans than any program writes; each of them goes through all pixels. */
  private static final int MOST_SCANS = 100;

  /** Makes something of pixels, which are gone afterwards. */
  @FunctionalInterface
  interface Use<T> {
    /**
     * Does it.
     *
     * @param rows the pixels, perhaps fewer than in the file
     * @param area the part of them that is the whole image
     */
    T of(PixelRows rows, PixelArea area);
  }

  /**
   * Decodes it.
   *
   * @param least the size that is needed of it, as it is stored; null for all pixels
   * @param bytesPerRow what {@code use} takes of the heap for a row or column of the image; 0 for a
   *     copy of everything
   */
  <T> T decode(@Nullable ImageSize least, long bytesPerRow, Use<T> use) {
    if (content.length == 0) {
      throw new InputException(name + " is not an image: the file is empty.");
    }
    HeaderBytes file = new HeaderBytes(content, false);
    if (JpegHeader.isJpeg(file)) {
      return jpeg(least, bytesPerRow, use);
    }
    if (WebpHeader.isWebp(file)) {
      return webp(bytesPerRow, use);
    }
    return TiffHeader.isTiff(file) ? tiff(bytesPerRow, use) : byJava(use);
  }

  private <T> T byJava(Use<T> use) {
    RgbImage image =
        JavaCodecs.decode(name, content)
            .orElseThrow(
                () ->
                    foreignKind(content)
                        .map(kind -> ImageProblem.unreadable(name, kind))
                        .orElseGet(
                            () ->
                                new InputException(
                                    name
                                        + " is not an image in a known format ("
                                        + ImageDecoder.FORMATS
                                        + ").")));
    return use.of(PixelRows.of(image), PixelArea.all(image.size()));
  }

  private <T> T jpeg(@Nullable ImageSize least, long bytesPerRow, Use<T> use) {
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
      return byJava(use);
    }
    int reduction = least == null ? 1 : reduction(size, least);
    PixelArea area =
        new PixelArea(0, 0, (double) size.width() / reduction, (double) size.height() / reduction);
    long pixels = (long) size.width() * size.height();
    long coefficients = header.progressive() ? 2L * header.components() * pixels : 0;
    return natively(
        coefficients + 4 * pixels / ((long) reduction * reduction),
        heap(size, reduction, bytesPerRow),
        rows -> use.of(rows, area),
        made -> NativeCodecs.jpeg(content, header, reduction, made));
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

  private long heap(ImageSize size, int reduction, long bytesPerRow) {
    long longer = Math.max(size.width(), size.height()) / reduction;
    return bytesPerRow > 0 ? bytesPerRow * longer : 6L * size.width() * size.height();
  }

  private <T> T webp(long bytesPerRow, Use<T> use) {
    WebpHeader header = WebpHeader.of(content);
    ImageSize size = ImageProblem.checked(name, header.width(), header.height());
    if (!header.complete()) {
      throw ImageProblem.damaged(name, ImageProblem.TOO_SHORT, null);
    }
    if (!NativeCodecs.AVAILABLE) {
      if (!header.lossless()) {
        throw ImageProblem.unreadable(name, "a lossy or animated WebP");
      }
      return byJava(use);
    }
    if (header.animated()) {
      return byOpenCv(size, "an animated WebP", bytesPerRow, use);
    }
    return natively(
        4L * size.width() * size.height(),
        heap(size, 1, bytesPerRow),
        rows -> use.of(rows, PixelArea.all(rows.size())),
        made -> NativeCodecs.webp(content, made));
  }

  private <T> T tiff(long bytesPerRow, Use<T> use) {
    TiffHeader header = TiffHeader.of(content);
    Optional<String> kind = header.unreadableKind();
    if (kind.isPresent()) {
      throw ImageProblem.unreadable(name, kind.get());
    }
    if (!header.needsLibtiff()) {
      return byJava(use);
    }
    ImageSize size = ImageProblem.checked(name, header.width(), header.height());
    return byOpenCv(size, "a BigTIFF or a TIFF of inks or 16-bit differences", bytesPerRow, use);
  }

  private <T> T byOpenCv(ImageSize size, String kind, long bytesPerRow, Use<T> use) {
    if (!NativeCodecs.hasOpenCv()) {
      throw ImageProblem.unreadable(name, kind);
    }
    return natively(
        8L * size.width() * size.height(),
        heap(size, 1, bytesPerRow),
        rows -> use.of(rows, PixelArea.all(rows.size())),
        made -> NativeCodecs.byOpenCv(content, 1, made));
  }

  /**
   * Decodes outside the heap, when there is memory.
   *
   * @param outside bytes outside the heap, without the file
   * @param inside bytes of the heap, without the file
   */
  private <T> T natively(
      long outside,
      long inside,
      Function<PixelRows, T> use,
      Function<Function<PixelRows, T>, @Nullable T> decoder) {
    return DecodeMemory.HEAP
        .with(
            name,
            content.length + inside,
            () ->
                DecodeMemory.NATIVE.inTurn(
                    2L * content.length + outside, () -> Optional.ofNullable(decoder.apply(use))))
        .orElseThrow(() -> ImageProblem.damaged(name, null, null));
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
