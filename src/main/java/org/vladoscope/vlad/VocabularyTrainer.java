package org.vladoscope.vlad;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import smile.clustering.CentroidClustering;
import smile.clustering.Clustering;
import smile.clustering.KMeans;
import smile.math.MathEx;

/** Finds the words of a vocabulary by k-means on sampled features. */
public final class VocabularyTrainer {

  private VocabularyTrainer() {}

  /**
   * Trains with the v1 initialisation. The same samples and configuration give the same vocabulary.
   *
   * @param samples {@code [n, C]} features; scaled to unit length here
   * @throws InputException if there are fewer samples than clusters
   */
  public static Vocabulary train(FloatMatrix samples, VocabularyConfig config) {
    int clusters = config.clusters();
    if (samples.rows() < clusters) {
      throw new InputException(
          String.format(
              "%d clusters cannot be found in %d features; use fewer clusters or more images.",
              clusters, samples.rows()));
    }
    FloatMatrix unit = FloatMatrix.of(samples.rows(), samples.cols(), samples.data().clone());
    L2.normalizeRows(unit);
    double[][] points = new double[unit.rows()][unit.cols()];
    for (int i = 0; i < points.length; i++) {
      for (int c = 0; c < unit.cols(); c++) {
        points[i][c] = unit.get(i, c);
      }
    }
    MathEx.setSeed(config.seed());
    CentroidClustering<double[], double[]> found =
        KMeans.lloyd(points, new Clustering.Options(clusters, config.iterations()));
    FloatMatrix centroids = FloatMatrix.zeros(clusters, unit.cols());
    for (int k = 0; k < clusters; k++) {
      for (int c = 0; c < unit.cols(); c++) {
        centroids.data()[k * unit.cols() + c] = (float) found.centers()[k][c];
      }
    }
    return Vocabulary.v1(centroids, unit);
  }
}
