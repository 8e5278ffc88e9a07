package org.vladoscope.linalg;

import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import smile.linalg.UPLO;
import smile.tensor.DenseMatrix;
import smile.tensor.EVD;

/**
 * The strongest principal components of a set of vectors.
 *
 * @param mean D values
 * @param directions {@code [P, D]}, orthonormal rows, the strongest first; their signs are
 *     arbitrary
 * @param variances P eigenvalues of the covariance (divisor n − 1), falling
 */
public record PrincipalComponents(float[] mean, FloatMatrix directions, double[] variances) {

  /** Eigenvalues get this added before the square root, as in the reference. */
  private static final double EIGENVALUE_FLOOR = 1e-9;

  /** Up to this size of the smaller Gram matrix, subspace iteration does not pay. */
  private static final int DIRECT_UP_TO = 1200;

  /** Subspace iteration is for at most this share of all components. */
  private static final int FEW = 8;

  /** Dimensions one worker computes at a time: half a second at full scale. */
  private static final int BLOCK = 256;

  private static final int EXTRA_DIRECTIONS = 32;
  private static final int ITERATIONS = 12;

  /**
   * Fits on samples; see {@link #fit(SampleMatrix, int, Compute, Progress)}.
   *
   * @param samples {@code [n, D]}, not changed
   */
  public static PrincipalComponents fit(
      FloatMatrix samples, int count, Compute compute, Progress progress) {
    try (SampleMatrix copy = SampleMatrix.of(samples)) {
      return fit(copy, count, compute, progress);
    }
  }

  /**
   * Fits on samples. The eigenvectors come from the smaller of the covariance {@code [D, D]} and
   * the dual Gram matrix {@code [n, n]}. Few of a large matrix are computed by subspace iteration
   * with a seeded start, others exactly, in double precision.
   *
   * @param samples {@code [n, D]}; centred in place
   * @param count number P of components; fewer than n, at most D
   * @param progress a cancel is noticed within a second
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static PrincipalComponents fit(
      SampleMatrix samples, int count, Compute compute, Progress progress) {
    int n = samples.rows();
    int dims = samples.cols();
    if (count < 1 || count > dims || count >= n) {
      throw new InputException(
          String.format(
              "%d principal components need at least %d vectors of %d values or more; there are %d"
                  + " of %d.",
              count, count + 1, count, n, dims));
    }
    Lapack.load();
    float[] mean = samples.center();
    boolean dual = dims > n;
    int side = Math.min(n, dims);
    progress.check();
    Eigen eigen;
    try (SymmetricEigen gram = new SymmetricEigen(side)) {
      Gram.fill(samples, dual, gram.matrix(), compute, progress.part(0, .3));
      if (side > DIRECT_UP_TO && count <= side / FEW) {
        eigen = subspace(gram.rounded(), count, compute, progress.part(.3, .9));
      } else {
        SymmetricEigen.Result all = gram.strongest(count, progress.part(.3, .9));
        eigen = new Eigen(all.values(), all.vectors());
      }
    }
    double[] variances = new double[count];
    for (int i = 0; i < count; i++) {
      variances[i] = Math.max(0, eigen.values[i]) / (n - 1);
    }
    FloatMatrix directions = eigen.vectors;
    if (dual) {
      directions = combined(eigen.vectors, samples, compute, progress.part(.9, 1));
      L2.normalizeRows(directions);
    }
    return new PrincipalComponents(mean, directions, variances);
  }

  /** Sums of samples, weighted by each row of a matrix: V·X, {@code [P, D]}. */
  private static FloatMatrix combined(
      FloatMatrix weights, SampleMatrix samples, Compute compute, Progress progress) {
    int count = weights.rows();
    int dims = samples.cols();
    FloatMatrix result = FloatMatrix.zeros(count, dims);
    int blocks = (dims + BLOCK - 1) / BLOCK;
    AtomicInteger done = new AtomicInteger();
    try (Arena arena = Arena.ofShared()) {
      FloatPointer left = floats(arena, weights.data().length);
      left.put(weights.data());
      FloatPointer right = samples.pointer();
      compute.parallel(
          blocks,
          progress,
          block -> {
            int from = block * BLOCK;
            int width = Math.min(BLOCK, dims - from);
            float[] values = new float[count * width];
            try (Arena own = Arena.ofConfined()) {
              FloatPointer product = floats(own, values.length);
              openblas.cblas_sgemm(
                  openblas.CblasRowMajor,
                  openblas.CblasNoTrans,
                  openblas.CblasNoTrans,
                  count,
                  width,
                  samples.rows(),
                  1,
                  left,
                  samples.rows(),
                  right.getPointer(from),
                  dims,
                  0,
                  product,
                  width);
              product.get(values);
            }
            for (int i = 0; i < count; i++) {
              System.arraycopy(values, i * width, result.data(), i * dims + from, width);
            }
            progress.report(
                "Finding principal components: directions",
                (double) done.incrementAndGet() / blocks);
          });
    }
    return result;
  }

  private static FloatPointer floats(Arena arena, long count) {
    return new FloatPointer(
        arena
            .allocate(count * Float.BYTES, 64)
            .asByteBuffer()
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer());
  }

  /**
   * The projection onto these components.
   *
   * @param power 1 to divide each by its standard deviation (whitening), 0 to leave the lengths, or
   *     anything between
   */
  public Whitening whitening(double power) {
    int dims = mean.length;
    FloatMatrix weight = FloatMatrix.zeros(directions.rows(), dims);
    float[] bias = new float[directions.rows()];
    for (int i = 0; i < directions.rows(); i++) {
      double scale = Math.pow(variances[i] + EIGENVALUE_FLOOR, -power / 2);
      double offset = 0;
      for (int d = 0; d < dims; d++) {
        double w = directions.get(i, d) * scale;
        weight.data()[i * dims + d] = (float) w;
        offset -= w * mean[d];
      }
      bias[i] = (float) offset;
    }
    return new Whitening(weight, bias);
  }

