package org.vladoscope.compute;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * Many vectors of one length in memory outside the Java heap, all of which one vector is multiplied
 * by. Rows may be put by several threads at once; closing must wait for all of them.
 */
public final class NativeRows implements AutoCloseable {

  private final int rows;
  private final int cols;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment values;

  /** Rows of zeros; at most 2 GB. */
  public NativeRows(int rows, int cols) {
    long bytes = (long) rows * cols * Float.BYTES;
    if (rows < 1 || cols < 1 || bytes > Integer.MAX_VALUE) {
      arena.close();
      throw new IllegalArgumentException(rows + " × " + cols + " values are no block of rows");
    }
    NativeMatrix.loadLibrary();
    this.rows = rows;
    this.cols = cols;
    this.values = arena.allocate(bytes, 64);
  }

  /** Number of vectors. */
  public int rows() {
    return rows;
  }

  /** Puts values into a row. */
  public void set(int row, float[] from) {
    check(row, from.length);
    MemorySegment.copy(from, 0, values, ValueLayout.JAVA_FLOAT, at(row), cols);
  }

  /** A copy of a row. */
  public float[] row(int row) {
    check(row, cols);
    float[] copy = new float[cols];
    MemorySegment.copy(values, ValueLayout.JAVA_FLOAT, at(row), copy, 0, cols);
    return copy;
  }

  private void check(int row, int length) {
    if (row < 0 || row >= rows || length != cols) {
      throw new IllegalArgumentException(
          "row " + row + " of " + length + " values is none of " + rows + " × " + cols);
    }
  }

  private long at(int row) {
    return (long) row * cols * Float.BYTES;
  }

  /**
   * The dot products of all rows with a vector, in single precision, on the calling thread.
   *
   * @return a value for each row
   */
  public float[] times(float[] vector) {
    check(0, vector.length);
    float[] products = new float[rows];
    try (FloatPointer a =
            new FloatPointer(values.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer());
        FloatPointer x = new FloatPointer(vector);
        FloatPointer y = new FloatPointer((long) rows)) {
      openblas.cblas_sgemv(
          openblas.CblasRowMajor, openblas.CblasNoTrans, rows, cols, 1, a, cols, x, 1, 0, y, 1);
      y.get(products);
    }
    return products;
  }

  @Override
  public void close() {
    arena.close();
  }
}
