package org.vladoscope.train;

import java.util.Arrays;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.vlad.Vocabulary;

/**
 * The numbers that are trained. The descriptor of features x, as a {@link Vocabulary} sees them, is
 * the stack of P·Σ a_k(x)·(x − c_k), each scaled to the length l_k, then the whole to unit length;
 * a is the softmax of w_k·x + b_k.
 *
 * @param projection P, {@code [C, C]}
 * @param centroids c, {@code [K, C]}
 * @param assignment w, {@code [K, C]}
 * @param bias b, K values
 * @param wordWeights l, K values; their sign does not matter
 */
record VladWeights(
    FloatMatrix projection,
    FloatMatrix centroids,
    FloatMatrix assignment,
    float[] bias,
    float[] wordWeights) {

  /** Checks the shapes. */
  VladWeights {
    int words = centroids.rows();
    int channels = centroids.cols();
    if (projection.rows() != channels
        || projection.cols() != channels
        || assignment.rows() != words
        || assignment.cols() != channels
        || bias.length != words
        || wordWeights.length != words) {
      throw new IllegalArgumentException("weights that do not fit each other");
    }
  }

  /**
   * Where training begins: the clusters as they are, and the identity if residuals stay as they
   * are.
   */
  static VladWeights of(Vocabulary start) {
    FloatMatrix projection = start.residualProjection();
    return new VladWeights(
        projection == null ? identity(start.channels()) : copy(projection),
        copy(start.centroids()),
        copy(start.assignmentWeights()),
        start.assignmentBias().clone(),
        start.wordWeights().clone());
  }

  private static FloatMatrix identity(int channels) {
    FloatMatrix identity = FloatMatrix.zeros(channels, channels);
    for (int c = 0; c < channels; c++) {
      identity.data()[c * channels + c] = 1;
    }
    return identity;
  }

  private static FloatMatrix copy(FloatMatrix matrix) {
    return FloatMatrix.of(matrix.rows(), matrix.cols(), matrix.data().clone());
  }

  /** A copy that can be changed. */
  VladWeights copy() {
    return new VladWeights(
        copy(projection), copy(centroids), copy(assignment), bias.clone(), wordWeights.clone());
  }

  /**
   * The values one after the other: projection, centroids, assignment weights, bias, cluster
   * weights.
   */
  float[][] arrays() {
    return new float[][] {
      projection.data(), centroids.data(), assignment.data(), bias, wordWeights
    };
  }

  /**
   * The same as a vocabulary.
   *
   * @param start what training began with
   */
  Vocabulary vocabulary(Vocabulary start) {
    boolean isIdentity = Arrays.equals(projection.data(), identity(start.channels()).data());
    return new Vocabulary(
        copy(centroids),
        copy(assignment),
        bias.clone(),
        start.normalizeInput(),
        Vocabulary.Sharing.SOFT,
        isIdentity ? null : copy(projection),
        lengths(wordWeights),
        0);
  }

  /** A block turned round in every image changes no dot product. */
  private static float[] lengths(float[] weights) {
    float[] lengths = new float[weights.length];
    for (int k = 0; k < lengths.length; k++) {
      lengths[k] = Math.max(Math.abs(weights[k]), Float.MIN_NORMAL);
    }
    return lengths;
  }
}
