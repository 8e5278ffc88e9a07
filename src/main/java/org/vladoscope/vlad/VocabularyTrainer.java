package org.vladoscope.vlad;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.linalg.KMeans;

/** Finds the clusters of a vocabulary by k-means on sampled features. */
public final class VocabularyTrainer {

  private VocabularyTrainer() {}

  /**
   * The same samples and configuration give the same vocabulary, on any number of threads.
   *
   * @param samples {@code [n, C]} features; a copy is scaled to unit length if the configuration
   *     says so
   * @param progress told before each step of the clustering
   * @throws InputException if there are fewer samples than clusters, or all are equal
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static Vocabulary train(
      FloatMatrix samples, VocabularyConfig config, Compute compute, Progress progress) {
    FloatMatrix features = features(samples, config);
    FloatMatrix centres = centres(features, config, compute, progress);
    return Vocabulary.initial(
        config.version(), centres, features, config.normalizeInput(), compute, progress);
  }

  /**
   * The centres alone.
   *
   * @return {@code [K, C]}
   * @throws InputException if there are fewer samples than clusters
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static FloatMatrix centroids(
      FloatMatrix samples, VocabularyConfig config, Compute compute, Progress progress) {
    return centres(features(samples, config), config, compute, progress);
  }

  /**
   * Refines clusters by what whole images give them, as the configuration says; without labels.
   *
   * @param images one or more, as these clusters see them
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static Vocabulary refine(
      Vocabulary words,
      WordSums[] images,
      VocabularyConfig config,
      Compute compute,
      Progress progress) {
    return new VocabularyRefinement(words, images, compute, progress)
        .of(config.whitenResiduals(), config.weighWords());
  }

  private static FloatMatrix features(FloatMatrix samples, VocabularyConfig config) {
    if (!config.normalizeInput()) {
      return samples;
    }
    FloatMatrix unit = FloatMatrix.of(samples.rows(), samples.cols(), samples.data().clone());
    L2.normalizeRows(unit);
    return unit;
  }

  private static FloatMatrix centres(
      FloatMatrix features, VocabularyConfig config, Compute compute, Progress progress) {
    int clusters = config.clusters();
    if (features.rows() < clusters) {
      throw new InputException(
          String.format(
              "%d clusters cannot be found in %d features; use fewer clusters or more images.",
              clusters, features.rows()));
    }
    return KMeans.centres(
        features, clusters, config.iterations(), config.seed(), compute, progress);
  }
}
