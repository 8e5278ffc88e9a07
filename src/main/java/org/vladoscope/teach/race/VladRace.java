package org.vladoscope.teach.race;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;

/**
 * Runs all formulations of VLAD on the same made-up features and measures them. They take turns, so
 * that a disturbance meets all of them, and the best round of each counts.
 */
public final class VladRace {

  /**
   * What is raced.
   *
   * @param images number of images, T, 1 or more
   * @param features features of each image, N, 1 or more
   * @param dims length of a feature, F, 1 or more
   * @param clusters number of centres, K, at most T·N
   * @param rounds how often each runs, 1 or more
   * @param seed start of the made-up numbers
   */
  public record Setup(int images, int features, int dims, int clusters, int rounds, long seed) {

    /** The sizes for which figures are usually told. */
    public static final Setup USUAL = new Setup(256, 128, 64, 16, 7, 1);

    /** Checks the ranges. */
    public Setup {
      atLeastOne("images", images);
      atLeastOne("features", features);
      atLeastOne("dims", dims);
      atLeastOne("clusters", clusters);
      atLeastOne("rounds", rounds);
      if (clusters > (long) images * features) {
        throw new InputException(
            String.format(
                Locale.ROOT,
                "clusters = %d are more than the %d features of all images; use fewer clusters.",
                clusters,
                (long) images * features));
      }
      if ((long) images * features * dims > Integer.MAX_VALUE - 8) {
        throw new InputException(
            String.format(
                Locale.ROOT,
                "images × features × dims = %d × %d × %d is more than one array can hold; use fewer"
                    + " images.",
                images,
                features,
                dims));
      }
    }

    private static void atLeastOne(String name, int value) {
      if (value < 1) {
        throw new InputException(name + " = " + value + " cannot be raced; it starts at 1.");
      }
    }

    /** The same with another number of images. */
    public Setup withImages(int number) {
      return new Setup(number, features, dims, clusters, rounds, seed);
    }

    /** The same with another number of centres. */
    public Setup withClusters(int number) {
      return new Setup(images, features, dims, number, rounds, seed);
    }

    /** The same with another number of rounds. */
    public Setup withRounds(int number) {
      return new Setup(images, features, dims, clusters, number, seed);
    }

    /** Bytes of the features. */
    public long featureBytes() {
      return (long) images * features * dims * Float.BYTES;
    }
  }

  /**
   * How one formulation did.
   *
   * @param formulation which one
   * @param cpuSeconds processor time of its best round
   * @param bytes allocated in a round, result included
   * @param maxDifference largest difference to the result of the first formulation
   * @param refusal why it did not run, in which case the numbers are 0
   */
  public record Lane(
      HardVlad formulation,
      double cpuSeconds,
      long bytes,
      double maxDifference,
      @Nullable String refusal) {}

  /**
   * How all of them did.
   *
   * @param setup what was raced
   * @param lanes one for each formulation, in their usual order
   */
  public record Result(Setup setup, List<Lane> lanes) {

    /** Copies the list. */
    public Result {
      lanes = List.copyOf(lanes);
    }

    /** The fastest of those that ran. */
    public Optional<Lane> winner() {
      return lanes.stream()
          .filter(lane -> lane.refusal() == null)
          .min(java.util.Comparator.comparingDouble(Lane::cpuSeconds));
    }
  }

  private VladRace() {}

