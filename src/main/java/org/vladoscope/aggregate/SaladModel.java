package org.vladoscope.aggregate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.feature.checkpoint.ModelWeights;

/**
 * SALAD at work, with MegaLoc's linear layer behind it or without.
 *
 * @param token from the class token to the first g values
 * @param values from a cell to the l values that clusters sum
 * @param scores from a cell to its scores for m clusters
 * @param dustScore the score of the dustbin
 * @param linear from g + l·m values to the descriptor, or null
 */
record SaladModel(
    Perceptron token,
    Perceptron values,
    Perceptron scores,
    float dustScore,
    @Nullable LinearHead linear)
    implements AggregatorModel {

  /** Reads a file that holds all of it. */
  static SaladModel of(ModelWeights file, boolean hasLinear) {
    return new SaladModel(
        Perceptron.of(file, "salad.token_features.0", "salad.token_features.2"),
        Perceptron.of(file, "salad.cluster_features.0", "salad.cluster_features.3"),
        Perceptron.of(file, "salad.score.0", "salad.score.3"),
        file.get("salad.dust_bin").floats()[0],
        hasLinear ? LinearHead.of(file, "salad.linear") : null);
  }

  /** Length of descriptors before the linear layer, g + l·m, by names and shapes alone. */
  static int length(ModelWeights file) {
    return file.get("salad.token_features.2.weight").length(0)
        + file.get("salad.cluster_features.3.weight").length(0)
            * file.get("salad.score.3.weight").length(0);
  }

  @Override
  public int channels() {
    return values.first().cols();
  }

  @Override
  public int descriptorLength() {
    LinearHead last = linear;
    return last == null ? token.out() + values.out() * scores.out() : last.out();
  }

  @Override
  public Optional<TransportAssignment> transport(FeatureMap map) {
    return Optional.of(
        TransportAssignment.of(map.height(), map.width(), scores.of(map.cells()), dustScore));
  }

  @Override
  public float[] global(FeatureMap map) {
    float[] whole = aggregated(map);
    LinearHead last = linear;
    return last == null ? whole : last.of(whole);
  }

  /** The token's values first, then those of the clusters, the cluster running fastest. */
  float[] aggregated(FeatureMap map) {
    float[] summary = map.summary();
    if (summary == null) {
      throw new InputException(
          "SALAD needs the class token of a vision transformer beside the cells, and the backbone"
              + " gives none; use the backbone dinov2.");
    }
    float[] descriptor = new float[token.out() + values.out() * scores.out()];
    float[] first = token.of(FloatMatrix.ofRows(summary)).data();
    System.arraycopy(first, 0, descriptor, 0, first.length);
    L2.normalize(descriptor, 0, first.length);
    FloatMatrix shares =
        TransportAssignment.of(map.height(), map.width(), scores.of(map.cells()), dustScore)
            .after()
            .shares();
    FloatMatrix cells = values.of(map.cells());
    int clusters = shares.cols();
    int length = cells.cols();
    for (int k = 0; k < clusters; k++) {
      double[] sums = new double[length];
      for (int p = 0; p < cells.rows(); p++) {
        double share = shares.get(p, k);
        for (int i = 0; i < length; i++) {
          sums[i] += share * cells.data()[p * length + i];
        }
      }
      double squares = 0;
      for (double sum : sums) {
        squares += sum * sum;
      }
      double norm = Math.max(Math.sqrt(squares), L2.EPSILON);
      for (int i = 0; i < length; i++) {
        descriptor[first.length + i * clusters + k] = (float) (sums[i] / norm);
      }
    }
    L2.normalize(descriptor, 0, descriptor.length);
    return descriptor;
  }

  @Override
  public long bytes() {
    LinearHead last = linear;
    return Float.BYTES
        * (token.size()
            + values.size()
            + scores.size()
            + (last == null ? 0 : last.weight().data().length));
  }
}
