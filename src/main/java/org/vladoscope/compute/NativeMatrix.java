package org.vladoscope.compute;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.vladoscope.common.FloatMatrix;

/**
 * A dense matrix of 32-bit floats outside the Java heap, row-major, for products by OpenBLAS. Its
 * products run on the calling thread: {@link Compute} spreads work over its workers.
 *
 * <p>Why not PyTorch's products: its BLAS reaches 64 to 79 GFLOP/s on one core of the AMD processor
 * this was measured on, OpenBLAS 101 to 104 (see the benchmarks).
 */
public final class NativeMatrix implements AutoCloseable {

  /** Loads the library once: a repeated load holds a lock that all workers would wait for. */
  private static final class OpenBlas {
    static {
      Loader.load(openblas.class);
      openblas.blas_set_num_threads(1);
    }

    /** Does nothing but have this class initialised. */
    static void load() {}
  }

  private final int rows;
  private final int cols;
  private final FloatPointer values;

  /** Loads the library for others who call it. */
  static void loadLibrary() {
    OpenBlas.load();
  }

  /** A matrix of undefined values. */
  public NativeMatrix(int rows, int cols) {
    OpenBlas.load();
    this.rows = rows;
    this.cols = cols;
    this.values = new FloatPointer((long) rows * cols);
  }

  /** A copy of some rows of a matrix. */
  public static NativeMatrix ofRows(FloatMatrix matrix, int from, int count) {
    NativeMatrix copy = new NativeMatrix(count, matrix.cols());
    copy.values.put(matrix.data(), from * matrix.cols(), count * matrix.cols());
    return copy;
  }

  /** A copy. */
  public static NativeMatrix of(FloatMatrix matrix) {
    return ofRows(matrix, 0, matrix.rows());
  }

  private FloatPointer at(long value) {
    return values.getPointer(value);
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns. */
  public int cols() {
    return cols;
  }

  /** Copies some rows into an array, from its index {@code at} on. */
  public void copyRows(int from, int count, float[] target, int at) {
    at((long) from * cols).get(target, at, count * cols);
  }

  /**
   * Sets this to a·bᵀ.
   *
   * @param a {@code [rows, n]}
   * @param b {@code [cols, n]}
   */
  public void setTimesTransposed(NativeMatrix a, NativeMatrix b) {
    check(a.rows == rows && b.rows == cols && a.cols == b.cols, a, b);
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        openblas.CblasNoTrans,
        openblas.CblasTrans,
        rows,
        cols,
        a.cols,
        1,
        a.values,
        a.cols,
        b.values,
        b.cols,
        0,
        values,
        cols);
  }

  /**
   * aᵀ·b in 64-bit floating point, for sums that a later subtraction would leave inexact.
   *
   * @param a {@code [n, rows]}, row-major
   * @param b {@code [n, cols]}, row-major
   * @return {@code [rows, cols]}, row-major
   */
  public static double[] transposedTimes(double[] a, int rows, double[] b, int cols, int n) {
    OpenBlas.load();
    double[] product = new double[rows * cols];
    openblas.cblas_dgemm(
        openblas.CblasRowMajor,
        openblas.CblasTrans,
        openblas.CblasNoTrans,
        rows,
        cols,
        n,
        1,
        a,
        rows,
        b,
        cols,
        0,
        product,
        cols);
    return product;
  }

  private void check(boolean fits, NativeMatrix a, NativeMatrix b) {
    if (!fits) {
      throw new IllegalArgumentException(
          String.format(
              "%d × %d and %d × %d have no product of %d × %d",
              a.rows, a.cols, b.rows, b.cols, rows, cols));
    }
  }

  @Override
  public void close() {
    values.close();
  }
}
