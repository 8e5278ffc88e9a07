package org.vladoscope.vlad;

import java.nio.file.Path;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.feature.checkpoint.ModelWeights;
import org.vladoscope.feature.checkpoint.ShapeReport;
import org.vladoscope.feature.checkpoint.StoredTensor;
import org.vladoscope.linalg.Whitening;

/** Vocabulary and projection that were trained before, from a file with weights. */
public final class TrainedVlad {

  private TrainedVlad() {}

  /**
   * The vocabulary of a file: centroids, assignment weights, for v2 a bias, and if it has them what
   * residuals are projected by and what clusters weigh.
   *
   * @param normalizeInput whether features are scaled to unit length first, which no file states
   * @throws org.vladoscope.common.InputException naming what is missing or does not fit
   */
  public static Vocabulary vocabulary(ModelWeights weights, boolean normalizeInput) {
    ShapeReport report = weights.report();
    weights.demand(report.vocabulary(), "a vocabulary");
    if (weights.has("centroids.alone")) {
      throw new InputException(
          report.file()
              + " holds centroids without an assignment, as AnyLoc keeps them; use them with the"
              + " aggregator anyloc-hard, anyloc-soft or hard-vlad.");
    }
    StoredTensor centroids = weights.get("centroids");
    int clusters = centroids.length(0);
    int channels = centroids.length(1);
    Vocabulary words =
        new Vocabulary(
            centroids.matrix(clusters, channels),
            weights.get("assignment.weight").matrix(clusters, channels),
            weights.find("assignment.bias").map(StoredTensor::floats).orElse(new float[clusters]),
            normalizeInput);
    Vocabulary projected =
        weights
            .find("residuals.weight")
            .map(p -> words.withResidualProjection(p.matrix(channels, channels)))
            .orElse(words);
    return weights
        .find("clusters.weight")
        .map(lengths -> projected.withWordWeights(positive(lengths.floats(), report.file())))
        .orElse(projected);
  }

  /**
   * The centres of a file, whether it has an assignment or not.
   *
   * @return {@code [K, C]}, as they are stored
   * @throws org.vladoscope.common.InputException naming what is missing or does not fit
   */
  public static FloatMatrix centres(ModelWeights weights) {
    weights.demand(weights.report().vocabulary(), "a vocabulary");
    StoredTensor centres =
        weights.get(weights.has("centroids.alone") ? "centroids.alone" : "centroids");
    return centres.matrix(centres.length(0), centres.length(1));
  }

  private static float[] positive(float[] weights, Path file) {
    for (int k = 0; k < weights.length; k++) {
      if (!(weights[k] > 0)) {
        throw new InputException(
            file + ": cluster " + k + " weighs " + weights[k] + "; weights must be above 0.");
      }
    }
    return weights;
  }

  /**
   * The projection of a file (WPCA).
   *
   * @throws org.vladoscope.common.InputException naming what is missing or does not fit
   */
  public static Whitening projection(ModelWeights weights) {
    weights.demand(weights.report().projection(), "a projection (WPCA)");
    StoredTensor weight = weights.get("wpca.weight");
    return new Whitening(
        weight.matrix(weight.length(0), weight.length(1)), weights.get("wpca.bias").floats());
  }
}
