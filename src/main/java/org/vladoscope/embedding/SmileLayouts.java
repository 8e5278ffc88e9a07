package org.vladoscope.embedding;

import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.linalg.Lapack;
import org.vladoscope.linalg.Products;
import smile.graph.NearestNeighborGraph;
import smile.manifold.TSNE;
import smile.manifold.UMAP;
import smile.math.MathEx;
import smile.util.AlgoStatus;
import smile.util.IterativeAlgorithmController;

/**
 * Smile's manifold learning, seeded and cancellable. Smile takes random numbers from the thread it
 * runs on, so each run has a thread of its own, whose numbers begin with the seed.
 */
final class SmileLayouts {

  private static final int ITERATIONS = 1_000;

  /** Smile multiplies similarities by this at first, whatever it is told. */
  private static final double EXAGGERATION = 12;

  private static final int EXAGGERATED = 250;
  private static final int EPOCHS = 500;
  private static final int NEIGHBOURS = 15;
  private static final int CHECK_MILLIS = 100;

  private SmileLayouts() {}

  /** Stops t-SNE: Smile asks it after every ten iterations, from the thread that computes. */
  private static final class Reporter extends IterativeAlgorithmController<AlgoStatus> {

    private final Progress progress;

    Reporter(Progress progress) {
      super(Runnable::run, 1);
      this.progress = progress;
    }

    @Override
    public void submit(AlgoStatus status) {
      progress.check();
      progress.report(
          String.format(Locale.ROOT, "t-SNE, step %d of %d", status.iteration(), ITERATIONS),
          (double) status.iteration() / ITERATIONS);
    }
  }

  /** The perplexity used for so many points: 30, less for few. */
  static double perplexity(int points) {
    return Math.clamp((points - 1) / 3.0, 2, 30);
  }

  /** The number of neighbours that UMAP uses for so many points: 15, less for few. */
  static int neighbours(int points) {
    return Math.min(NEIGHBOURS, points - 1);
  }

  /**
   * Exact t-SNE. Its step size follows the number of points (Belkina et al. 2019).
   *
   * @param rows {@code [n, P]}, no two of them the same
   * @return {@code [n, 2]}
   */
  static double[][] tsne(FloatMatrix rows, long seed, Progress progress) {
    int n = rows.rows();
    // A square matrix is taken for squared distances.
    double[][] squared = new double[n][n];
    for (int i = 0; i < n; i++) {
      progress.check();
      for (int j = 0; j < i; j++) {
        squared[i][j] = Products.squaredDistance(rows, i, rows, j);
        squared[j][i] = squared[i][j];
      }
    }
    double step = Math.max(50, n / EXAGGERATION / 4);
    // Smile sums the cost in any order; a run that ends by it would not be the same each time.
    TSNE.Options options =
        new TSNE.Options(
            2,
            perplexity(n),
            step,
            EXAGGERATION,
            ITERATIONS,
            ITERATIONS,
            1e-9,
            .5,
            .8,
            EXAGGERATED,
            .01,
            new Reporter(progress));
    return onOwnThread(() -> TSNE.fit(squared, options).coordinates(), seed, progress);
  }

  /**
   * UMAP on exact neighbours. It begins with the two strongest components, as Smile does where the
   * graph of neighbours falls into parts: three points far from all others, thrown away in the end,
   * see to that, for its other way in needs a library (ARPACK) that is not shipped.
   *
   * @param rows {@code [n, P]}, the strongest component first, no two rows the same
   * @return {@code [n, 2]}
   */
  static double[][] umap(FloatMatrix rows, long seed, Compute compute, Progress progress) {
    int n = rows.rows();
    int k = neighbours(n);
    NearestRows nearest =
        NearestRows.of(
            rows, rows, true, k, compute, "Nearest neighbours for UMAP", progress.part(0, .3));
    int[][] ids = java.util.Arrays.copyOf(nearest.ids(), n + 3);
    double[][] distances = java.util.Arrays.copyOf(nearest.distances(), n + 3);
    double[][] start = new double[n + 3][2];
    for (int i = 0; i < n; i++) {
      start[i][0] = rows.get(i, 0);
      start[i][1] = rows.cols() > 1 ? rows.get(i, 1) : 0;
    }
    for (int i = 0; i < 3; i++) {
      ids[n + i] = new int[] {n + (i + 1) % 3, n + (i + 2) % 3};
      distances[n + i] = new double[] {1, 1};
    }
    NearestNeighborGraph graph = new NearestNeighborGraph(k, ids, distances);
    UMAP.Options options = new UMAP.Options(k, 2, EPOCHS, 1, .1, 1, 5, 1, 1);
    progress.report("UMAP of " + n + " images; it does not say how far it is", .3);
    Lapack.load();
    double[][] found = onOwnThread(() -> UMAP.fit(start, graph, options), seed, progress);
    return java.util.Arrays.copyOf(found, n);
  }

  private interface Fit {
    double[][] run();
  }

  /**
   * Runs something whose random numbers begin with a seed. After a cancel nobody waits for it any
   * more: what cannot be stopped ends by itself.
   */
  private static double[][] onOwnThread(Fit fit, long seed, Progress progress) {
    FutureTask<double[][]> task =
        new FutureTask<>(
            () -> {
              MathEx.setSeed(seed);
              return fit.run();
            });
    Thread thread = Thread.ofPlatform().name("manifold").daemon().unstarted(task);
    thread.start();
    while (true) {
      try {
        return task.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        progress.check();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        if (e.getCause() instanceof Error failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
