package org.vladoscope.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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
 * process: {@code MASTER [descriptors] [values] [queries] [index]}. Prints how long both took, in
 * turns, and whether they found the same.
 */
public final class PartsBenchmark {

  private static final int NEIGHBOURS = 101;
  private static final int BATCH = 256;
  private static final int ROUNDS = 3;
  private static final int GROUPS = 1009;

  private static final Map<Part, DescriptorIndex> HELD = new ConcurrentHashMap<>();

  private PartsBenchmark() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    NativeFolders.ofUser().choose();
    int rows = number(arguments, 1, 100_000);
    int values = number(arguments, 2, 512);
    int count = number(arguments, 3, 1000);
    IndexConfig config =
        IndexConfig.of(arguments.length > 4 ? arguments[4] : IndexConfig.FLAT.factory());
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
      List<Part> parts = Part.all(config, rows, values, 2);
      WorkerEngine.Loader loader = part -> held(part, values);
      try (DescriptorIndex shared =
              new HeldParts(spark, loader).index(parts, rows, values, true, Progress.NONE);
          DescriptorIndex alone = index(config, 0, rows, values, compute);
          DescriptorIndex exact = index(IndexConfig.FLAT, 0, rows, values, compute)) {
        Neighbours[] nearest = search(exact, queries);
        for (int round = 0; round < ROUNDS; round++) {
          long start = System.nanoTime();
          Neighbours[] one = search(alone, queries);
          long middle = System.nanoTime();
          Neighbours[] other = search(shared, queries);
          System.out.printf(
              "%s, %d descriptors of %d values, %d queries, %d parts: one process %.2f s, shared"
                  + " %.2f s, %s; of the nearest %d found %.4f and %.4f%n",
              config.factory(),
              rows,
              values,
              count,
              parts.size(),
              (middle - start) / 1e9,
              (System.nanoTime() - middle) / 1e9,
              isSame(one, other) ? "the same" : "different",
              NEIGHBOURS,
              found(one, nearest),
              found(other, nearest));
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
          return index(own.arrived().index(), own.from(), own.to(), values, compute);
        });
  }

  /** Learns on the first of its descriptors, as many as it asks for. */
  private static DescriptorIndex index(
      IndexConfig config, int from, int to, int values, Compute compute) {
    FaissIndex index = FaissIndex.create(config, values, Distance.EUCLIDEAN, compute);
    FloatMatrix rows = descriptors(from, to - from, values);
    if (!index.isTrained()) {
      index.train(rows.rowRange(0, Math.min(rows.rows(), config.trainingSize())), Progress.NONE);
    }
    index.add(rows, Progress.NONE);
    return index;
  }

  /** Share of the nearest that were found, 0 to 1. */
  private static double found(Neighbours[] some, Neighbours[] nearest) {
    long right = 0;
    long all = 0;
    for (int q = 0; q < some.length; q++) {
      Set<Integer> wanted =
          Arrays.stream(nearest[q].ids()).boxed().collect(Collectors.toUnmodifiableSet());
      right += Arrays.stream(some[q].ids()).filter(wanted::contains).count();
      all += wanted.size();
    }
    return (double) right / all;
  }

  /**
   * A thousand groups. Every hundredth is the one before once more, so that there are equally near
   * ones.
   */
  private static FloatMatrix descriptors(int from, int rows, int values) {
    FloatMatrix matrix = FloatMatrix.zeros(rows, values);
    for (int i = 0; i < rows; i++) {
      int row = from + i;
      int twin = row % 100 == 0 ? row - 1 : row;
      Random group = new Random(1_000_000_007L + Math.floorMod(twin, GROUPS));
      Random random = new Random(twin);
      for (int v = 0; v < values; v++) {
        matrix.data()[i * values + v] = (float) (group.nextGaussian() + random.nextGaussian());
      }
    }
    L2.normalizeRows(matrix);
    return matrix;
  }
}
