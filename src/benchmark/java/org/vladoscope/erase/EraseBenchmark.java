package org.vladoscope.erase;

import java.util.BitSet;
import java.util.Random;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.vlad.CellSum;
import org.vladoscope.vlad.ResidualSum;
import org.vladoscope.vlad.Vocabulary;

/** How long a stroke of the eraser takes, on descriptors made up of random numbers. */
public final class EraseBenchmark {

  private static final int HEIGHT = 30;
  private static final int WIDTH = 40;

  private final Compute compute;
  private final int repeat;

  /**
   * Measures with the threads of a computation.
   *
   * @param repeat of how many the shortest counts
   */
  public EraseBenchmark(Compute compute, int repeat) {
    this.compute = compute;
    this.repeat = repeat;
  }

  /** Seconds to compare one new descriptor with all rows and to order them. */
  public double ranking(int rows, int length) {
    try (DatabaseRows database =
        DatabaseRows.read(rows, length, row -> unit(row, length), compute, Progress.NONE)) {
      float[] query = unit(rows, length);
      return shortest(() -> new MapRanking(database.squaredDistances(query)).count());
    }
  }

  /** Seconds for the descriptor of an image of 1200 cells that lacks some. */
  public double describing(int clusters, int channels) {
    CellSum sum = image(clusters, channels);
    BitSet erased = new BitSet();
    erased.set(0, 100);
    return shortest(() -> sum.without(erased).length);
  }

  /** Seconds for one step of the search for the cells that must go, of the same image. */
  public double step(int clusters, int channels) {
    CellSum sum = image(clusters, channels);
    CellSum.Slopes slopes = sum.along(new Random(2).doubles((long) clusters * channels).toArray());
    return shortest(() -> slopes.withoutEach(new BitSet()).length);
  }

  private static CellSum image(int clusters, int channels) {
    FeatureMap map =
        new FeatureMap(
            HEIGHT, WIDTH, random(HEIGHT * WIDTH, channels), new CellGeometry(16, 16, 0));
    return ResidualSum.of(
        map,
        new Vocabulary(
            random(clusters, channels), random(clusters, channels), new float[clusters], true));
  }

  private static FloatMatrix random(int rows, int cols) {
    Random random = new Random(rows);
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) random.nextGaussian();
    }
    return matrix;
  }

  private static float[] unit(int seed, int length) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - .5f;
    }
    L2.normalize(values, 0, length);
    return values;
  }

  /** Something whose time is taken; what it answers keeps it from being left out. */
  private interface Work {
    int run();
  }

  private double shortest(Work work) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < repeat; i++) {
      long start = System.nanoTime();
      if (work.run() < 0) {
        throw new IllegalStateException("nothing was measured");
      }
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return best;
  }
}
