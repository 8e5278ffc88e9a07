package org.vladoscope.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.pipeline.crew.ImageOutcome;

/**
 * Sends images and queries to the processes of a Spark cluster. What they compute they keep in the
 * cache that all machines share, by the keys of one machine: a task that runs twice, or is killed
 * and runs again elsewhere, changes nothing.
 */
final class SparkCrew implements Crew {

  private static final long POLL_MILLISECONDS = 100;

  /** A partition of so many images is done in seconds, and little is lost with it. */
  private static final int IMAGES_PER_TASK = 32;

  private final JavaSparkContext spark;
  private final List<String> arguments;
  private @Nullable Broadcast<ArrayList<Outcome>> outcomes;

  /**
   * A crew.
   *
   * @param spark stays the caller's to close
   * @param arguments the command line that every process reads
   */
  SparkCrew(JavaSparkContext spark, List<String> arguments) {
    this.spark = spark;
    this.arguments = List.copyOf(arguments);
  }

  @Override
  public Optional<List<ImageOutcome>> features(
      PipelineConfig config, int images, Progress progress) {
    ArrayList<String> words = new ArrayList<>(arguments);
    List<Outcome> found =
        run(
            "Computing features, image",
            images,
            image -> WorkerEngine.of(words).computeFeatures(image),
            progress);
    outcomes = spark.broadcast(new ArrayList<>(found));
    return Optional.of(found.stream().map(Outcome::arrived).toList());
  }

  @Override
  public void globals(PipelineConfig config, int images, Progress progress) {
    ArrayList<String> words = new ArrayList<>(arguments);
    Broadcast<ArrayList<Outcome>> known = known();
    run(
        "Computing global descriptors, image",
        images,
        image -> {
          WorkerEngine.of(words).computeGlobal(known.value(), image);
          return true;
        },
        progress);
  }

  @Override
  public boolean answers(PipelineConfig config, int queries, Progress progress) {
    ArrayList<String> words = new ArrayList<>(arguments);
    Broadcast<ArrayList<Outcome>> known = known();
    run(
        "Re-ranking, query",
        queries,
        query -> {
          WorkerEngine.of(words).answer(known.value(), query);
          return true;
        },
        progress);
    return true;
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

  /** Results in the order of the units. */
  private <R> List<R> run(String what, int count, Work<R> work, Progress progress) {
    progress.check();
    List<Integer> units = IntStream.range(0, count).boxed().toList();
    int least = Math.min(count, 4 * spark.defaultParallelism());
    int partitions = Math.max(1, Math.max(least, (count + IMAGES_PER_TASK - 1) / IMAGES_PER_TASK));
    LongAccumulator done = spark.sc().longAccumulator(what);
    FlatMapFunction<Iterator<Integer>, R> task =
        ofPartition -> {
          List<R> results = new ArrayList<>();
          while (ofPartition.hasNext()) {
            results.add(work.of(ofPartition.next()));
            done.add(1);
          }
          return results.iterator();
        };
    JavaFutureAction<List<R>> results =
        spark.parallelize(units, partitions).mapPartitions(task).collectAsync();
    try {
      while (true) {
        try {
          return results.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // A task that ran twice is counted twice.
          long known = Math.min(count, done.value());
          progress.report(what + " " + known + " of " + count, (double) known / count);
          progress.check();
        }
      }
    } catch (InterruptedException e) {
      results.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (CancellationException e) {
      results.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw refusal(what, e);
    }
  }

  /** What a task said if it spoke to people; else where to look. */
  private static InputException refusal(String what, ExecutionException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof InputException said) {
        return new InputException(String.valueOf(said.getMessage()), failure);
      }
    }
    return new InputException(
        "The cluster gave up ("
            + what
            + " …): a task failed several times. What was computed is kept; the logs of the"
            + " executors say more, and --verbose shows the cause.",
        failure);
  }
}
