package org.vladoscope.feature.backbone;

/**
 * A square grid of vectors, enlarged or shrunk with a bicubic kernel as PyTorch does: trained
 * position embeddings for images of another size.
 *
 * @param side n, rows and columns of the grid
 * @param channels length of a vector, C
 * @param values {@code [n, n, C]}, row-major
 * @param isAntialiased true for a kernel that widens when shrinking, as the DINOv2 with registers
 *     have it; its parameter is then −0.5, and else −0.75
 * @param offset what is added to the number of patches before the scale is taken: 0.1 in the DINOv2
 *     without registers, else 0
 */
record PositionGrid(int side, int channels, float[] values, boolean isAntialiased, double offset) {

  /** What a cell of the result is made of along one axis. */
  private record Taps(int[] from, double[] share) {}

  /** Vectors for {@code rows} × {@code columns} patches, {@code [rows · columns, C]}. */
  float[] resized(int rows, int columns) {
    if (rows == side && columns == side) {
      return values.clone();
    }
    Taps[] across = new Taps[columns];
    for (int i = 0; i < columns; i++) {
      across[i] = taps(i, columns);
    }
    float[] wide = new float[side * columns * channels];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < columns; x++) {
        sum(across[x], values, y * side, 1, wide, (y * columns + x) * channels);
      }
    }
    float[] result = new float[rows * columns * channels];
    for (int y = 0; y < rows; y++) {
      Taps down = taps(y, rows);
      for (int x = 0; x < columns; x++) {
        sum(down, wide, x, columns, result, (y * columns + x) * channels);
      }
    }
    return result;
  }

  private void sum(Taps taps, float[] in, int first, int step, float[] out, int to) {
    for (int t = 0; t < taps.from.length; t++) {
      int at = (first + taps.from[t] * step) * channels;
      double share = taps.share[t];
      for (int c = 0; c < channels; c++) {
        out[to + c] += (float) (share * in[at + c]);
      }
    }
  }

  private Taps taps(int index, int count) {
    double scale = offset == 0 ? (double) side / count : side / (count + offset);
    return isAntialiased ? wide(scale, index) : four(scale, index);
  }

  private Taps four(double scale, int index) {
    double place = scale * (index + .5) - .5;
    int floor = (int) Math.floor(place);
    int[] from = new int[4];
    double[] share = new double[4];
    for (int t = 0; t < 4; t++) {
      from[t] = Math.clamp(floor - 1 + t, 0, side - 1);
      share[t] = cubic(place - (floor - 1 + t), -.75);
    }
    return new Taps(from, share);
  }

  private Taps wide(double scale, int index) {
    double reach = Math.max(scale, 1);
    double centre = scale * (index + .5);
    int first = Math.max((int) (centre - 2 * reach + .5), 0);
    int end = Math.min((int) (centre + 2 * reach + .5), side);
    int[] from = new int[end - first];
    double[] share = new double[end - first];
    double sum = 0;
    for (int t = 0; t < from.length; t++) {
      from[t] = first + t;
      share[t] = cubic((first + t - centre + .5) / reach, -.5);
      sum += share[t];
    }
    for (int t = 0; t < share.length; t++) {
      share[t] /= sum;
    }
    return new Taps(from, share);
  }

  /** Keys' kernel: 1 at 0, 0 from 2 on. */
  private static double cubic(double distance, double a) {
    double x = Math.abs(distance);
    if (x < 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
  }
}
