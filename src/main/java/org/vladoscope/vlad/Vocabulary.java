package org.vladoscope.vlad;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.NativeMatrix;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.linalg.Products;

/**
 * The K clusters of NetVLAD: where they are (centroids) and how a feature is shared among them
 * (weights and bias of the 1×1 convolution before the softmax). Arandjelović et al., <i>NetVLAD</i>
 * (CVPR 2016), section 3.1.
 *
 * @param centroids {@code [K, C]}
 * @param assignmentWeights {@code [K + G, C]}
 * @param assignmentBias K + G values, all 0 in {@link VladVersion#V1}
 * @param normalizeInput whether features are scaled to unit length first
 * @param sharing whether a feature is shared among the clusters or belongs to one
 * @param residualProjection {@code [C, C]}: what a cluster's summed residuals are multiplied by in
 *     a global descriptor, before they are scaled; null if they stay as they are. Patches stay as
 *     they are: their descriptors have a projection of their own
 * @param wordWeights K values of 0 or more, one of them above 0: how long each cluster's block of a
 *     global descriptor is before the whole is scaled to unit length. All 1 in NetVLAD; in a dot
 *     product of descriptors the cluster counts by the square, and not at all if it is muted, by 0
 * @param ghosts G, often 0: clusters after the K that take their share of every feature, which is
 *     then dropped (GhostVLAD, Zhong et al. 2018); they have no centroids and no block
 */
