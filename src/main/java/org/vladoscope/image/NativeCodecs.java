package org.vladoscope.image;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.function.Function;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decoders that Pillow uses too: libjpeg-turbo and libwebp, which Leptonica has in it, and
 * libtiff and animated WebP as OpenCV reads them. Their memory lies outside the Java heap.
 */
final class NativeCodecs {

  private static final Logger LOG = LoggerFactory.getLogger(NativeCodecs.class);

  /** True if Leptonica could be loaded on this machine. */
  static final boolean AVAILABLE = load();

  /** Loaded when first needed: it brings more libraries than Leptonica. */
  private static final class OpenCv {
    static final boolean AVAILABLE = load();

    private static boolean load() {
      try {
        Loader.load(opencv_imgcodecs.class);
        return true;
      } catch (LinkageError e) {
        LOG.warn(
            "The image decoders of OpenCV cannot be loaded; a few kinds of TIFF and WebP are"
                + " refused.",
            e);
        return false;
      }
    }
  }

  private NativeCodecs() {}

  private static boolean load() {
    try {
      Loader.load(leptonica.class);
      // Failures are said by what comes back.
      leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
      return true;
    } catch (LinkageError e) {
      LOG.warn(
          "Leptonica cannot be loaded here: JPEGs are decoded by Java instead, several times"
              + " slower, and lossy WebP is refused.",
          e);
      return false;
    }
  }

  /** True if {@link #byOpenCv} can be used. */
  static boolean hasOpenCv() {
    return OpenCv.AVAILABLE;
  }

  /**
   * A JPEG, not turned.
   *
   * @param reduction 1, 2, 4 or 8: width and height are divided by it and rounded up
   * @param use makes something of the pixels, which are gone afterwards
   * @return null if its data is damaged or ends too early
   */
  static <T> @Nullable T jpeg(
      byte[] content, JpegHeader header, int reduction, Function<PixelRows, T> use) {
    // OpenCV takes three quarters of the time, but does not say when data ends too early; then the
    // blocks from there on are grey.
    if (header.isOneRun() && hasOpenCv()) {
      T result = byOpenCv(content, reduction, rows -> endsGrey(rows) ? null : use.apply(rows));
      if (result != null) {
        return result;
      }
    }
    return byLeptonica(
        leptonica.pixReadMemJpeg(content, content.length, 0, reduction, new int[1], 0), use);
  }

  /** True if the last pixel is what libjpeg makes of no data. */
  private static boolean endsGrey(PixelRows rows) {
    byte[] last = new byte[3 * rows.size().width()];
    rows.read(rows.size().height() - 1, last);
    for (int i = last.length - 3; i < last.length; i++) {
      if (last[i] != (byte) 128) {
        return false;
      }
    }
    return true;
  }

  /** A WebP that is not animated, without its opacity; null if it is damaged. */
  static <T> @Nullable T webp(byte[] content, Function<PixelRows, T> use) {
    return byLeptonica(leptonica.pixReadMemWebP(content, content.length), use);
  }

  private static <T> @Nullable T byLeptonica(@Nullable PIX pix, Function<PixelRows, T> use) {
    if (pix == null || pix.isNull()) {
      return null;
    }
    try {
      return use.apply(new PixRows(pix));
    } finally {
      leptonica.pixDestroy(pix);
    }
  }

  /** Pixels lie in words, the first one in the highest bits. */
  private static final class PixRows implements PixelRows {
    private final ImageSize size;
    private final boolean grey;
    private final IntBuffer words;
    private final int[] row;

    PixRows(PIX pix) {
      size = new ImageSize(pix.w(), pix.h());
      grey = pix.d() == 8;
      row = new int[pix.wpl()];
      words = pix.data().capacity((long) row.length * pix.h()).asBuffer();
    }

    @Override
    public ImageSize size() {
      return size;
    }

    @Override
    public void read(int y, byte[] rgb) {
      words.get(y * row.length, row);
      for (int x = 0; x < size.width(); x++) {
        int pixel = grey ? (row[x >> 2] >> 24 - 8 * (x & 3) & 0xff) * 0x01010100 : row[x];
        rgb[3 * x] = (byte) (pixel >> 24);
        rgb[3 * x + 1] = (byte) (pixel >> 16);
        rgb[3 * x + 2] = (byte) (pixel >> 8);
      }
    }
  }

  private record MatRows(ImageSize size, ByteBuffer bytes) implements PixelRows {
    @Override
    public void read(int y, byte[] rgb) {
      bytes.get(3 * y * size.width(), rgb, 0, 3 * size.width());
    }
  }

  /**
   * Any image that OpenCV reads, as 8-bit RGB, not turned.
   *
   * @param reduction 1; of a JPEG also 2, 4 or 8
   * @param use makes something of the pixels, which are gone afterwards
   * @return null if it cannot be read
   */
  static <T> @Nullable T byOpenCv(
      byte[] content, int reduction, Function<PixelRows, @Nullable T> use) {
    // The flags of reduced images are those of grey ones; the order of colours is added to them.
    int reduced =
        switch (reduction) {
          case 2 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
          case 4 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
          case 8 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
          default -> 0;
        };
    int how =
        reduced | opencv_imgcodecs.IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
    try (BytePointer bytes = new BytePointer(content);
        Mat file = new Mat(1, content.length, opencv_core.CV_8UC1, bytes);
        Mat image = decoded(file, how)) {
      if (image.empty() || image.type() != opencv_core.CV_8UC3 || !image.isContinuous()) {
        return null;
      }
      ImageSize size = new ImageSize(image.cols(), image.rows());
      ByteBuffer pixels = image.data().capacity(3L * size.width() * size.height()).asByteBuffer();
      return use.apply(new MatRows(size, pixels));
    }
  }

  /** OpenCV answers some damaged data with exceptions of its own. */
  private static Mat decoded(Mat file, int how) {
    try {
      return opencv_imgcodecs.imdecode(file, how);
    } catch (RuntimeException e) {
      LOG.debug("not decoded", e);
      return new Mat();
    }
  }
}
