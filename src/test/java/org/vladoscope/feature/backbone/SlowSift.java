package org.vladoscope.feature.backbone;

import org.vladoscope.image.RgbImage;

/** Upright SIFT written down directly from its definition (Lowe, 2004, section 6). */
final class SlowSift {

  private SlowSift() {}

  static double[][] luma(RgbImage image) {
    double[][] luma = new double[image.height()][image.width()];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        luma[y][x] =
            Math.round(
                .299 * image.get(x, y, 0) + .587 * image.get(x, y, 1) + .114 * image.get(x, y, 2));
      }
    }
    return luma;
  }

  /** Convolved with a Gaussian; the image is mirrored at its outermost pixels. */
  static double[][] blurred(double[][] image, double sigma) {
    return transposed(rowsBlurred(transposed(rowsBlurred(image, sigma)), sigma));
  }

  private static double[][] rowsBlurred(double[][] image, double sigma) {
    int reach = (int) Math.ceil(6 * sigma);
    double[][] result = new double[image.length][image[0].length];
    for (int y = 0; y < image.length; y++) {
      int width = image[y].length;
      for (int x = 0; x < width; x++) {
        double sum = 0;
        double weights = 0;
        for (int d = -reach; d <= reach; d++) {
          int at = Math.abs(x + d);
          at = at >= width ? 2 * (width - 1) - at : at;
          double weight = Math.exp(-d * d / (2 * sigma * sigma));
          sum += weight * image[y][at];
          weights += weight;
        }
        result[y][x] = sum / weights;
      }
    }
    return result;
  }

  private static double[][] transposed(double[][] image) {
    double[][] result = new double[image[0].length][image.length];
    for (int y = 0; y < image.length; y++) {
      for (int x = 0; x < image[0].length; x++) {
        result[x][y] = image[y][x];
      }
    }
    return result;
  }

  /**
   * RootSIFT around a pixel.
   *
   * @param side of one of the 4 × 4 histograms, in pixels
   */
  static float[] root(double[][] image, int centreX, int centreY, int side) {
    double[][][] histograms = new double[4][4][8];
    for (int y = 1; y < image.length - 1; y++) {
      for (int x = 1; x < image[0].length - 1; x++) {
        double u = (double) (x - centreX) / side;
        double v = (double) (y - centreY) / side;
        double dx = image[y][x + 1] - image[y][x - 1];
        double dy = image[y - 1][x] - image[y + 1][x];
        double strength = Math.hypot(dx, dy) * Math.exp(-(u * u + v * v) / 8);
        double direction = Math.atan2(dy, dx) / (2 * Math.PI) * 8;
        for (int row = 0; row < 4; row++) {
          for (int column = 0; column < 4; column++) {
            double share = tent(v - (row - 1.5)) * tent(u - (column - 1.5));
            for (int bin = 0; share > 0 && bin < 8; bin++) {
              double turn = Math.abs(direction - bin) % 8;
              histograms[row][column][bin] += strength * share * tent(Math.min(turn, 8 - turn));
            }
          }
        }
      }
    }
    double[] values = new double[128];
    for (int i = 0; i < 128; i++) {
      values[i] = histograms[i / 32][i / 8 % 4][i % 8];
    }
    double limit = .2 * norm(values);
    for (int i = 0; i < 128; i++) {
      values[i] = Math.min(values[i], limit);
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    float[] root = new float[128];
    for (int i = 0; i < 128; i++) {
      root[i] = (float) Math.sqrt(values[i] / sum);
    }
    return root;
  }

  private static double tent(double distance) {
    return Math.max(0, 1 - Math.abs(distance));
  }

  private static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
