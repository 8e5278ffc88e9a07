package org.vladoscope.linalg;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.vladoscope.common.FloatMatrix;

/** Systems of linear equations, by LAPACK in double precision. */
public final class LinearEquations {

  static {
    Loader.load(openblas.class);
    openblas.blas_set_num_threads(1);
  }

  private LinearEquations() {}

  /**
   * Solves x·A = b for every row of b.
   *
   * @param a {@code [n, n]}
   * @param b {@code [m, n]}
   * @return {@code [m, n]}, the rows x
   * @throws ArithmeticException if A has no inverse
   */
  public static FloatMatrix solveRows(FloatMatrix a, FloatMatrix b) {
    int n = a.rows();
    if (a.cols() != n || b.cols() != n) {
      throw new IllegalArgumentException("equations " + a + " do not fit " + b);
    }
    // Rows of b are the columns of a column-major matrix, and so is A transposed: Aᵀ·xᵀ = bᵀ.
    double[] factors = doubles(a);
    double[] rows = doubles(b);
    int failed =
        openblas.LAPACKE_dgesv(
            openblas.LAPACK_COL_MAJOR, n, b.rows(), factors, n, new int[n], rows, n);
    if (failed != 0) {
      throw new ArithmeticException("the matrix has no inverse");
    }
    float[] solved = new float[rows.length];
    for (int i = 0; i < solved.length; i++) {
      solved[i] = (float) rows[i];
    }
    return FloatMatrix.of(b.rows(), n, solved);
  }

  private static double[] doubles(FloatMatrix matrix) {
    double[] values = new double[matrix.data().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.data()[i];
    }
    return values;
  }
}
