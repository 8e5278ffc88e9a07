package org.vladoscope.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FileProblem;

/**
 * Java's decoders and those of TwelveMonkeys. Samples are taken as they are stored, as Pillow does:
 * colour profiles are not applied.
 */
final class JavaCodecs {

  private static final String GIF_FRAME = "javax_imageio_gif_image_1.0";
  private static final String GIF_SCREEN = "javax_imageio_gif_stream_1.0";

  private JavaCodecs() {}

  /**
   * Decodes an image, not turned.
   *
   * @return empty if none of the decoders knows the format
   * @throws org.vladoscope.common.InputException if it is too large or small, damaged, or takes too
   *     much memory
   */
  static Optional<RgbImage> decode(String name, byte[] content) {
    try (ImageInputStream stream =
        ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      return readers.hasNext()
          ? Optional.of(decode(name, readers.next(), stream, content.length))
          : Optional.empty();
    } catch (IOException e) {
      throw ImageProblem.damaged(name, reason(e), e);
    }
  }

  private static RgbImage decode(
      String name, ImageReader reader, ImageInputStream stream, long fileBytes) {
    try {
      reader.setInput(stream, true, false);
      ImageSize size = ImageProblem.checked(name, reader.getWidth(0), reader.getHeight(0));
      long pixels = (long) size.width() * size.height();
      return DecodeMemory.HEAP.with(
          name, fileBytes + pixels * (bytesPerPixel(reader) + 3), () -> read(name, reader));
    } catch (IOException | RuntimeException e) {
      throw failure(name, e);
    } finally {
      reader.dispose();
    }
  }

  private static long bytesPerPixel(ImageReader reader) throws IOException {
    ImageTypeSpecifier type = reader.getRawImageType(0);
    if (type == null) {
      return 4;
    }
    SampleModel samples = type.getSampleModel();
    int bits = 0;
    for (int band = 0; band < samples.getNumBands(); band++) {
      bits += samples.getSampleSize(band);
    }
    return Math.max(1, (bits + 7) / 8);
  }

  private static RgbImage read(String name, ImageReader reader) {
    List<String> cut = new ArrayList<>();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (saysTruncated(warning)) {
            cut.add(warning);
          }
        });
    try {
      BufferedImage image = reader.read(0);
      if (!cut.isEmpty()) {
        throw ImageProblem.damaged(name, ImageProblem.TOO_SHORT, null);
      }
      return reader.getFormatName().equalsIgnoreCase("gif")
          ? onScreen(name, image, reader)
          : rgb(image);
    } catch (IOException | RuntimeException e) {
      throw failure(name, e);
    }
  }

  /** Codecs answer damaged data with many kinds of runtime exception. */
  private static RuntimeException failure(String name, Exception problem) {
    return ImageProblem.isKnown(problem)
        ? (RuntimeException) problem
        : ImageProblem.damaged(name, reason(problem), problem);
  }

  /** JPEG readers fill the missing part of an image with grey and only warn. */
  private static boolean saysTruncated(String warning) {
    String text = warning.toLowerCase(Locale.ROOT);
    return text.contains("missing eoi") || text.contains("premature end of");
  }

  /** What a codec says about damaged data, if it says it in words. */
  private static @Nullable String reason(Exception e) {
    if (e instanceof EOFException) {
      return ImageProblem.TOO_SHORT;
    }
    String message = e.getMessage();
    if (!(e instanceof IOException) || message == null) {
      return null;
    }
    return message.contains(" ") && !message.contains("Exception") ? FileProblem.of(e) : null;
  }

  /** The first frame of a GIF at its place; around it is what Pillow puts there. */
  private static RgbImage onScreen(String name, BufferedImage frame, ImageReader reader)
      throws IOException {
    RgbImage picture = rgb(frame);
    IIOMetadataNode place =
        child(reader.getImageMetadata(0).getAsTree(GIF_FRAME), "ImageDescriptor");
    IIOMetadataNode screen =
        child(reader.getStreamMetadata().getAsTree(GIF_SCREEN), "LogicalScreenDescriptor");
    int left = number(place, "imageLeftPosition");
    int top = number(place, "imageTopPosition");
    int width = Math.max(number(screen, "logicalScreenWidth"), left + picture.width());
    int height = Math.max(number(screen, "logicalScreenHeight"), top + picture.height());
    if (width == picture.width() && height == picture.height()) {
      return picture;
    }
    ImageProblem.checked(name, width, height);
    byte[] rgb = new byte[3 * width * height];
    if (frame.getColorModel() instanceof IndexColorModel palette) {
      int around = palette.getRGB(Math.max(0, palette.getTransparentPixel()));
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) (around >> 16 - 8 * (i % 3));
      }
    }
    for (int y = 0; y < picture.height(); y++) {
      System.arraycopy(
          picture.rgb(),
          3 * y * picture.width(),
          rgb,
          3 * ((top + y) * width + left),
          3 * picture.width());
    }
    return new RgbImage(width, height, rgb);
  }

  private static IIOMetadataNode child(org.w3c.dom.Node tree, String tag) {
    return (IIOMetadataNode) ((IIOMetadataNode) tree).getElementsByTagName(tag).item(0);
  }

  private static int number(IIOMetadataNode node, String attribute) {
    return Integer.parseInt(node.getAttribute(attribute));
  }

  private static RgbImage rgb(BufferedImage source) {
    int width = source.getWidth();
    int height = source.getHeight();
    ColorModel model = source.getColorModel();
    int bits = source.getSampleModel().getSampleSize(0);
    boolean stored =
        model instanceof ComponentColorModel
            && (bits == 8 || bits == 16)
            && !model.isAlphaPremultiplied();
    int space = model.getColorSpace().getType();
    if (stored && space == ColorSpace.TYPE_GRAY) {
      // Java would convert grey through linear light, which brightens it.
      return asStored(source.getRaster(), new int[] {0, 0, 0}, bits - 8);
    }
    if (stored && space == ColorSpace.TYPE_RGB) {
      return asStored(source.getRaster(), new int[] {0, 1, 2}, bits - 8);
    }
    byte[] rgb = new byte[3 * width * height];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < height; y++) {
      // Opacity, in the upper byte, is left aside as the references do.
      source.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        rgb[at] = (byte) (row[x] >> 16);
        rgb[at + 1] = (byte) (row[x] >> 8);
        rgb[at + 2] = (byte) row[x];
        at += 3;
      }
    }
    return new RgbImage(width, height, rgb);
  }

  private static RgbImage asStored(Raster raster, int[] bands, int shift) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] rgb = new byte[3 * width * height];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int c = 0; c < 3; c++) {
        if (c == 0 || bands[c] != bands[c - 1]) {
          raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, bands[c], row);
        }
        for (int x = 0; x < width; x++) {
          rgb[3 * (y * width + x) + c] = (byte) (row[x] >> shift);
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }
}
