package org.vladoscope.linalg;

import org.bytedeco.javacpp.DoublePointer;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;

/** The matrix that makes given vectors vary alike in all directions. */
public final class InverseRoot {

  private InverseRoot() {}

  /**
   * (S + s·m·I)^(−½), scaled so that its eigenvalues have a mean of 1; m is the mean eigenvalue of
   * S.
   *
   * @param covariance S, {@code [n, n]}, row-major, symmetric, no eigenvalue below 0
   * @param shrinkage s, above 0: the smaller, the more directions of little variance count
   * @return the identity if S is 0
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static FloatMatrix of(double[] covariance, int n, double shrinkage, Progress progress) {
    try (SymmetricEigen eigen = new SymmetricEigen(n)) {
      DoublePointer matrix = eigen.matrix();
      matrix.put(covariance, 0, n * n);
      SymmetricEigen.Result all = eigen.strongest(n, progress);
      return of(all, n, shrinkage);
    }
  }

  private static FloatMatrix of(SymmetricEigen.Result all, int n, double shrinkage) {
    double mean = 0;
    for (double value : all.values()) {
      mean += Math.max(0, value) / n;
    }
    double[] factors = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double variance = Math.max(0, all.values()[i]) + shrinkage * mean;
      factors[i] = mean > 0 ? 1 / Math.sqrt(variance) : 1;
      sum += factors[i];
    }
    FloatMatrix root = FloatMatrix.zeros(n, n);
    float[] vectors = all.vectors().data();
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        double value = 0;
        for (int i = 0; i < n; i++) {
          value += factors[i] * vectors[i * n + a] * vectors[i * n + b];
        }
        root.data()[a * n + b] = (float) (value * n / sum);
      }
    }
    return root;
  }
}
