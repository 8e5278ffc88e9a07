package org.vladoscope.compute;

import org.vladoscope.common.FloatMatrix;

/**
 * Rows of a matrix as whole numbers from −127 to 127 and a factor for each row, by which the
 * largest number of the row becomes ±127.
 *
 * @param values {@code [n, d]}, row-major
 * @param scales n factors; a number is about its value times its row's factor
 */
record ByteRows(byte[] values, float[] scales) {

  private static final int LARGEST = 127;

  /** Rounds some rows. */
  static ByteRows of(FloatMatrix matrix, int from, int count) {
    int length = matrix.cols();
    byte[] values = new byte[count * length];
    float[] scales = new float[count];
    // Whole rows, each from index 0: that the compiler vectorises.
    float[] row = new float[length];
    byte[] rounded = new byte[length];
    for (int i = 0; i < count; i++) {
      System.arraycopy(matrix.data(), (from + i) * length, row, 0, length);
      float largest = largest(row);
      if (largest > 0) {
        round(row, LARGEST / largest, rounded);
        System.arraycopy(rounded, 0, values, i * length, length);
        scales[i] = largest / LARGEST;
      }
    }
    return new ByteRows(values, scales);
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static void round(float[] values, float factor, byte[] out) {
    for (int i = 0; i < out.length; i++) {
      // A cast cuts off; that rounds where nothing is negative.
      out[i] = (byte) ((int) (values[i] * factor + (LARGEST + 1.5f)) - (LARGEST + 1));
    }
  }
}
