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
    if (image.size().equals(target)) {
      return image;
    }
    byte[] pixels = image.rgb();
    int width = image.width();
    if (width != target.width()) {
      pixels = alongRows(pixels, width, image.height(), Filter.of(width, target.width()));
      width = target.width();
    }
    if (image.height() != target.height()) {
      pixels = alongColumns(pixels, width, Filter.of(image.height(), target.height()));
    }
    return new RgbImage(target.width(), target.height(), pixels);
  }

  private static byte[] alongRows(byte[] in, int width, int height, Filter filter) {
    int outWidth = filter.size();
    byte[] out = new byte[3 * outWidth * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < outWidth; x++) {
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        int at = 3 * (y * width + filter.start[x]);
        for (int weight : filter.weights[x]) {
          red += (in[at] & 0xff) * weight;
          green += (in[at + 1] & 0xff) * weight;
          blue += (in[at + 2] & 0xff) * weight;
          at += 3;
        }
        int to = 3 * (y * outWidth + x);
        out[to] = clip(red);
        out[to + 1] = clip(green);
        out[to + 2] = clip(blue);
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

    static Filter of(int inSize, int outSize) {
      double scale = (double) inSize / outSize;
      double filterScale = Math.max(scale, 1.0);
      double support = filterScale;
      int[] start = new int[outSize];
      int[][] weights = new int[outSize][];
      for (int i = 0; i < outSize; i++) {
        double center = (i + 0.5) * scale;
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

    int size() {
      return start.length;
    }
  }
}
