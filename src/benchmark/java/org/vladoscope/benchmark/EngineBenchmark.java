package org.vladoscope.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vladoscope.benchmark.ReferenceVit.Attention;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.ProcessMemory;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;

/**
 * Times the steps of the engine beside the reference formulation: both on one thread, or on as many
 * at once as are asked for, in turns, in one run, and only after their results were found to be the
 * same. The reference is timed twice: with the C library's usual way of giving freed memory back,
 * which it meets elsewhere, and with the engine's, which keeps it ({@link
 * ProcessMemory#keepFreedBlocks}) and helps it a lot.
 */
public final class EngineBenchmark {

  // Results further apart than this are not those of the same formula.
  private static final double TOLERANCE = 1e-4;

  /** Thirteen layers one after the other, each of which rounds to 8 bits (0.4 %). */
  private static final double NARROW_TOLERANCE = 2e-2;

  /** So many runs lie between looks at the memory. */
  public static final int EVERY = 10;

  /** Images as SALAD takes them. */
  private static final ImageSize SALAD = new ImageSize(322, 322);

  /** As many patches as AnyLoc has of 630×476, in a square: both sides keep their positions. */
  private static final ImageSize ANYLOC = new ImageSize(546, 546);

  private static final double SHORTEST_MEASUREMENT = .3;

  /**
   * One side of a step.
   *
   * @param seconds processor time of a computing thread, the shortest of all rounds
   * @param extraBytes at most so much memory was taken besides inputs: growth of the process plus
   *     all Java arrays that were made; negative if the system does not tell
   */
  public record Side(double seconds, long extraBytes) {}

  /**
   * What the process held while a step ran over and over.
   *
   * @param what the step, for people
   * @param bytes in main memory after every tenth run, without what Java would collect; negative if
   *     the system does not tell
   */
  public record Resident(String what, List<Long> bytes) {}

  /**
   * What was measured.
   *
   * @param what the step, for people
   * @param reference the reference formulation
   * @param helped the reference formulation with the engine's settings of the memory allocator
   * @param ours the engine
   * @param difference largest difference between the results of both
   * @param tolerance largest difference that rounding explains
   * @param goal how many times as fast ours should be
   */
  public record Result(
      String what,
      Side reference,
      Side helped,
      Side ours,
      double difference,
      double tolerance,
      double goal) {

    /** How many times as fast ours is. */
    public double ratio() {
      return reference.seconds() / ours.seconds();
    }

    /** How many times as fast ours is as the reference with our memory allocator. */
    public double ratioToHelped() {
      return helped.seconds() / ours.seconds();
    }

    /** True if the results agree; a ratio means nothing otherwise. */
    public boolean agrees() {
      return difference <= tolerance;
    }
  }

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The names of all steps. */
  public static List<String> names() {
    return List.of(
        "vgg16",
        "dinov2",
        "dinov2-fused",
        "dinov2-wide",
        "dinov2-wide-fused",
        "pooling64",
        "pooling16",
        "global",
        "global-summed",
        "whitening",
        "pair",
        "candidates",
        "photograph",
        "photograph-fast");
  }