public record Vocabulary(
    FloatMatrix centroids,
    FloatMatrix assignmentWeights,
    float[] assignmentBias,
    boolean normalizeInput,
    Sharing sharing,
    @Nullable FloatMatrix residualProjection,
    float[] wordWeights,
    int ghosts) {

  /** How much of a feature each cluster gets. */
  public enum Sharing {
    /** Soft assignment: each cluster's share is the softmax of w_k·x + b_k. */
    SOFT,
    /** Hard assignment: the cluster with the largest w_k·x + b_k gets all of it. */
    HARD
  }

  /** Clusters that share features softly. */
  public Vocabulary(
      FloatMatrix centroids,
      FloatMatrix assignmentWeights,
      float[] assignmentBias,
      boolean normalizeInput) {
    this(
        centroids,
        assignmentWeights,
        assignmentBias,
        normalizeInput,
        Sharing.SOFT,
        null,
        ones(centroids.rows()),
        0);
  }

  /** Checks shapes and weights. */
  public Vocabulary {
    if (centroids.rows() < 1
        || ghosts < 0
        || centroids.rows() + ghosts != assignmentWeights.rows()
        || centroids.cols() != assignmentWeights.cols()
        || assignmentWeights.rows() != assignmentBias.length) {
      throw new IllegalArgumentException(
          "centroids "
              + centroids
              + " and assignment weights "
              + assignmentWeights
              + " do not belong to one vocabulary");
    }
    if (residualProjection != null
        && (residualProjection.rows() != centroids.cols()
            || residualProjection.cols() != centroids.cols())) {
      throw new IllegalArgumentException(
          "a projection " + residualProjection + " of residuals does not fit " + centroids);
    }
    if (wordWeights.length != centroids.rows()) {
      throw new IllegalArgumentException(
          wordWeights.length + " weights do not fit " + centroids.rows() + " clusters");
    }
    boolean any = false;
    for (float weight : wordWeights) {
      if (!(weight >= 0) || Float.isInfinite(weight)) {
        throw new IllegalArgumentException("a cluster's weight must be 0 or more, not " + weight);
      }
      any |= weight > 0;
    }
    if (!any) {
      throw new IllegalArgumentException("all " + wordWeights.length + " clusters are muted");
    }
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * The same clusters with residuals that are projected in global descriptors.
   *
   * @param projection {@code [C, C]}, or null for residuals as they are
   */
  public Vocabulary withResidualProjection(@Nullable FloatMatrix projection) {
    return new Vocabulary(
        centroids,
        assignmentWeights,
        assignmentBias,
        normalizeInput,
        sharing,
        projection,
        wordWeights,
        ghosts);
  }

  /** The same clusters as NetVLAD has them, and as patches are described by. */
  public Vocabulary plain() {
    return withResidualProjection(null).withWordWeights(ones(size()));
  }

  /**
   * The same clusters with other weights.
   *
   * @param weights K values of 0 or more, one of them above 0
   */
  public Vocabulary withWordWeights(float[] weights) {
    return new Vocabulary(
        centroids,
        assignmentWeights,
        assignmentBias,
        normalizeInput,
        sharing,
        residualProjection,
        weights,
        ghosts);
  }

  /**
   * The same clusters, counting more or less than they do.
   *
   * @param factors K values of 0 or more, one of them above 0, which weights are multiplied by
   */
  public Vocabulary mixed(double[] factors) {
    float[] weights = wordWeights.clone();
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (float) (weights[k] * factors[k]);
    }
    return withWordWeights(weights);
  }

  /** False if all clusters weigh the same, as in NetVLAD. */
  public boolean isWeighted() {
    for (float weight : wordWeights) {
      if (weight != wordWeights[0]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Clusters that own the features next to them (Jégou et al., CVPR 2010): 2c·x − |c|² is largest
   * for the nearest one. Of equally near clusters the first one counts.
   *
   * @param centroids {@code [K, C]}
   */
  public static Vocabulary hard(FloatMatrix centroids, boolean normalizeInput) {
    float[] weights = new float[centroids.data().length];
    float[] bias = new float[centroids.rows()];
    for (int k = 0; k < centroids.rows(); k++) {
      double square = 0;
      for (int i = k * centroids.cols(); i < (k + 1) * centroids.cols(); i++) {
        float value = centroids.data()[i];
        weights[i] = 2 * value;
        square += (double) value * value;
      }
      bias[k] = (float) -square;
    }
    return new Vocabulary(
        centroids,
        FloatMatrix.of(centroids.rows(), centroids.cols(), weights),
        bias,
        normalizeInput,
        Sharing.HARD,
        null,
        ones(centroids.rows()),
        0);
  }

  /**
   * Clusters to which features are assigned by the cosine to their directions, and from which
   * residuals are taken as they are (Keetha et al., <i>AnyLoc</i>, 2023).
   *
   * @param centroids {@code [K, C]}, of any length
   * @param temperature multiplies the cosines before the softmax; does not matter for hard sharing
   */
  public static Vocabulary byCosine(
      FloatMatrix centroids, Sharing sharing, double temperature, boolean normalizeInput) {
    float[] weights = centroids.data().clone();
    FloatMatrix directions = FloatMatrix.of(centroids.rows(), centroids.cols(), weights);
    L2.normalizeRows(directions);
    if (temperature != 1) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) (weights[i] * temperature);
      }
    }
    return new Vocabulary(
        centroids,
        directions,
        new float[centroids.rows()],
        normalizeInput,
        sharing,
        null,
        ones(centroids.rows()),
        0);
  }

  /**
   * Clusters without centroids: features themselves are summed (Lu et al., <i>SuperVLAD</i>, 2024).
   *
   * @param weights {@code [K + G, C]}
   * @param ghosts G, 0 or more, less than the rows
   */
  public static Vocabulary withoutCentroids(FloatMatrix weights, int ghosts) {
    int clusters = weights.rows() - ghosts;
    return new Vocabulary(
        FloatMatrix.zeros(clusters, weights.cols()),
        weights,
        new float[weights.rows()],
        true,
        Sharing.SOFT,
        null,
        ones(clusters),
        ghosts);
  }

  /** The same clusters with other centroids, {@code [K, C]}, to take residuals from. */
  public Vocabulary withCentroids(FloatMatrix others) {
    return new Vocabulary(
        others,
        assignmentWeights,
        assignmentBias,
        normalizeInput,
        sharing,
        residualProjection,
        wordWeights,
        ghosts);
  }

  /**
   * Gives clusters their first softmax.
   *
   * @param centroids {@code [K, C]}, K at least 2, kept as they are
   * @param samples {@code [n, C]}, n at least 2: features, of unit length if {@code normalizeInput}
   * @throws org.vladoscope.common.InputException if the samples leave the softmax undetermined, for
   *     example because all are equal
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static Vocabulary initial(
      VladVersion version,
      FloatMatrix centroids,
      FloatMatrix samples,
      boolean normalizeInput,
      Compute compute,
      Progress progress) {
    return new AssignmentInit(centroids, samples, normalizeInput, compute, progress).of(version);
  }

  /**
   * The same clusters with a softmax that is sharper or softer than the trained one.
   *
   * @param factor multiplies weights and bias, and so α: above 1 assigns harder, below 1 softer
   */
  public Vocabulary sharpened(double factor) {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("the sharpness must be greater than 0, not " + factor);
    }
    float[] weights = assignmentWeights.data().clone();
    float[] bias = assignmentBias.clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (weights[i] * factor);
    }
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) (bias[i] * factor);
    }
    FloatMatrix scaled =
        FloatMatrix.of(assignmentWeights.rows(), assignmentWeights.cols(), weights);
    return new Vocabulary(
        centroids, scaled, bias, normalizeInput, sharing, residualProjection, wordWeights, ghosts);
  }

  /** Number of clusters, K. */
  public int size() {
    return centroids.rows();
  }

  /** Length of a feature, C. */
  public int channels() {
    return centroids.cols();
  }

  /** Length of an unprojected descriptor, K·C. */
  public int descriptorLength() {
    return size() * channels();
  }

  /** The cells as the vocabulary sees them, {@code [cells, C]}: of unit length if it wants so. */
  public FloatMatrix input(FeatureMap map) {
    FloatMatrix cells = map.cells();
    if (cells.cols() != channels()) {
      throw new IllegalArgumentException(
          "features of " + cells.cols() + " values do not fit clusters of " + channels());
    }
    if (normalizeInput) {
      cells = FloatMatrix.of(cells.rows(), cells.cols(), cells.data().clone());
      L2.normalizeRows(cells);
    }
    return cells;
  }

  /**
   * Rows of C values as residuals of global descriptors are projected; themselves if they are not.
   */
  FloatMatrix projected(FloatMatrix rows) {
    FloatMatrix projection = residualProjection;
    return projection == null ? rows : Products.timesTransposed(rows, projection);
  }

  /** Shares every cell of a map among the clusters, softly or hard. */
  public SoftAssignment assign(FeatureMap map) {
    return assign(map, input(map));
  }

  SoftAssignment assign(FeatureMap map, FloatMatrix input) {
    int words = size() + ghosts;
    float[] shares = new float[input.rows() * words];
    try (NativeMatrix cells = NativeMatrix.of(input);
        NativeMatrix weights = NativeMatrix.of(assignmentWeights);
        NativeMatrix logits = new NativeMatrix(input.rows(), words)) {
      logits.setTimesTransposed(cells, weights);
      logits.copyRows(0, input.rows(), shares, 0);
    }
    float[] logits = new float[words];
    for (int cell = 0; cell < input.rows(); cell++) {
      for (int k = 0; k < words; k++) {
        logits[k] = shares[cell * words + k] + assignmentBias[k];
      }
      switch (sharing) {
        case SOFT -> softmax(logits, shares, cell * words);
        case HARD -> all(logits, shares, cell * words);
      }
    }
    return new SoftAssignment(
        map.height(), map.width(), FloatMatrix.of(input.rows(), size(), withoutGhosts(shares)));
  }

  private float[] withoutGhosts(float[] shares) {
    if (ghosts == 0) {
      return shares;
    }
    int all = size() + ghosts;
    float[] kept = new float[shares.length / all * size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = shares[i / size() * all + i % size()];
    }
    return kept;
  }

  private static void all(float[] logits, float[] out, int at) {
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      best = logits[k] > logits[best] ? k : best;
    }
    Arrays.fill(out, at, at + logits.length, 0);
    out[at + best] = 1;
  }

  private static void softmax(float[] logits, float[] out, int at) {
    float max = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      double e = Math.exp(logits[k] - max);
      out[at + k] = (float) e;
      sum += e;
    }
    float scale = (float) (1 / sum);
    for (int k = 0; k < logits.length; k++) {
      out[at + k] *= scale;
    }
  }
}
