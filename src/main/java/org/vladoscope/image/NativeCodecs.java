package org.vladoscope.image;

import java.nio.IntBuffer;
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
   * @return null if its data is damaged or ends too early
   */
  static @Nullable RgbImage jpeg(byte[] content, JpegHeader header, int reduction) {
    // OpenCV takes three quarters of the time, but does not say when data ends too early; then the
    // blocks from there on are grey.
    if (header.isOneRun() && hasOpenCv()) {
      RgbImage image = byOpenCv(content, reduction);
      if (image != null && !endsGrey(image)) {
        return image;
      }
    }
    return taken(leptonica.pixReadMemJpeg(content, content.length, 0, reduction, new int[1], 0));
  }

  /** True if the last pixels are what libjpeg makes of no data. */
  private static boolean endsGrey(RgbImage image) {
    byte[] rgb = image.rgb();
    for (int i = rgb.length - 3; i < rgb.length; i++) {
      if (rgb[i] != (byte) 128) {
        return false;
      }
    }
    return true;
  }

  /** A WebP that is not animated, without its opacity; null if it is damaged. */
  static @Nullable RgbImage webp(byte[] content) {
    return taken(leptonica.pixReadMemWebP(content, content.length));
  }

  private static @Nullable RgbImage taken(@Nullable PIX pix) {
    if (pix == null || pix.isNull()) {
      return null;
    }
    try {
      return rgb(pix);
    } finally {
      leptonica.pixDestroy(pix);
    }
  }

  /** Pixels lie in words, the first one in the highest bits. */
  private static RgbImage rgb(PIX pix) {
    int width = pix.w();
    int height = pix.h();
    int words = pix.wpl();
    IntBuffer data = pix.data().capacity((long) words * height).asBuffer();
    boolean grey = pix.d() == 8;
    int[] row = new int[words];
    byte[] rgb = new byte[3 * width * height];
    int at = 0;
    for (int y = 0; y < height; y++) {
      data.get(y * words, row);
      for (int x = 0; x < width; x++) {
        int pixel = grey ? (row[x >> 2] >> 24 - 8 * (x & 3) & 0xff) * 0x01010100 : row[x];
        rgb[at] = (byte) (pixel >> 24);
        rgb[at + 1] = (byte) (pixel >> 16);
        rgb[at + 2] = (byte) (pixel >> 8);
        at += 3;
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /**
   * Any image that OpenCV reads, as 8-bit RGB, not turned.
   *
   * @param reduction 1; of a JPEG also 2, 4 or 8
   * @return null if it cannot be read
   */
  static @Nullable RgbImage byOpenCv(byte[] content, int reduction) {
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
        Mat image = opencv_imgcodecs.imdecode(file, how)) {
      if (image.empty() || image.type() != opencv_core.CV_8UC3 || !image.isContinuous()) {
        return null;
      }
      byte[] rgb = new byte[3 * image.cols() * image.rows()];
      image.data().get(rgb);
      return new RgbImage(image.cols(), image.rows(), rgb);
    } catch (RuntimeException e) {
      // OpenCV answers damaged data with exceptions of its own.
      LOG.debug("not decoded", e);
      return null;
    }
  }
}
