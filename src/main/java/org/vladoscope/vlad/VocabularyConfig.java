package org.vladoscope.vlad;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;

/**
 * Where a vocabulary comes from: trained on the images of the map, or read from a file.
 *
 * @param clusters number of clusters, K, 2 to 1024
 * @param samples number of cells the clustering sees
 * @param iterations at most so many steps of Lloyd's algorithm
 * @param seed start of the random choice of cells and first centroids
 * @param version how features are shared among the clusters
 * @param normalizeInput whether features are scaled to unit length before they train words or are
 *     shared among them
 * @param whitenResiduals whether residuals of global descriptors are whitened by images of the map
 * @param weighWords whether clusters weigh in global descriptors by how they scatter between images
 *     of the map
 * @param file a trained vocabulary, or null to train them on the map; then {@code clusters} is the
 *     number of clusters in the file, and all but seed and normalizeInput do not matter
 */
public record VocabularyConfig(
    int clusters,
    int samples,
    int iterations,
    long seed,
    VladVersion version,
    boolean normalizeInput,
    boolean whitenResiduals,
    boolean weighWords,
    @Nullable Path file) {

  /** Checks the ranges. */
  public VocabularyConfig {
    if (clusters < 2 || clusters > 1024) {
      throw new InputException(
          "The number of clusters must lie between 2 and 1024, not " + clusters + ".");
    }
    if (samples < clusters) {
      throw new InputException(
          clusters + " clusters need at least as many sampled cells, not " + samples + ".");
    }
    if (iterations < 1) {
      throw new InputException("At least one iteration is needed, not " + iterations + ".");
    }
  }

  /** Clusters that are trained on the map as in NetVLAD. */
  public VocabularyConfig(
      int clusters,
      int samples,
      int iterations,
      long seed,
      VladVersion version,
      boolean normalizeInput) {
    this(clusters, samples, iterations, seed, version, normalizeInput, false, false, null);
  }

  /** Clusters of NetVLAD v1 on features of unit length. */
  public VocabularyConfig(int clusters, int samples, int iterations, long seed) {
    this(clusters, samples, iterations, seed, VladVersion.V1, true);
  }

  /** The same with another number of clusters. */
  public VocabularyConfig withClusters(int words) {
    return new VocabularyConfig(
        words,
        samples,
        iterations,
        seed,
        version,
        normalizeInput,
        whitenResiduals,
        weighWords,
        file);
  }

  /** The same trained on another number of cells, in at most so many steps. */
  public VocabularyConfig withTraining(int cells, int steps) {
    return new VocabularyConfig(
        clusters, cells, steps, seed, version, normalizeInput, whitenResiduals, weighWords, file);
  }

  /** The same from another start. */
  public VocabularyConfig withSeed(long start) {
    return new VocabularyConfig(
        clusters,
        samples,
        iterations,
        start,
        version,
        normalizeInput,
        whitenResiduals,
        weighWords,
        file);
  }

  /** The same with features shared in another way. */
  public VocabularyConfig withVersion(VladVersion other) {
    return new VocabularyConfig(
        clusters,
        samples,
        iterations,
        seed,
        other,
        normalizeInput,
        whitenResiduals,
        weighWords,
        file);
  }

  /** The same with or without scaling features to unit length. */
  public VocabularyConfig withNormalizeInput(boolean normalize) {
    return new VocabularyConfig(
        clusters, samples, iterations, seed, version, normalize, whitenResiduals, weighWords, file);
  }

  /** The same with or without what is learned from whole images after the clustering. */
  public VocabularyConfig withRefinement(boolean whiten, boolean weigh) {
    return new VocabularyConfig(
        clusters, samples, iterations, seed, version, normalizeInput, whiten, weigh, file);
  }

  /** Whether clusters found by clustering are refined by whole images of the map. */
  public boolean isRefined() {
    return whitenResiduals || weighWords;
  }

  /**
   * The same with clusters from a file, or trained on the map again.
   *
   * @param trained the file, or null
   * @param words how many clusters it has
   */
  public VocabularyConfig withFile(@Nullable Path trained, int words) {
    return new VocabularyConfig(
        words,
        Math.max(samples, words),
        iterations,
        seed,
        version,
        normalizeInput,
        whitenResiduals,
        weighWords,
        trained);
  }
}
