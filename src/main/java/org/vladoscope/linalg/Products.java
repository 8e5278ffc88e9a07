package org.vladoscope.linalg;

import org.vladoscope.common.FloatMatrix;

/** Products of rows in double precision. Four sums at a time hide the additions' delay. */
public final class Products {

  private Products() {}

  /** Dot product of row i of a matrix and row j of another. */
  public static double dot(FloatMatrix a, int i, FloatMatrix b, int j) {
    float[] x = a.data();
    float[] y = b.data();
    int d = a.cols();
    int p = i * d;
    int q = j * d;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int c = 0;
    for (; c + 3 < d; c += 4) {
      s0 += (double) x[p + c] * y[q + c];
      s1 += (double) x[p + c + 1] * y[q + c + 1];
      s2 += (double) x[p + c + 2] * y[q + c + 2];
      s3 += (double) x[p + c + 3] * y[q + c + 3];
    }
    for (; c < d; c++) {
      s0 += (double) x[p + c] * y[q + c];
    }
    return s0 + s1 + s2 + s3;
  }

  /** Squared distance between row i of a matrix and row j of another. */
  public static double squaredDistance(FloatMatrix a, int i, FloatMatrix b, int j) {
    float[] x = a.data();
    float[] y = b.data();
    int d = a.cols();
    int p = i * d;
    int q = j * d;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int c = 0;
    for (; c + 3 < d; c += 4) {
      s0 += square((double) x[p + c] - y[q + c]);
      s1 += square((double) x[p + c + 1] - y[q + c + 1]);
      s2 += square((double) x[p + c + 2] - y[q + c + 2]);
      s3 += square((double) x[p + c + 3] - y[q + c + 3]);
    }
    for (; c < d; c++) {
      s0 += square((double) x[p + c] - y[q + c]);
    }
    return s0 + s1 + s2 + s3;
  }

  /** A·Bᵀ, row by row on one thread: the same on every machine. */
  public static FloatMatrix timesTransposed(FloatMatrix a, FloatMatrix b) {
    FloatMatrix product = FloatMatrix.zeros(a.rows(), b.rows());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.rows(); j++) {
        product.data()[i * b.rows() + j] = (float) dot(a, i, b, j);
      }
    }
    return product;
  }

  private static double square(double x) {
    return x * x;
  }
}
