package org.vladoscope.image;

import java.util.Arrays;

/**
 * Bilinear resizing with antialiasing, bit for bit as Pillow does it (and so as torchvision's
 * {@code Resize} does on images): a triangle filter stretched by the scale when shrinking, applied
 * along rows, then along columns, in 22-bit fixed point with rounding to 8 bits between.
 */
public final class BilinearResize {

  private static final int PRECISION_BITS = 32 - 8 - 2;
  private static final int HALF = 1 << (PRECISION_BITS - 1);

  private BilinearResize() {}

  /** Resizes without keeping the aspect ratio. Returns the image itself if the size is the same. */
  public static RgbImage resize(RgbImage image, ImageSize target) {
    return image.size().equals(target)
        ? image
        : resize(PixelRows.of(image), PixelArea.all(image.size()), Orientation.UPRIGHT, target);
  }

  /**
   * Resizes a part of a stored image and turns it upright: what resizing the upright image gives,
   * without turning all of its pixels.
   *
   * @param area what becomes the whole, of the stored image; pixels around it count where the
   *     filter reaches them, as with Pillow's argument {@code box}
   * @param target of the upright image
   */
  static RgbImage resize(
      PixelRows stored, PixelArea area, Orientation orientation, ImageSize target) {
    ImageSize size = stored.size();
    if (orientation.equals(Orientation.UPRIGHT)
        && size.equals(target)
        && area.equals(PixelArea.all(size))) {
      return stored.copy();
    }
    ImageSize turned = orientation.of(size);
    PixelArea upright = orientation.upright(area, size);
    Filter across = Filter.of(turned.width(), upright.left(), upright.width(), target.width());
    Filter down = Filter.of(turned.height(), upright.top(), upright.height(), target.height());
    if (orientation.mirrorsColumns()) {
      across = across.mirrored(turned.width());
    }
    if (orientation.mirrorsRows()) {
      down = down.mirrored(turned.height());
    }
    // What lies across the upright image comes first, and lies down a stored one that is to be
    // turned. Pillow leaves out a direction of the same size; its filter would change nothing.
    PixelRows half =
        PixelRows.of(
            orientation.turns() ? alongColumns(stored, across) : alongRows(stored, across));
    return orientation.upright(
        orientation.turns() ? alongRows(half, down) : alongColumns(half, down));
  }

  private static RgbImage alongRows(PixelRows in, Filter filter) {
    int width = in.size().width();
    int height = in.size().height();
    int outWidth = filter.size();
    byte[] out = new byte[3 * outWidth * height];
    byte[] row = new byte[3 * width];
    // Red and blue share a number: sums of a channel stay below 31 bits, and one product does both.
    long[] redBlue = new long[width];
    int[] greens = new int[width];
    int to = 0;
    for (int y = 0; y < height; y++) {
      in.read(y, row);
      for (int x = 0; x < width; x++) {
        redBlue[x] = (long) (row[3 * x] & 0xff) << 32 | (row[3 * x + 2] & 0xff);
        greens[x] = row[3 * x + 1] & 0xff;
      }
      for (int x = 0; x < outWidth; x++) {
        long sums = (long) HALF << 32 | HALF;
        int green = HALF;
        int from = filter.start[x];
        for (int weight : filter.weights[x]) {
          sums += redBlue[from] * weight;
          green += greens[from++] * weight;
        }
        out[to] = clip((int) (sums >> 32));
        out[to + 1] = clip(green);
        out[to + 2] = clip((int) sums);
        to += 3;
      }
    }
    return new RgbImage(outWidth, height, out);
  }

  private static RgbImage alongColumns(PixelRows in, Filter filter) {
    int stride = 3 * in.size().width();
    byte[] out = new byte[stride * filter.size()];
    byte[] row = new byte[stride];
    int[] sums = new int[stride];
    for (int y = 0; y < filter.size(); y++) {
      Arrays.fill(sums, HALF);
      for (int k = 0; k < filter.weights[y].length; k++) {
        in.read(filter.start[y] + k, row);
        addRow(sums, row, filter.weights[y][k]);
      }
      for (int i = 0; i < stride; i++) {
        out[y * stride + i] = clip(sums[i]);
      }
    }
    return new RgbImage(in.size().width(), filter.size(), out);
  }

  private static void addRow(int[] sums, byte[] row, int weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (row[i] & 0xff) * weight;
    }
  }

  private static byte clip(int fixedPoint) {
    return (byte) Math.max(0, Math.min(255, fixedPoint >> PRECISION_BITS));
  }

  /** For each output position the first input position and the fixed-point weights from there. */
  private record Filter(int[] start, int[][] weights) {

    /** From {@code length} positions that begin at {@code first} to {@code outSize}. */
    static Filter of(int inSize, double first, double length, int outSize) {
      double scale = length / outSize;
      double filterScale = Math.max(scale, 1.0);
      double support = filterScale;
      int[] start = new int[outSize];
      int[][] weights = new int[outSize][];
      for (int i = 0; i < outSize; i++) {
        double center = first + (i + 0.5) * scale;
        int from = Math.max((int) (center - support + 0.5), 0);
        int to = Math.min((int) (center + support + 0.5), inSize);
        double[] exact = new double[to - from];
        double sum = 0;
        for (int j = 0; j < exact.length; j++) {
          exact[j] = Math.max(0, 1 - Math.abs((j + from - center + 0.5) / filterScale));
          sum += exact[j];
        }
        start[i] = from;
        weights[i] = new int[exact.length];
        for (int j = 0; j < exact.length; j++) {
          weights[i][j] = (int) (0.5 + exact[j] / sum * (1 << PRECISION_BITS));
        }
      }
      return new Filter(start, weights);
    }

    /** The same seen from the other end of an axis. */
    Filter mirrored(int inSize) {
      int[] starts = new int[size()];
      int[][] mirrored = new int[size()][];
      for (int i = 0; i < size(); i++) {
        int[] original = weights[size() - 1 - i];
        mirrored[i] = new int[original.length];
        for (int j = 0; j < original.length; j++) {
          mirrored[i][j] = original[original.length - 1 - j];
        }
        starts[i] = inSize - start[size() - 1 - i] - original.length;
      }
      return new Filter(starts, mirrored);
    }

    int size() {
      return start.length;
    }
  }
}
