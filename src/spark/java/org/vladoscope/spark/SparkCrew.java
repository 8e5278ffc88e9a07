package org.vladoscope.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.pipeline.crew.ImageOutcome;
import org.vladoscope.pipeline.crew.ImagePair;
import scala.Tuple2;

/**
 * Sends images and pairs to the processes of a Spark cluster. What they compute they keep in the
 * cache that all machines share, by the keys of one machine: a task that runs twice, or is killed
 * and runs again elsewhere, changes nothing.
 */
final class SparkCrew implements Crew {

  /** A partition of so many images is done in seconds, and little is lost with it. */
  private static final int IMAGES_PER_TASK = 32;

  /** What is kept of so many images becomes one file. */
  private static final int IMAGES_PER_PACK = 1024;

  /** Tasks for each core, so that the slow ones even out. */
  private static final int TASKS_PER_CORE = 4;

  /** Patch descriptors of so many images fit into what a process keeps of them. */
  private static final int IMAGES_PER_BLOCK = 32;

  private final JavaSparkContext spark;
  private final List<String> arguments;
  private final boolean packs;
  private @Nullable Broadcast<ArrayList<Outcome>> outcomes;

  /**
   * A crew.
   *
   * @param spark stays the caller's to close
   * @param arguments the command line that every process reads
   * @param packs whether what is kept of many images becomes one file
   */
  SparkCrew(JavaSparkContext spark, List<String> arguments, boolean packs) {
    this.spark = spark;
    this.arguments = List.copyOf(arguments);
    this.packs = packs;
  }

  @Override
  public Optional<List<ImageOutcome>> features(
      PipelineConfig config, int images, Progress progress) {
    ArrayList<String> words = new ArrayList<>(arguments);
    boolean isPacked = packs;
    List<Outcome> found =
        run(
            "Computing features, image",
            images,
            image -> WorkerEngine.of(words).computeFeatures(image),
            all -> {
              if (isPacked) {
                WorkerEngine.of(words).packFeatures(all);
              }
            },
            progress);
    outcomes = spark.broadcast(new ArrayList<>(found));
    return Optional.of(found.stream().map(Outcome::arrived).toList());
  }

  @Override
  public void globals(PipelineConfig config, int images, Progress progress) {
    ArrayList<String> words = new ArrayList<>(arguments);
    Broadcast<ArrayList<Outcome>> known = known();
    boolean isPacked = packs;
    run(
        "Computing global descriptors, image",
        images,
        image -> {
          WorkerEngine.of(words).computeGlobal(known.value(), image);
          return true;
        },
        all -> {
          if (isPacked) {
            WorkerEngine.of(words).packGlobals(known.value(), all);
          }
        },
        progress);
  }

  @Override
  public Optional<DescriptorIndex> index(
      PipelineConfig config, int images, int dimensions, Progress progress) {
    ArrayList<String> words = new ArrayList<>(arguments);
    Broadcast<ArrayList<Outcome>> known = known();
    WorkerEngine.Loader loader = part -> WorkerEngine.of(words).hold(known.value(), part);
    return Optional.of(
        new HeldParts(spark, loader)
            .index(
                Part.all(config.index(), images, dimensions, spark.defaultParallelism()),
                images,
                dimensions,
                config.index().isExact(),
                progress));
  }

  @Override
  public Optional<List<double[]>> scores(
      PipelineConfig config, List<ImagePair> pairs, Progress progress) {
    progress.check();
    ArrayList<String> words = new ArrayList<>(arguments);
    Broadcast<ArrayList<Outcome>> known = known();
    int cores = spark.defaultParallelism();
    int tasks = Math.clamp(TASKS_PER_CORE * cores, 1, Math.max(1, pairs.size()));
    List<ArrayList<Compared.Pair>> grouped = grouped(pairs, tasks, cores);
    LongAccumulator done = spark.sc().longAccumulator("pairs");
    PairFunction<Compared.Pair, Integer, Compared> compare =
        pair -> {
          Compared compared = WorkerEngine.of(words).compare(known.value(), pair);
          done.add(1);
          return new Tuple2<>(pair.query(), compared);
        };
    // Matches of a query with all candidates are one entry of the cache.
    FlatMapFunction<Iterator<Tuple2<Integer, Iterable<Compared>>>, Compared> keep =
        ofPartition -> {
          List<Compared> scores = new ArrayList<>();
          while (ofPartition.hasNext()) {
            Tuple2<Integer, Iterable<Compared>> query = ofPartition.next();
            WorkerEngine.of(words).keep(known.value(), query._1(), query._2());
            query._2().forEach(compared -> scores.add(compared.withoutMatches()));
          }
          return scores.iterator();
        };
    JavaPairRDD<Integer, Compared> compared =
        spark.parallelize(grouped, tasks).flatMap(ArrayList::iterator).mapToPair(compare);
    JavaRDD<Compared> kept = compared.groupByKey(tasks).mapPartitions(keep);
    Map<ImagePair, double[]> scores = new HashMap<>();
    new Job("Re-ranking, pair", pairs.size(), done, spark)
        .await(kept.collectAsync(), progress)
        .forEach(
            one ->
                scores.put(
                    new ImagePair(one.pair().query(), one.pair().candidate()), one.scores()));
    return Optional.of(
        pairs.stream().map(pair -> Objects.requireNonNull(scores.get(pair))).toList());
  }

