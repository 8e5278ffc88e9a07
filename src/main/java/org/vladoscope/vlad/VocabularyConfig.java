package org.vladoscope.vlad;

import org.vladoscope.common.InputException;

/**
 * How a vocabulary is trained.
 *
 * @param clusters number of words, K, 2 to 1024
 * @param samples number of cells the clustering sees
 * @param iterations at most so many steps of Lloyd's algorithm
 * @param seed start of the random choice of cells and first centroids
 */
public record VocabularyConfig(int clusters, int samples, int iterations, long seed) {

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
}