  /**
   * Measures some steps.
   *
   * @param names of the steps, see {@link #names}
   * @param rounds how often each side is measured
   * @param threads that do the same at once, each with inputs and networks of its own
   * @param precision of ours, int8 for matching alone; the reference has full precision
   * @param results told as soon as they are known
   * @throws InputException if a name is unknown
   */
  public void run(
      List<String> names,
      int rounds,
      int threads,
      Precision precision,
      Progress progress,
      Consumer<Result> results) {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      List<Supplier<Contest>> chosen = chosen(names, precision, compute);
      for (int i = 0; i < chosen.size(); i++) {
        List<Contest> steps = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
          for (int t = 0; t < threads; t++) {
            steps.add(chosen.get(i).get());
          }
          Contest step = steps.getFirst();
          progress.report(step.what(), (double) i / chosen.size());
          double tolerance = precision == Precision.FP32 ? TOLERANCE : NARROW_TOLERANCE;
          Team team = new Team(steps, workers);
          results.accept(measure(team, rounds, step.tolerance(tolerance), progress));
        } finally {
          steps.forEach(Contest::close);
        }
      }
    }
  }

  /**
   * Runs our side of some steps over and over, and looks at what the process holds.
   *
   * @param times how often
   */
  public void hold(
      List<String> names,
      int times,
      Precision precision,
      Progress progress,
      Consumer<Resident> results) {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      for (Supplier<Contest> supplier : chosen(names, precision, compute)) {
        try (Contest step = supplier.get()) {
          List<Long> bytes = new ArrayList<>();
          for (int i = 0; i < times; i++) {
            progress.report(step.what(), (double) i / times);
            progress.check();
            step.ours();
            if (i % EVERY == EVERY - 1) {
              ProcessMemory.restartPeak();
              bytes.add(ProcessMemory.resident().orElse(-1));
            }
          }
          results.accept(new Resident(step.what(), bytes));
        }
      }
    }
  }

  private static List<Supplier<Contest>> chosen(
      List<String> names, Precision precision, Compute compute) {
    compute.check(precision);
    Precision ofDescriptors = precision == Precision.INT8 ? Precision.FP32 : precision;
    TensorRuntime tensors = TensorRuntime.of(compute);
    Map<String, Supplier<Contest>> steps = new LinkedHashMap<>();
    steps.put("vgg16", () -> new BackboneContest(tensors, ofDescriptors, compute));
    for (ImageSize size : List.of(SALAD, ANYLOC)) {
      String name = size.equals(SALAD) ? "dinov2" : "dinov2-wide";
      for (Attention attention : Attention.values()) {
        steps.put(
            attention == Attention.PLAIN ? name : name + "-fused",
            () -> new VitContest(tensors, size, attention, ofDescriptors, compute));
      }
    }
    steps.put("pooling64", () -> new PoolingContest(tensors, 64));
    steps.put("pooling16", () -> new PoolingContest(tensors, 16));
    steps.put("global", () -> new GlobalContest(tensors, true));
    steps.put("global-summed", () -> new GlobalContest(tensors, false));
    steps.put("whitening", () -> new WhiteningContest(tensors, ofDescriptors, compute));
    steps.put("pair", () -> new PairContest(tensors, precision, compute));
    steps.put("candidates", () -> new CandidatesContest(tensors, precision, compute));
    steps.put("photograph", () -> new PhotographContest(Decoding.EXACT));
    steps.put("photograph-fast", () -> new PhotographContest(Decoding.FAST));
    List<Supplier<Contest>> chosen = new ArrayList<>();
    for (String name : names) {
      Supplier<Contest> step = steps.get(name);
      if (step == null) {
        throw new InputException(
            "There is no step '" + name + "'; choose " + String.join(", ", names()) + ".");
      }
      chosen.add(step);
    }
    return chosen;
  }

  /** The same step for each of some threads. */
  private record Team(List<Contest> steps, ExecutorService workers) {

    /** Processor seconds of one thread for one run, the mean of all of them. */
    double seconds(Consumer<Contest> side, int repeats) {
      ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      List<Future<Long>> times = new ArrayList<>();
      for (Contest step : steps) {
        times.add(
            workers.submit(
                () -> {
                  long before = bean.getCurrentThreadCpuTime();
                  for (int i = 0; i < repeats; i++) {
                    side.accept(step);
                  }
                  return bean.getCurrentThreadCpuTime() - before;
                }));
      }
      long sum = 0;
      for (Future<Long> time : times) {
        try {
          sum += time.get();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        } catch (ExecutionException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
      return sum / 1e9 / repeats / steps.size();
    }
  }

  private Result measure(Team team, int rounds, double tolerance, Progress progress) {
    Contest step = team.steps.getFirst();
    long ourMemory = extraMemory(step::ours);
    long referenceMemory = extraMemory(step::reference);
    double difference = step.difference();
    int ourRepeats = repeats(team, Contest::ours);
    int referenceRepeats = repeats(team, Contest::reference);
    double ours = Double.POSITIVE_INFINITY;
    double reference = Double.POSITIVE_INFINITY;
    double helped = Double.POSITIVE_INFINITY;
    for (int round = 0; round < rounds; round++) {
      progress.check();
      ProcessMemory.keepFreedBlocks(false);
      reference = Math.min(reference, team.seconds(Contest::reference, referenceRepeats));
      progress.check();
      ProcessMemory.keepFreedBlocks(true);
      helped = Math.min(helped, team.seconds(Contest::reference, referenceRepeats));
      progress.check();
      ours = Math.min(ours, team.seconds(Contest::ours, ourRepeats));
    }
    return new Result(
        step.what(),
        new Side(reference, referenceMemory),
        new Side(helped, referenceMemory),
        new Side(ours, ourMemory),
        difference,
        tolerance,
        step.goal());
  }

  /** How often a side runs in one measurement, found while its code becomes warm. */
  private static int repeats(Team team, Consumer<Contest> side) {
    double once = team.seconds(side, 1);
    for (double warm = once; warm < SHORTEST_MEASUREMENT * 3; warm += once) {
      once = team.seconds(side, 1);
    }
    return Math.max(1, (int) Math.ceil(SHORTEST_MEASUREMENT / once));
  }

  private long extraMemory(Runnable side) {
    boolean known = ProcessMemory.restartPeak();
    OptionalLong before = ProcessMemory.resident();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    side.run();
    allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
    OptionalLong peak = ProcessMemory.peak();
    if (!known || before.isEmpty() || peak.isEmpty()) {
      return -1;
    }
    return Math.max(0, peak.getAsLong() - before.getAsLong()) + allocated;
  }
}