  /**
   * Races on the calling thread.
   *
   * @throws InputException if there is no room for the features
   * @throws java.util.concurrent.CancellationException if cancelled, after the round under way
   */
  public static Result run(Setup setup, Progress progress) {
    long free = freeMemory();
    if (2 * setup.featureBytes() > free) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "The features alone would need %s, and %s are free; use fewer images, features or"
                  + " dims.",
              Bytes.text(setup.featureBytes()),
              Bytes.text(free)));
    }
    progress.report("Making features", 0);
    FloatMatrix centres = centres(setup);
    LocalFeatures features = features(setup, centres);
    return run(setup, features, centres, HardVlad.all(free - setup.featureBytes()), progress);
  }

  static Result run(
      Setup setup,
      LocalFeatures features,
      FloatMatrix centres,
      List<HardVlad> formulations,
      Progress progress) {
    List<Entry> entries = new ArrayList<>();
    formulations.forEach(formulation -> entries.add(new Entry(formulation)));
    @Nullable FloatMatrix reference = null;
    int turn = 0;
    for (int round = 0; round < setup.rounds(); round++) {
      for (Entry entry : entries) {
        progress.check();
        progress.report(
            "Racing " + entry.formulation.name(),
            (double) turn++ / (setup.rounds() * entries.size()));
        @Nullable FloatMatrix result = entry.run(features, centres);
        if (round == 0 && result != null) {
          reference = reference == null ? result : reference;
          entry.difference = difference(reference, result);
        }
      }
    }
    return new Result(setup, entries.stream().map(Entry::lane).toList());
  }

  /** Bytes that can still be allocated. */
  private static long freeMemory() {
    Runtime runtime = Runtime.getRuntime();
    // A part stays for everybody else and for the collector.
    return (long) (0.7 * (runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory()));
  }

  private static FloatMatrix centres(Setup setup) {
    SplittableRandom random = new SplittableRandom(setup.seed());
    FloatMatrix centres = FloatMatrix.zeros(setup.clusters(), setup.dims());
    for (int i = 0; i < centres.data().length; i++) {
      centres.data()[i] = (float) random.nextGaussian();
    }
    return centres;
  }

  /** Every feature lies around one of the centres. */
  private static LocalFeatures features(Setup setup, FloatMatrix centres) {
    SplittableRandom random = new SplittableRandom(~setup.seed());
    FloatMatrix values = FloatMatrix.zeros(setup.images() * setup.features(), setup.dims());
    for (int i = 0; i < values.rows(); i++) {
      int k = random.nextInt(setup.clusters());
      for (int f = 0; f < setup.dims(); f++) {
        values.data()[i * setup.dims() + f] = centres.get(k, f) + (float) random.nextGaussian();
      }
    }
    return new LocalFeatures(setup.images(), setup.features(), values);
  }

  private static double difference(FloatMatrix a, FloatMatrix b) {
    double max = 0;
    for (int i = 0; i < a.data().length; i++) {
      max = Math.max(max, Math.abs(a.data()[i] - b.data()[i]));
    }
    return max;
  }

  /** A formulation and what was measured of it so far. */
  private static final class Entry {

    private final HardVlad formulation;
    private long bestNanos = Long.MAX_VALUE;
    private long bytes = Long.MAX_VALUE;
    private double difference;
    private @Nullable String refusal;

    Entry(HardVlad formulation) {
      this.formulation = formulation;
    }

    @Nullable FloatMatrix run(LocalFeatures features, FloatMatrix centres) {
      if (refusal != null) {
        return null;
      }
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      try {
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long start = threads.getCurrentThreadCpuTime();
        FloatMatrix result = formulation.describe(features, centres, VladNorm.ROOT_L2);
        bestNanos = Math.min(bestNanos, threads.getCurrentThreadCpuTime() - start);
        bytes = Math.min(bytes, threads.getCurrentThreadAllocatedBytes() - allocated);
        return result;
      } catch (InputException e) {
        refusal = e.getMessage();
        return null;
      } catch (OutOfMemoryError e) {
        // What is free can change while one runs.
        refusal =
            String.format(
                Locale.ROOT,
                "%s ran out of memory; it needs about %s.",
                formulation.name(),
                Bytes.text(formulation.bytesNeeded(features, centres.rows())));
        return null;
      }
    }

    Lane lane() {
      return refusal == null
          ? new Lane(formulation, bestNanos / 1e9, bytes, difference, null)
          : new Lane(formulation, 0, 0, 0, refusal);
    }
  }
}
