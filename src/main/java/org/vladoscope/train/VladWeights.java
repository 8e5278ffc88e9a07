package org.vladoscope.train;

import java.util.Arrays;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.linalg.LinearEquations;
import org.vladoscope.linalg.Products;
import org.vladoscope.vlad.Vocabulary;

/**
 * The numbers that are trained. The descriptor of features x, as a {@link Vocabulary} sees them, is
 * the stack of P·Σ a_k(x)·(x − c_k), each scaled to unit length, then the whole; a is the softmax
 * of w_k·x + b_k. Training thinks of the projection P as turning the sums, so that it leaves the
 * shares alone; a vocabulary projects the cells, which is the same with words and weights to match.
 *
 * @param projection P, {@code [C, C]}
 * @param centroids c, {@code [K, C]}
 * @param assignment w, {@code [K, C]}
 * @param bias b, K values
 */
record VladWeights(
    FloatMatrix projection, FloatMatrix centroids, FloatMatrix assignment, float[] bias) {

  /** Checks the shapes. */
  VladWeights {
    int words = centroids.rows();
    int channels = centroids.cols();
    if (projection.rows() != channels
        || projection.cols() != channels
        || assignment.rows() != words
        || assignment.cols() != channels
        || bias.length != words) {
      throw new IllegalArgumentException("weights that do not fit each other");
    }
  }

  /** Where training begins: the words as they are, and the identity. */
  static VladWeights of(Vocabulary start) {
    int channels = start.channels();
    FloatMatrix identity = FloatMatrix.zeros(channels, channels);
    for (int c = 0; c < channels; c++) {
      identity.data()[c * channels + c] = 1;
    }
    return new VladWeights(
        identity,
        copy(start.centroids()),
        copy(start.assignmentWeights()),
        start.assignmentBias().clone());
  }

  private static FloatMatrix copy(FloatMatrix matrix) {
    return FloatMatrix.of(matrix.rows(), matrix.cols(), matrix.data().clone());
  }

  /** A copy that can be changed. */
  VladWeights copy() {
    return new VladWeights(copy(projection), copy(centroids), copy(assignment), bias.clone());
  }

  /** The values one after the other: projection, centroids, assignment weights, bias. */
  float[][] arrays() {
    return new float[][] {projection.data(), centroids.data(), assignment.data(), bias};
  }

  /**
   * The same as a vocabulary; the very numbers of the start if the projection is the identity.
   *
   * @param start what training began with
   * @throws InputException if the projection lost its inverse
   */
  Vocabulary vocabulary(Vocabulary start) {
    boolean isIdentity = Arrays.equals(projection.data(), of(start).projection.data());
    if (isIdentity) {
      return words(centroids, assignment, start).withCellProjection(start.cellProjection());
    }
    FloatMatrix before = start.cellProjection();
    FloatMatrix whole =
        before == null ? copy(projection) : timesTransposed(projection, before.transposed());
    try {
      // w·x = w'·P·x for every x.
      FloatMatrix weights = LinearEquations.solveRows(projection, assignment);
      return words(timesTransposed(centroids, projection), weights, start)
          .withCellProjection(whole);
    } catch (ArithmeticException e) {
      throw new InputException(
          "Training went astray: the projection of the features has no inverse any more. Use a"
              + " smaller learning rate.",
          e);
    }
  }

  private Vocabulary words(FloatMatrix centres, FloatMatrix weights, Vocabulary start) {
    return new Vocabulary(copy(centres), copy(weights), bias.clone(), start.normalizeInput());
  }

  private static FloatMatrix timesTransposed(FloatMatrix a, FloatMatrix b) {
    FloatMatrix product = FloatMatrix.zeros(a.rows(), b.rows());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.rows(); j++) {
        product.data()[i * b.rows() + j] = (float) Products.dot(a, i, b, j);
      }
    }
    return product;
  }
}
