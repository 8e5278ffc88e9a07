package org.vladoscope.vlad;

import java.util.concurrent.Flow;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import smile.clustering.CentroidClustering;
import smile.clustering.Clustering;
import smile.clustering.KMeans;
import smile.math.MathEx;
import smile.util.AlgoStatus;
import smile.util.IterativeAlgorithmController;

/** Finds the words of a vocabulary by k-means on sampled features. */
public final class VocabularyTrainer {

  /** Lloyd's algorithm ends when the distortion changes by less. */
  private static final double TOLERANCE = 1e-4;

  private VocabularyTrainer() {}

  /**
   * The same samples and configuration give the same vocabulary.
   *
   * @param samples {@code [n, C]} features; scaled to unit length here if the configuration says so
   * @param progress told after each step of the clustering
   * @throws InputException if there are fewer samples than clusters
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static Vocabulary train(FloatMatrix samples, VocabularyConfig config, Progress progress) {
    int clusters = config.clusters();
    if (samples.rows() < clusters) {
      throw new InputException(
          String.format(
              "%d clusters cannot be found in %d features; use fewer clusters or more images.",
              clusters, samples.rows()));
    }
    FloatMatrix features = samples;
    if (config.normalizeInput()) {
      features = FloatMatrix.of(samples.rows(), samples.cols(), samples.data().clone());
      L2.normalizeRows(features);
    }
    double[][] points = new double[features.rows()][features.cols()];
    for (int i = 0; i < points.length; i++) {
      for (int c = 0; c < features.cols(); c++) {
        points[i][c] = features.get(i, c);
      }
    }
    MathEx.setSeed(config.seed());
    CentroidClustering<double[], double[]> found = cluster(points, config, progress);
    progress.check();
    FloatMatrix centroids = FloatMatrix.zeros(clusters, features.cols());
    for (int k = 0; k < clusters; k++) {
      for (int c = 0; c < features.cols(); c++) {
        centroids.data()[k * features.cols() + c] = (float) found.centers()[k][c];
      }
    }
    return Vocabulary.initial(config.version(), centroids, features, config.normalizeInput());
  }

  private static CentroidClustering<double[], double[]> cluster(
      double[][] points, VocabularyConfig config, Progress progress) {
    // Called back on this thread, so that a step that has begun is the last one after a cancel.
    try (IterativeAlgorithmController<AlgoStatus> controller =
        new IterativeAlgorithmController<>(Runnable::run, Flow.defaultBufferSize())) {
      controller.subscribe(
          new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
              subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(AlgoStatus status) {
              progress.report(
                  "Finding visual words, step " + status.iteration(),
                  (double) status.iteration() / config.iterations());
              if (progress.isCancelled()) {
                controller.stop();
              }
            }

            @Override
            public void onError(Throwable e) {}

            @Override
            public void onComplete() {}
          });
      return KMeans.lloyd(
          points,
          new Clustering.Options(config.clusters(), config.iterations(), TOLERANCE, controller));
    }
  }
}