  /**
   * Pairs as they are shared so that patches are described seldom: by queries or by candidates,
   * whichever meets fewer images. Most maps have far more candidates than a query meets, and then
   * it is by queries; where each query meets most of a small map, the larger side is divided.
   *
   * @param tasks how many the pairs are cut into
   * @param cores how many of them run at the same time; the first ones are started first
   * @return the pairs of each task
   */
  static List<ArrayList<Compared.Pair>> grouped(List<ImagePair> pairs, int tasks, int cores) {
    List<ArrayList<Compared.Pair>> byQueries =
        cut(pairs, ImagePair::query, ImagePair::candidate, tasks, cores);
    List<ArrayList<Compared.Pair>> byCandidates =
        cut(pairs, ImagePair::candidate, ImagePair::query, tasks, cores);
    return described(byQueries, cores) <= described(byCandidates, cores) ? byQueries : byCandidates;
  }

  /** How many images are described, if each core takes every so many-th task and forgets none. */
  private static long described(List<ArrayList<Compared.Pair>> tasks, int cores) {
    return IntStream.range(0, cores)
        .mapToLong(
            core ->
                IntStream.iterate(core, i -> i < tasks.size(), i -> i + cores)
                    .mapToObj(tasks::get)
                    .flatMap(List::stream)
                    .flatMap(pair -> Stream.of(pair.query(), pair.candidate()))
                    .distinct()
                    .count())
        .sum();
  }

  /**
   * Cuts pairs into tasks: those of some images one after the other, as many as a process has room
   * for, and among them those of one image of the other side, which so is described once for all of
   * them. Neighbouring images often meet the same others, so what one core takes after the other
   * follows each other here; that holds as long as all are equally quick.
   */
  private static List<ArrayList<Compared.Pair>> cut(
      List<ImagePair> pairs,
      ToIntFunction<ImagePair> side,
      ToIntFunction<ImagePair> other,
      int tasks,
      int cores) {
    int[] images = pairs.stream().mapToInt(side).distinct().sorted().toArray();
    int perBlock = Math.clamp(images.length / tasks, 1, IMAGES_PER_BLOCK);
    ToIntFunction<ImagePair> block =
        pair -> Arrays.binarySearch(images, side.applyAsInt(pair)) / perBlock;
    List<Compared.Pair> sorted =
        pairs.stream()
            .sorted(Comparator.comparingInt(block).thenComparingInt(other).thenComparingInt(side))
            .map(pair -> new Compared.Pair(pair.query(), pair.candidate()))
            .toList();
    return dealt(tasks, cores).stream()
        .map(
            task ->
                new ArrayList<>(
                    sorted.subList(
                        (int) ((long) sorted.size() * task / tasks),
                        (int) ((long) sorted.size() * (task + 1) / tasks))))
        .toList();
  }

  /** Parts in the order in which cores take them, so that those of a core follow each other. */
  private static List<Integer> dealt(int tasks, int cores) {
    int rounds = (tasks + cores - 1) / cores;
    return IntStream.range(0, rounds)
        .boxed()
        .flatMap(round -> IntStream.range(0, cores).mapToObj(core -> core * rounds + round))
        .filter(task -> task < tasks)
        .toList();
  }

  private Broadcast<ArrayList<Outcome>> known() {
    Broadcast<ArrayList<Outcome>> known = outcomes;
    if (known == null) {
      throw new IllegalStateException("features are computed first");
    }
    return known;
  }

  /** What a task does with one unit. */
  private interface Work<R> extends java.io.Serializable {
    R of(int unit);
  }

  /** What a task does with all of its units in the end. */
  private interface End extends java.io.Serializable {
    void of(List<Integer> units);
  }

  /** Results in the order of the units. */
  private <R> List<R> run(String what, int count, Work<R> work, End end, Progress progress) {
    progress.check();
    List<Integer> units = IntStream.range(0, count).boxed().toList();
    int perTask = packs ? IMAGES_PER_PACK : IMAGES_PER_TASK;
    int least = Math.min(count, TASKS_PER_CORE * spark.defaultParallelism());
    int partitions = Math.max(1, Math.max(least, (count + perTask - 1) / perTask));
    LongAccumulator done = spark.sc().longAccumulator(what);
    FlatMapFunction<Iterator<Integer>, R> task =
        ofPartition -> {
          List<R> results = new ArrayList<>();
          List<Integer> all = new ArrayList<>();
          while (ofPartition.hasNext()) {
            int unit = ofPartition.next();
            results.add(work.of(unit));
            all.add(unit);
            done.add(1);
          }
          end.of(all);
          return results.iterator();
        };
    return new Job(what, count, done, spark)
        .await(spark.parallelize(units, partitions).mapPartitions(task).collectAsync(), progress);
  }
}
