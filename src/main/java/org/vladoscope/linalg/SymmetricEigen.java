package org.vladoscope.linalg;

import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;

/**
 * The strongest eigenvectors of a large symmetric matrix in double precision, outside the Java
 * heap: Householder tridiagonalisation column by column in panels (Dongarra, Sorensen, Hammarling,
 * 1989, as LAPACK's {@code dsytrd}), then LAPACK's {@code dstemr} and {@code dormtr}. Why not
 * LAPACK's driver: one call of it lasts minutes for 10 000 columns and could not be cancelled.
 */
final class SymmetricEigen implements AutoCloseable {

  /** Columns that are eliminated before the rest of the matrix is brought up to date. */
  private static final int PANEL = 32;

  /** Eigenvectors turned back at a time. */
  private static final int TURNED = 32;

  private static final long MAX_BYTES = Integer.MAX_VALUE;

  static {
    Loader.load(openblas.class);
    openblas.blas_set_num_threads(1);
  }

  private final int n;
  private final Arena arena = Arena.ofShared();
  private final DoublePointer matrix;
  private final DoublePointer diagonal;
  private final DoublePointer below;
  private final DoublePointer tau;
  private final NativeCall lapack = new NativeCall();

  /** A matrix of zeros with n rows and columns, of which the lower triangle is to be filled. */
  SymmetricEigen(int n) {
    if ((long) n * n * Double.BYTES > MAX_BYTES) {
      arena.close();
      throw new InputException(
          "Principal components cannot be computed of "
              + n
              + " values or vectors at once, only of 16383; use fewer samples.");
    }
    this.n = n;
    this.matrix = doubles((long) n * n);
    this.diagonal = doubles(n);
    this.below = doubles(n);
    this.tau = doubles(n);
  }

  private DoublePointer doubles(long count) {
    return new DoublePointer(
        arena
            .allocate(Math.max(1, count) * Double.BYTES, 64)
            .asByteBuffer()
            .order(ByteOrder.nativeOrder())
            .asDoubleBuffer());
  }

  /** The values, column-major, for the caller to fill. */
  DoublePointer matrix() {
    return matrix;
  }

