package org.vladoscope.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.KeyedNeighbours;
import org.vladoscope.index.ShardedIndex;

/**
 * Parts of an index in the memory of processes of a cluster. Spark remembers which process holds a
 * part and sends searches there; where that process is gone, another one loads the part.
 *
 * @param spark stays the caller's to close
 * @param loader where a process finds a part
 */
record HeldParts(JavaSparkContext spark, WorkerEngine.Loader loader) {

  /** What a part found for some queries, as it travels between machines. */
  private record Found(int[][] ids, double[][] keys) implements Serializable {

    static Found of(List<KeyedNeighbours> found) {
      return new Found(
          found.stream().map(KeyedNeighbours::ids).toArray(int[][]::new),
          found.stream().map(KeyedNeighbours::keys).toArray(double[][]::new));
    }

    List<KeyedNeighbours> arrived() {
      List<KeyedNeighbours> found = new ArrayList<>();
      for (int i = 0; i < ids.length; i++) {
        found.add(new KeyedNeighbours(ids[i], keys[i]));
      }
      return found;
    }
  }

  /** Loads all parts, and searches them when asked. */
  DescriptorIndex index(
      List<Part> parts, int rows, int dimensions, boolean isExact, Progress progress) {
    WorkerEngine.Loader held = loader;
    LongAccumulator done = spark.sc().longAccumulator("parts");
    JavaRDD<Part> loaded =
        spark
            .parallelize(parts, parts.size())
            .map(
                part -> {
                  held.load(part);
                  done.add(1);
                  return part;
                })
            // The parts themselves lie outside of Spark's memory; this is where they are.
            .persist(StorageLevel.MEMORY_ONLY());
    List<String> descriptions =
        new Job("Building the index, part", parts.size(), done, spark)
            .await(loaded.map(part -> held.load(part).description()).collectAsync(), progress);
    String description =
        parts.size() == 1
            ? descriptions.getFirst()
            : descriptions.getFirst() + " in " + parts.size() + " parts";
    return new ShardedIndex(
        rows,
        dimensions,
        isExact,
        description,
        (queries, k) -> search(loaded, queries, k, parts.size()));
  }

  private List<List<KeyedNeighbours>> search(
      JavaRDD<Part> loaded, FloatMatrix queries, int k, int parts) {
    WorkerEngine.Loader held = loader;
    int count = queries.rows();
    int dimensions = queries.cols();
    Broadcast<float[]> values = spark.broadcast(queries.data());
    LongAccumulator done = spark.sc().longAccumulator("searches");
    try {
      return new Job("Searching, part", parts, done, spark)
              .await(
                  loaded
                      .map(
                          part ->
                              Found.of(
                                  held
                                      .load(part)
                                      .searchKeyed(
                                          FloatMatrix.of(count, dimensions, values.value()), k)
                                      .stream()
                                      .map(found -> found.from(part.from()))
                                      .toList()))
                      .collectAsync(),
                  Progress.NONE)
              .stream()
              .map(Found::arrived)
              .toList();
    } finally {
      values.destroy();
    }
  }
}
