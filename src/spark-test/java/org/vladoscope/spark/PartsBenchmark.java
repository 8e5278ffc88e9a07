package org.vladoscope.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.NativeFolders;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.Distance;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.Neighbours;
import org.vladoscope.index.faiss.FaissIndex;

/**
 * Searches made-up descriptors in parts that lie in processes of a cluster, and at once in one
 * process: {@code MASTER [descriptors] [values] [queries]}. Prints how long both took, in turns,
 * and whether they found the same.
 */
public final class PartsBenchmark {

  private static final int NEIGHBOURS = 101;
  private static final int BATCH = 256;
  private static final int ROUNDS = 3;

  private static final Map<Part, DescriptorIndex> HELD = new ConcurrentHashMap<>();

  private PartsBenchmark() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    NativeFolders.ofUser().choose();
    int rows = number(arguments, 1, 100_000);
    int values = number(arguments, 2, 512);
    int count = number(arguments, 3, 1000);
    SparkConf settings = new SparkConf().setMaster(arguments[0]).setAppName("parts");
    settings.set("spark.ui.enabled", "false").set("spark.io.compression.codec", "zstd");
    settings.set("spark.driver.host", "127.0.0.1");
    settings.set("spark.locality.wait.process", "60s");
    settings.set("spark.executor.memory", "1g");
    settings.set("spark.scheduler.minRegisteredResourcesRatio", "1.0");
    settings.set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    settings.set("spark.executor.extraJavaOptions", "--enable-native-access=ALL-UNNAMED");
    FloatMatrix queries = descriptors(-1, count, values);
    try (JavaSparkContext spark = new JavaSparkContext(settings);
        Compute compute = Compute.open(DeviceChoice.CPU, 2)) {
      List<Part> parts = Part.all(IndexConfig.FLAT, rows, values, 2);
      WorkerEngine.Loader loader = part -> held(part, values);
      try (DescriptorIndex shared =
              new HeldParts(spark, loader).index(parts, rows, values, true, Progress.NONE);
          DescriptorIndex alone =
              FaissIndex.create(IndexConfig.FLAT, values, Distance.EUCLIDEAN, compute)) {
        for (Part part : parts) {
          alone.add(descriptors(part.from(), part.to() - part.from(), values), Progress.NONE);
        }
        for (int round = 0; round < ROUNDS; round++) {
          long start = System.nanoTime();
          Neighbours[] one = search(alone, queries);
          long middle = System.nanoTime();
          Neighbours[] other = search(shared, queries);
          System.out.printf(
              "%d descriptors of %d values, %d queries, %d parts: one process %.2f s, shared %.2f"
                  + " s, %s%n",
              rows,
              values,
              count,
              parts.size(),
              (middle - start) / 1e9,
              (System.nanoTime() - middle) / 1e9,
              isSame(one, other) ? "the same" : "DIFFERENT");
        }
      }
    }
  }

  private static int number(String[] arguments, int at, int usual) {
    return arguments.length > at ? Integer.parseInt(arguments[at]) : usual;
  }

  private static Neighbours[] search(DescriptorIndex index, FloatMatrix queries) {
    Neighbours[] found = new Neighbours[queries.rows()];
    for (int from = 0; from < found.length; from += BATCH) {
      int to = Math.min(from + BATCH, found.length);
      List<Neighbours> some = index.search(queries.rowRange(from, to), NEIGHBOURS);
      for (int i = from; i < to; i++) {
        found[i] = some.get(i - from);
      }
    }
    return found;
  }

  private static boolean isSame(Neighbours[] one, Neighbours[] other) {
    for (int q = 0; q < one.length; q++) {
      if (!Arrays.equals(one[q].ids(), other[q].ids())
          || !Arrays.equals(one[q].values(), other[q].values())) {
        return false;
      }
    }
    return true;
  }

  private static DescriptorIndex held(Part part, int values) {
    return HELD.computeIfAbsent(
        part,
        own -> {
          NativeFolders.ofUser().choose();
          Compute compute = Compute.open(DeviceChoice.CPU, 1);
          FaissIndex index =
              FaissIndex.create(IndexConfig.FLAT, values, Distance.EUCLIDEAN, compute);
          index.add(descriptors(own.from(), own.to() - own.from(), values), Progress.NONE);
          return index;
        });
  }

  /** Every hundredth is the one before once more, so that there are equally near ones. */
  private static FloatMatrix descriptors(int from, int rows, int values) {
    FloatMatrix matrix = FloatMatrix.zeros(rows, values);
    for (int i = 0; i < rows; i++) {
      int row = from + i;
      Random random = new Random(row % 100 == 0 ? row - 1 : row);
      for (int v = 0; v < values; v++) {
        matrix.data()[i * values + v] = (float) random.nextGaussian();
      }
    }
    L2.normalizeRows(matrix);
    return matrix;
  }
}
