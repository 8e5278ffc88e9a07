package org.vladoscope.image;

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
    return resize(image, PixelArea.all(image.size()), Orientation.UPRIGHT, target);
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
      RgbImage stored, PixelArea area, Orientation orientation, ImageSize target) {
    ImageSize size = stored.size();
    PixelArea upright = orientation.upright(area, size);
    boolean whole = area.equals(PixelArea.all(size));
    if (whole && orientation.of(size).equals(target)) {
      return orientation.upright(stored);
    }
    ImageSize turned = orientation.of(size);
    Filter across = Filter.of(turned.width(), upright.left(), upright.width(), target.width());
    Filter down = Filter.of(turned.height(), upright.top(), upright.height(), target.height());
    boolean needsAcross = !whole || turned.width() != target.width();
    boolean needsDown = !whole || turned.height() != target.height();
    if (orientation.mirrorsColumns()) {
      across = across.mirrored(turned.width());
    }
    if (orientation.mirrorsRows()) {
      down = down.mirrored(turned.height());
    }
    byte[] pixels = stored.rgb();
    ImageSize small = orientation.of(target);
    if (orientation.turns()) {
      // What lies across the upright image lies down the stored one, and it comes first.
      pixels = needsAcross ? alongColumns(pixels, size.width(), across) : pixels;
      pixels = needsDown ? alongRows(pixels, size.width(), small.height(), down) : pixels;
    } else {
      pixels = needsAcross ? alongRows(pixels, size.width(), size.height(), across) : pixels;
      pixels = needsDown ? alongColumns(pixels, small.width(), down) : pixels;
    }
    return orientation.upright(new RgbImage(small.width(), small.height(), pixels));
  }

  private static byte[] alongRows(byte[] in, int width, int height, Filter filter) {
    int outWidth = filter.size();
    byte[] out = new byte[3 * outWidth * height];
    // Red and blue share a number: sums of a channel stay below 31 bits, and one product does both.
    long[] redBlue = new long[width];
    int[] greens = new int[width];
    int at = 0;
    int to = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        redBlue[x] = (long) (in[at] & 0xff) << 32 | (in[at + 2] & 0xff);
        greens[x] = in[at + 1] & 0xff;
        at += 3;
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
    return out;
  }

  private static byte[] alongColumns(byte[] in, int width, Filter filter) {
    int stride = 3 * width;
    byte[] out = new byte[stride * filter.size()];
    int[] sums = new int[stride];
    for (int y = 0; y < filter.size(); y++) {
      java.util.Arrays.fill(sums, HALF);
      int row = filter.start[y] * stride;
      for (int weight : filter.weights[y]) {
        for (int i = 0; i < stride; i++) {
          sums[i] += (in[row + i] & 0xff) * weight;
        }
        row += stride;
      }
      for (int i = 0; i < stride; i++) {
        out[y * stride + i] = clip(sums[i]);
      }
    }
    return out;
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