  /** The whole matrix in single precision. */
  FloatMatrix rounded() {
    FloatMatrix result = FloatMatrix.zeros(n, n);
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      matrix.getPointer((long) j * n).get(column);
      for (int i = j; i < n; i++) {
        result.data()[i * n + j] = (float) column[i];
        result.data()[j * n + i] = (float) column[i];
      }
    }
    return result;
  }

  /**
   * Eigenvalues and eigenvectors.
   *
   * @param values n or fewer of them, falling
   * @param vectors as rows, of unit length
   */
  record Result(double[] values, FloatMatrix vectors) {}

  /**
   * The strongest eigenvalues with their eigenvectors. Destroys the matrix.
   *
   * @param count from 1 to n
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Result strongest(int count, Progress progress) {
    tridiagonalise(progress.part(0, .7));
    progress.check();
    progress.report("Finding principal components: eigenvalues", .7);
    DoublePointer values = doubles(n);
    DoublePointer vectors = doubles((long) n * count);
    lapack.run(() -> eigenvectorsOfTheTridiagonal(count, values, vectors), progress);
    turnBack(count, vectors, progress.part(.75, 1));
    double[] falling = new double[count];
    FloatMatrix rows = FloatMatrix.zeros(count, n);
    double[] column = new double[n];
    for (int i = 0; i < count; i++) {
      falling[i] = values.get(count - 1L - i);
      vectors.getPointer((long) (count - 1 - i) * n).get(column);
      for (int j = 0; j < n; j++) {
        rows.data()[i * n + j] = (float) column[j];
      }
    }
    return new Result(falling, rows);
  }

  private DoublePointer a(int row, int column) {
    return matrix.getPointer((long) column * n + row);
  }

  private void tridiagonalise(Progress progress) {
    DoublePointer w = doubles((long) n * PANEL);
    DoublePointer small = doubles(PANEL);
    for (int first = 0; first < n; first += PANEL) {
      int width = Math.min(PANEL, n - first);
      for (int c = 0; c < width; c++) {
        progress.check();
        eliminate(first, c, w, small);
      }
      int rest = first + width;
      if (rest < n) {
        openblas.cblas_dsyr2k(
            openblas.CblasColMajor,
            openblas.CblasLower,
            openblas.CblasNoTrans,
            n - rest,
            width,
            -1,
            a(rest, first),
            n,
            w.getPointer(rest),
            n,
            1,
            a(rest, rest),
            n);
      }
      // What is left of the work falls with the cube of what is left of the matrix.
      double left = 1 - (double) rest / n;
      progress.report("Finding principal components", 1 - left * left * left);
    }
  }

  /** Makes column {@code first + c} zero below its second diagonal, and notes how in w. */
  private void eliminate(int first, int c, DoublePointer w, DoublePointer small) {
    int i = first + c;
    subtractProduct(n - i, c, a(i, first), w.getPointer(i), a(i, i));
    subtractProduct(n - i, c, w.getPointer(i), a(i, first), a(i, i));
    diagonal.put(i, a(i, i).get());
    int m = n - i - 1;
    if (m == 0) {
      return;
    }
    DoublePointer v = a(i + 1, i);
    double alpha = v.get();
    double rest = m > 1 ? openblas.cblas_dnrm2(m - 1, a(i + 2, i), 1) : 0;
    double beta = alpha;
    double turn = 0;
    if (rest > 0) {
      beta = -Math.copySign(Math.hypot(alpha, rest), alpha);
      turn = (beta - alpha) / beta;
      openblas.cblas_dscal(m - 1, 1 / (alpha - beta), a(i + 2, i), 1);
    }
    below.put(i, beta);
    tau.put(i, turn);
    v.put(1);
    DoublePointer u = w.getPointer((long) c * n + i + 1);
    openblas.cblas_dsymv(
        openblas.CblasColMajor, openblas.CblasLower, m, turn, a(i + 1, i + 1), n, v, 1, 0, u, 1);
    DoublePointer panel = a(i + 1, first);
    DoublePointer notes = w.getPointer(i + 1L);
    correct(m, c, notes, panel, turn, v, small, u);
    correct(m, c, panel, notes, turn, v, small, u);
    double half = -turn / 2 * openblas.cblas_ddot(m, u, 1, v, 1);
    openblas.cblas_daxpy(m, half, v, 1, u, 1);
  }

  /** y −= left · (row of right), of {@code count} columns each. */
  private void subtractProduct(
      int rows, int count, DoublePointer left, DoublePointer right, DoublePointer y) {
    if (count > 0) {
      openblas.cblas_dgemv(
          openblas.CblasColMajor,
          openblas.CblasNoTrans,
          rows,
          count,
          -1,
          left,
          n,
          right,
          n,
          1,
          y,
          1);
    }
  }

  /** u −= turn · left · (rightᵀ · v). */
  private void correct(
      int rows,
      int count,
      DoublePointer right,
      DoublePointer left,
      double turn,
      DoublePointer v,
      DoublePointer small,
      DoublePointer u) {
    if (count > 0) {
      int order = openblas.CblasColMajor;
      openblas.cblas_dgemv(order, openblas.CblasTrans, rows, count, 1, right, n, v, 1, 0, small, 1);
      openblas.cblas_dgemv(
          order, openblas.CblasNoTrans, rows, count, -turn, left, n, small, 1, 1, u, 1);
    }
  }

  /** Values rising, vectors as columns, of the strongest ones. */
  private void eigenvectorsOfTheTridiagonal(
      int count, DoublePointer values, DoublePointer vectors) {
    try (IntPointer found = new IntPointer(1);
        IntPointer support = new IntPointer(2L * Math.max(1, count));
        IntPointer precise = new IntPointer(1)) {
      precise.put(1);
      int failed =
          openblas.LAPACKE_dstemr(
              openblas.LAPACK_COL_MAJOR,
              (byte) 'V',
              (byte) 'I',
              n,
              diagonal,
              below,
              0,
              0,
              n - count + 1,
              n,
              found,
              values,
              vectors,
              n,
              count,
              support,
              precise);
      if (failed != 0 || found.get() != count) {
        throw new IllegalStateException(
            "LAPACK found " + found.get() + " of " + count + " eigenvectors, code " + failed);
      }
    }
  }

  private void turnBack(int count, DoublePointer vectors, Progress progress) {
    for (int from = 0; n > 1 && from < count; from += TURNED) {
      progress.check();
      progress.report("Finding principal components: directions", (double) from / count);
      int failed =
          openblas.LAPACKE_dormtr(
              openblas.LAPACK_COL_MAJOR,
              (byte) 'L',
              (byte) 'L',
              (byte) 'N',
              n,
              Math.min(TURNED, count - from),
              matrix,
              n,
              tau,
              vectors.getPointer((long) from * n),
              n);
      if (failed != 0) {
        throw new IllegalStateException("LAPACK cannot turn eigenvectors, code " + failed);
      }
    }
  }

  @Override
  public void close() {
    lapack.afterwards(arena::close);
  }
}
