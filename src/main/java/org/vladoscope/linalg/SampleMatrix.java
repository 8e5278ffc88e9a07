package org.vladoscope.linalg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.FloatPointer;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;

/**
 * Vectors that principal components are fitted on, outside the Java heap: 10 000 of 32 768 values
 * take 1.3 GB. Rows may be put by several threads at once.
 */
public final class SampleMatrix implements AutoCloseable {

  /** What one buffer can hold. */
  private static final long MAX_BYTES = Integer.MAX_VALUE;

  private final int rows;
  private final int cols;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment values;

  /**
   * A matrix of zeros.
   *
   * @throws InputException if it would take more than 2 GB
   */
  public SampleMatrix(int rows, int cols) {
    long bytes = (long) rows * cols * Float.BYTES;
    if (bytes > MAX_BYTES) {
      arena.close();
      throw new InputException(
          String.format(
              "%d vectors of %d values need %.1f GB, and 2 GB can be analysed; use fewer samples or"
                  + " fewer clusters.",
              rows, cols, bytes / 1e9));
    }
    this.rows = rows;
    this.cols = cols;
    this.values = arena.allocate(Math.max(1, bytes), 64);
  }

  /** A copy of a matrix. */
  static SampleMatrix of(FloatMatrix matrix) {
    SampleMatrix copy = new SampleMatrix(matrix.rows(), matrix.cols());
    MemorySegment.copy(
        matrix.data(), 0, copy.values, ValueLayout.JAVA_FLOAT, 0, matrix.data().length);
    return copy;
  }

  /** Number of vectors, n. */
  public int rows() {
    return rows;
  }

  /** Length of each, D. */
  public int cols() {
    return cols;
  }

  /** Puts as many rows as a matrix has, from a row on. */
  public void putRows(int firstRow, FloatMatrix some) {
    if (some.cols() != cols || firstRow < 0 || firstRow + some.rows() > rows) {
      throw new IllegalArgumentException(
          some + " does not fit " + rows + " × " + cols + " from row " + firstRow);
    }
    MemorySegment.copy(
        some.data(), 0, values, ValueLayout.JAVA_FLOAT, at(firstRow, 0), some.data().length);
  }

  /** Subtracts the mean of all rows from each, and returns it. */
  float[] center() {
    double[] sum = new double[cols];
    float[] row = new float[cols];
    for (int i = 0; i < rows; i++) {
      get(i, row);
      for (int d = 0; d < cols; d++) {
        sum[d] += row[d];
      }
    }
    float[] mean = new float[cols];
    for (int d = 0; d < cols; d++) {
      mean[d] = (float) (sum[d] / rows);
    }
    for (int i = 0; i < rows; i++) {
      get(i, row);
      for (int d = 0; d < cols; d++) {
        row[d] -= mean[d];
      }
      MemorySegment.copy(row, 0, values, ValueLayout.JAVA_FLOAT, at(i, 0), cols);
    }
    return mean;
  }

  private void get(int row, float[] target) {
    MemorySegment.copy(values, ValueLayout.JAVA_FLOAT, at(row, 0), target, 0, cols);
  }

  private long at(int row, int col) {
    return ((long) row * cols + col) * Float.BYTES;
  }

  public float get(int row, int col) {
    return values.get(ValueLayout.JAVA_FLOAT, at(row, col));
  }

  /** A view for native code; valid while this is open. */
  FloatPointer pointer() {
    return new FloatPointer(values.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer());
  }

  @Override
  public void close() {
    arena.close();
  }
}