  /**
   * Fits on few short vectors, without a tensor library.
   *
   * @param samples {@code [n, D]}, n larger than D
   * @param count number P of components, at most D
   */
  public static PrincipalComponents ofFew(FloatMatrix samples, int count) {
    int n = samples.rows();
    int dims = samples.cols();
    if (count < 1 || count > dims || dims >= n) {
      throw new InputException(
          String.format(
              "%d principal components of vectors of %d values need more than %d of them; there are"
                  + " %d.",
              count, dims, dims, n));
    }
    float[] mean = mean(samples);
    FloatMatrix centered = centered(samples, mean);
    FloatMatrix gram = FloatMatrix.zeros(dims, dims);
    for (int i = 0; i < dims; i++) {
      for (int j = 0; j < dims; j++) {
        double sum = 0;
        for (int row = 0; row < n; row++) {
          sum += (double) centered.get(row, i) * centered.get(row, j);
        }
        gram.data()[i * dims + j] = (float) sum;
      }
    }
    Eigen eigen = direct(gram, count);
    double[] variances = new double[count];
    for (int i = 0; i < count; i++) {
      variances[i] = Math.max(0, eigen.values[i]) / (n - 1);
    }
    return new PrincipalComponents(mean, eigen.vectors, variances);
  }

  private static float[] mean(FloatMatrix samples) {
    double[] sum = new double[samples.cols()];
    for (int i = 0; i < samples.rows(); i++) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += samples.get(i, d);
      }
    }
    float[] mean = new float[sum.length];
    for (int d = 0; d < sum.length; d++) {
      mean[d] = (float) (sum[d] / samples.rows());
    }
    return mean;
  }

  private static FloatMatrix centered(FloatMatrix samples, float[] mean) {
    FloatMatrix result = FloatMatrix.zeros(samples.rows(), samples.cols());
    for (int i = 0; i < result.data().length; i++) {
      result.data()[i] = samples.data()[i] - mean[i % mean.length];
    }
    return result;
  }

  /** Eigenvalues, falling, and unit eigenvectors as rows. */
  private record Eigen(double[] values, FloatMatrix vectors) {}

  private static Eigen direct(FloatMatrix symmetric, int count) {
    EVD decomposition = eigenDecomposition(symmetric);
    int n = symmetric.rows();
    double[] values = new double[count];
    FloatMatrix vectors = FloatMatrix.zeros(count, n);
    for (int i = 0; i < count; i++) {
      // LAPACK gives the eigenvalues of a symmetric matrix in rising order.
      int at = n - 1 - i;
      values[i] = decomposition.wr().get(at);
      for (int j = 0; j < n; j++) {
        vectors.data()[i * n + j] = (float) decomposition.Vr().get(j, at);
      }
    }
    return new Eigen(values, vectors);
  }

  private static EVD eigenDecomposition(FloatMatrix symmetric) {
    Lapack.load();
    int n = symmetric.rows();
    double[][] values = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        values[i][j] = symmetric.get(i, j);
      }
    }
    DenseMatrix matrix = DenseMatrix.of(values);
    matrix.withUplo(UPLO.LOWER);
    return matrix.eigen(false, true);
  }

  /** Halko, Martinsson, Tropp: <i>Finding structure with randomness</i> (2011), algorithm 4.4. */
  private static Eigen subspace(FloatMatrix gram, int count, Compute compute, Progress progress) {
    int n = gram.rows();
    int width = Math.min(n, count + EXTRA_DIRECTIONS);
    Random random = new Random(1);
    FloatMatrix basis = FloatMatrix.zeros(width, n);
    for (int i = 0; i < basis.data().length; i++) {
      basis.data()[i] = (float) random.nextGaussian();
    }
    basis = orthonormal(basis, compute);
    for (int i = 0; i < ITERATIONS; i++) {
      progress.check();
      progress.report("Finding principal components", (double) i / ITERATIONS);
      basis = orthonormal(compute.timesTransposed(basis, gram), compute);
    }
    // Rayleigh-Ritz: the eigenvectors of gram within the subspace.
    FloatMatrix inside = compute.timesTransposed(compute.timesTransposed(basis, gram), basis);
    Eigen small = direct(inside, count);
    FloatMatrix vectors = compute.timesTransposed(small.vectors, basis.transposed());
    return new Eigen(small.values, vectors);
  }

  /** An orthonormal basis of the rows' span, by the eigenvectors of their Gram matrix, twice. */
  private static FloatMatrix orthonormal(FloatMatrix rows, Compute compute) {
    return orthonormalOnce(orthonormalOnce(rows, compute), compute);
  }

  private static FloatMatrix orthonormalOnce(FloatMatrix rows, Compute compute) {
    L2.normalizeRows(rows);
    FloatMatrix products = compute.timesTransposed(rows, rows);
    Eigen eigen = direct(products, rows.rows());
    FloatMatrix mixing = eigen.vectors;
    for (int i = 0; i < mixing.rows(); i++) {
      double scale = 1 / Math.sqrt(Math.max(eigen.values[i], 1e-7));
      for (int j = 0; j < mixing.cols(); j++) {
        mixing.data()[i * mixing.cols() + j] *= (float) scale;
      }
    }
    return compute.timesTransposed(mixing, rows.transposed());
  }
}
