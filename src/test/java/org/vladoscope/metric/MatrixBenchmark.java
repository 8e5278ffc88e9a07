package org.vladoscope.metric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.dataset.GroundTruth;

/**
 * Time and memory of metrics over the similarity matrix of many made-up descriptors: {@code
 * MatrixBenchmark DATABASE QUERIES}. Each query has 20 positives that look like it.
 */
final class MatrixBenchmark {

  private static final int DIMENSIONS = 256;
  private static final int POSITIVES = 20;
  private static final int BLOCK = 1024;

  private final int database;
  private final int queries;
  private final Compute compute;

  private MatrixBenchmark(int database, int queries, Compute compute) {
    this.database = database;
    this.queries = queries;
    this.compute = compute;
  }

  /** Measures. */
  public static void main(String[] arguments) throws IOException {
    int database = Integer.parseInt(arguments[0]);
    int queries = Integer.parseInt(arguments[1]);
    try (Compute compute = Compute.open(DeviceChoice.CPU)) {
      new MatrixBenchmark(database, queries, compute).measure();
    }
  }

  private void measure() throws IOException {
    List<int[]> positives = new ArrayList<>();
    for (int q = 0; q < queries; q++) {
      int[] own = new int[POSITIVES];
      for (int i = 0; i < POSITIVES; i++) {
        own[i] = (int) (((long) q * database) / queries) + i;
      }
      positives.add(own);
    }
    long start = System.nanoTime();
    MatrixMetrics metrics =
        MatrixMetrics.of(new Source(), GroundTruth.of(positives), Progress.NONE);
    double seconds = (System.nanoTime() - start) / 1e9;
    RecallCurve recall =
        RecallCurve.of(
            metrics.outcomes(), List.of(1, 10, 100), WithoutPositive.LEFT_OUT, Bootstrap.USUAL);
    System.out.printf(
        Locale.ROOT,
        "%d queries, %d database images, %d dimensions: %.1f s, descriptors made up twice%n",
        queries,
        database,
        DIMENSIONS,
        seconds);
    recall
        .points()
        .forEach(
            p ->
                System.out.printf(
                    Locale.ROOT,
                    "recall@%d %.3f [%.3f, %.3f]%n",
                    p.n(),
                    p.recall().value(),
                    p.recall().low(),
                    p.recall().high()));
    System.out.printf(
        Locale.ROOT,
        "area %.4f, %d points%n",
        metrics.curve().area(),
        metrics.curve().points().size());
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM")) {
        System.out.println("peak resident memory:" + line.substring("VmHWM:".length()));
      }
    }
  }

  /** Descriptors follow from their number, so that none need be kept. */
  private float[] descriptor(int place, double noise, long seed) {
    float[] values = new float[DIMENSIONS];
    SplittableRandom own = new SplittableRandom(place);
    SplittableRandom other = new SplittableRandom(seed);
    double norm = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      values[i] = (float) (own.nextDouble() - .5 + noise * (other.nextDouble() - .5));
      norm += (double) values[i] * values[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      values[i] /= (float) Math.sqrt(norm);
    }
    return values;
  }

  private final class Source implements SimilaritySource {

    @Override
    public int queries() {
      return queries;
    }

    @Override
    public int database() {
      return database;
    }

    @Override
    public String score() {
      return "made up";
    }

    @Override
    public void forEachTile(Progress progress, Tile tile) {
      int perPlace = database / queries;
      FloatMatrix left = rows(0, queries, 1, -1);
      for (int d = 0; d < database; d += BLOCK) {
        FloatMatrix right = rows(d, Math.min(d + BLOCK, database), perPlace, 1);
        tile.accept(0, d, compute.timesTransposed(left, right));
      }
    }

    private FloatMatrix rows(int from, int to, int perPlace, int sign) {
      FloatMatrix rows = FloatMatrix.zeros(to - from, DIMENSIONS);
      compute.parallel(
          to - from,
          Progress.NONE,
          i -> {
            float[] row = descriptor((from + i) / perPlace, 3.5, sign * (from + i + 1L));
            System.arraycopy(row, 0, rows.data(), i * DIMENSIONS, DIMENSIONS);
          });
      return rows;
    }
  }
}
