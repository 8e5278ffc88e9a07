package org.vladoscope.common;

import java.util.Arrays;

/**
 * A dense matrix of 32-bit floats, row-major: element (i, j) is {@code data()[i * cols() + j]}.
 *
 * <p>The array is shared, not copied; whoever receives a matrix treats it as read-only unless the
 * method that hands it out says otherwise.
 */
public final class FloatMatrix {

  private static final int TILE = 32;

  private final int rows;
  private final int cols;
  private final float[] data;

  private FloatMatrix(int rows, int cols, float[] data) {
    this.rows = rows;
    this.cols = cols;
    this.data = data;
  }

  /**
   * Wraps an array.
   *
   * @throws IllegalArgumentException if the array does not hold rows × cols values
   */
  public static FloatMatrix of(int rows, int cols, float[] data) {
    if (rows < 0 || cols < 0 || (long) rows * cols != data.length) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + " × " + cols + " cannot hold " + data.length + " values");
    }
    return new FloatMatrix(rows, cols, data);
  }

  /** A matrix of zeros. */
  public static FloatMatrix zeros(int rows, int cols) {
    return of(rows, cols, new float[Math.multiplyExact(rows, cols)]);
  }

  /**
   * Stacks equally long vectors as rows.
   *
   * @throws IllegalArgumentException if there is no row or their lengths differ
   */
  public static FloatMatrix ofRows(float[]... rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("a matrix needs at least one row");
    }
    FloatMatrix result = zeros(rows.length, rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != result.cols) {
        throw new IllegalArgumentException(
            "row " + i + " has " + rows[i].length + " values, row 0 has " + result.cols);
      }
      System.arraycopy(rows[i], 0, result.data, i * result.cols, result.cols);
    }
    return result;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns. */
  public int cols() {
    return cols;
  }

  /** The values, row-major, not copied. */
  public float[] data() {
    return data;
  }

  /** The value in row {@code i}, column {@code j}. */
  public float get(int i, int j) {
    return data[i * cols + j];
  }

  /** A copy of row {@code i}. */
  public float[] row(int i) {
    return Arrays.copyOfRange(data, i * cols, (i + 1) * cols);
  }

  /** A copy of the rows {@code from} (inclusive) to {@code to} (exclusive). */
  public FloatMatrix rowRange(int from, int to) {
    return of(to - from, cols, Arrays.copyOfRange(data, from * cols, to * cols));
  }

  /** A copy with rows and columns exchanged. */
  public FloatMatrix transposed() {
    FloatMatrix result = zeros(cols, rows);
    // Tile by tile, so that what is read and what is written stay in the cache.
    for (int top = 0; top < rows; top += TILE) {
      int bottom = Math.min(top + TILE, rows);
      for (int left = 0; left < cols; left += TILE) {
        int right = Math.min(left + TILE, cols);
        for (int j = left; j < right; j++) {
          for (int i = top; i < bottom; i++) {
            result.data[j * rows + i] = data[i * cols + j];
          }
        }
      }
    }
    return result;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatMatrix m
        && m.rows == rows
        && m.cols == cols
        && Arrays.equals(m.data, data);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + cols) + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "FloatMatrix[" + rows + " × " + cols + "]";
  }
}
