package org.vladoscope.vlad;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.feature.FeatureMap;

/**
 * How the global descriptor of an image comes about: what each cell and each cluster brings into
 * it.
 *
 * <p>The descriptor is D = [w_1·V_1/|V_1|, …, w_K·V_K/|V_K|] / t, with w_k the cluster's weight,
 * V_k the sum over all cells of the residuals a_k·(x − c_k) and t the length of the stacked blocks.
 * Given V, this is linear in the residuals, so that a dot product with another descriptor splits
 * exactly into one summand for each cell and cluster: see {@link #contributions}.
 */
public final class GlobalAnatomy {

  private final FeatureMap map;
  private final Vocabulary trained;
  private final double sharpness;
  private final Vocabulary vocabulary;
  private final FloatMatrix cells;
  private final FloatMatrix centroids;
  private final SoftAssignment assignment;
  private final FloatMatrix residualNorms;
  private final double[] sumNorms;
  private final double stackNorm;
  private final float[] descriptor;

  private GlobalAnatomy(FeatureMap map, Vocabulary trained, double sharpness) {
    this.map = map;
    this.trained = trained;
    this.sharpness = sharpness;
    vocabulary = sharpness == 1 ? trained : trained.sharpened(sharpness);
    FloatMatrix input = vocabulary.input(map);
    assignment = vocabulary.assign(map, input);
    FloatMatrix sums =
        vocabulary.projected(WordSums.of(input, assignment).residuals(vocabulary.centroids()));
    // P·(x − c) = P·x − P·c.
    cells = vocabulary.projected(input);
    centroids = vocabulary.projected(vocabulary.centroids());
    residualNorms = residualNorms(cells, assignment, centroids);
    float[] weights = vocabulary.wordWeights();
    descriptor = NetVlad.unitLength(sums, weights);
    sumNorms = new double[sums.rows()];
    double squares = 0;
    for (int k = 0; k < sumNorms.length; k++) {
      sumNorms[k] = L2.norm(sums.data(), k * sums.cols(), (k + 1) * sums.cols());
      double block = weights[k] * sumNorms[k] / Math.max(sumNorms[k], L2.EPSILON);
      squares += block * block;
    }
    stackNorm = Math.sqrt(squares);
  }

  /** Takes an image's descriptor apart. */
  public static GlobalAnatomy of(FeatureMap map, Vocabulary vocabulary) {
    return new GlobalAnatomy(map, vocabulary, 1);
  }

  /**
   * The same image with a sharper or softer assignment than the trained one.
   *
   * @param factor multiplies the trained α; see {@link Vocabulary#sharpened}
   */
  public GlobalAnatomy withSharpness(double factor) {
    return factor == sharpness ? this : new GlobalAnatomy(map, trained, factor);
  }

  /** By what the trained α is multiplied; 1 for the assignment that scores are computed with. */
  public double sharpness() {
    return sharpness;
  }

  private static FloatMatrix residualNorms(
      FloatMatrix cells, SoftAssignment assignment, FloatMatrix centroids) {
    int words = centroids.rows();
    int channels = centroids.cols();
    FloatMatrix norms = FloatMatrix.zeros(cells.rows(), words);
    for (int cell = 0; cell < cells.rows(); cell++) {
      for (int k = 0; k < words; k++) {
        float sum = 0;
        for (int c = 0; c < channels; c++) {
          float difference = cells.data()[cell * channels + c] - centroids.data()[k * channels + c];
          sum += difference * difference;
        }
        norms.data()[cell * words + k] = (float) (assignment.share(cell, k) * Math.sqrt(sum));
      }
    }
    return norms;
  }

  /** How the cells are shared among the clusters. */
  public SoftAssignment assignment() {
    return assignment;
  }

  /** Number of clusters, K. */
  public int words() {
    return vocabulary.size();
  }

  /** The global descriptor, the same as {@link NetVlad#describe} gives. */
  public float[] descriptor() {
    return descriptor;
  }

  /**
   * How many times a cluster counts in similarities compared with the mean cluster: the square of
   * its weight, 1 on average; see {@link Vocabulary#wordWeights}.
   */
  public double weight(int k) {
    double squares = 0;
    for (float weight : vocabulary.wordWeights()) {
      squares += (double) weight * weight / words();
    }
    double own = vocabulary.wordWeights()[k];
    return own * own / squares;
  }

  /** |V_k|: the length of a cluster's summed residuals before intra-normalisation. */
  public double normBefore(int k) {
    return sumNorms[k];
  }

  /**
   * The length of a cluster's block in the finished descriptor. For clusters that take part at all
   * it depends on their weight alone, because intra-normalisation has made the blocks equal.
   */
  public double normAfter(int k) {
    int channels = vocabulary.channels();
    return L2.norm(descriptor, k * channels, (k + 1) * channels);
  }

  /**
   * |a_k·(x − c_k)| of every cell, row by row: how much of the cluster's residual a cell carries.
   *
   * @param normalised whether to divide by |V_k| and to multiply by the cluster's weight, as the
   *     descriptor does
   */
  public float[] residualMap(int k, boolean normalised) {
    double weight = vocabulary.wordWeights()[k];
    double scale = normalised ? weight / Math.max(sumNorms[k], L2.EPSILON) : 1;
    float[] values = new float[cells.rows()];
    for (int cell = 0; cell < values.length; cell++) {
      values[cell] = (float) (residualNorms.get(cell, k) * scale);
    }
    return values;
  }

  /**
   * The length of the residuals of all clusters together, for every cell: the root of the sum of
   * squares of {@link #residualMap(int, boolean)} over the clusters.
   */
  public float[] residualMap(boolean normalised) {
    double[] squares = new double[cells.rows()];
    for (int k = 0; k < words(); k++) {
      float[] values = residualMap(k, normalised);
      for (int cell = 0; cell < values.length; cell++) {
        squares[cell] += (double) values[cell] * values[cell];
      }
    }
    float[] norms = new float[squares.length];
    for (int cell = 0; cell < norms.length; cell++) {
      norms[cell] = (float) Math.sqrt(squares[cell]);
    }
    return norms;
  }

  /** Entropy of every cell's shares in bits, row by row. */
  public float[] entropyMap() {
    float[] values = new float[cells.rows()];
    for (int cell = 0; cell < values.length; cell++) {
      values[cell] = (float) assignment.entropy(cell);
    }
    return values;
  }

  /**
   * What each cell and cluster of this image adds to the dot product of its descriptor with another
   * one; all of them together add up to it.
   *
   * @param other K·C values
   * @return {@code [cells, K]}
   */
  public FloatMatrix contributions(float[] other) {
    int channels = vocabulary.channels();
    if (other.length != descriptor.length) {
      throw new IllegalArgumentException(
          "descriptors of " + descriptor.length + " and " + other.length + " values do not fit");
    }
    FloatMatrix result = FloatMatrix.zeros(cells.rows(), words());
    for (int k = 0; k < words(); k++) {
      double scale =
          vocabulary.wordWeights()[k]
              / (Math.max(sumNorms[k], L2.EPSILON) * Math.max(stackNorm, L2.EPSILON));
      double centre = 0;
      for (int c = 0; c < channels; c++) {
        centre += (double) centroids.get(k, c) * other[k * channels + c];
      }
      for (int cell = 0; cell < cells.rows(); cell++) {
        double dot = -centre;
        for (int c = 0; c < channels; c++) {
          dot += (double) cells.data()[cell * channels + c] * other[k * channels + c];
        }
        result.data()[cell * words() + k] = (float) (assignment.share(cell, k) * dot * scale);
      }
    }
    return result;
  }
}
