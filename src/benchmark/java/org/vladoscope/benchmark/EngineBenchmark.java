package org.vladoscope.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.ProcessMemory;
import org.vladoscope.compute.TensorRuntime;
import org.vladoscope.image.Decoding;

/**
 * Times the steps of the engine beside the reference formulation: both on one thread, in turns, in
 * one run, and only after their results were found to be the same. The reference is timed twice:
 * with the C library's usual way of giving freed memory back, which it meets elsewhere, and with
 * the engine's, which keeps it ({@link ProcessMemory#keepFreedBlocks}) and helps it a lot.
 */
public final class EngineBenchmark {

  // Results further apart than this are not those of the same formula.
  private static final double TOLERANCE = 1e-4;

  /** Thirteen layers one after the other, each of which rounds to 8 bits (0.4 %). */
  private static final double NARROW_TOLERANCE = 2e-2;

  private static final double SHORTEST_MEASUREMENT = .3;

  /**
   * One side of a step.
   *
   * @param seconds processor time of the computing thread, the shortest of all rounds
   * @param extraBytes at most so much memory was taken besides inputs: growth of the process plus
   *     all Java arrays that were made; negative if the system does not tell
   */
  public record Side(double seconds, long extraBytes) {}

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
   * @param precision of ours, int8 for matching alone; the reference has full precision
   * @param results told as soon as they are known
   * @throws InputException if a name is unknown
   */
  public void run(
      List<String> names,
      int rounds,
      Precision precision,
      Progress progress,
      Consumer<Result> results) {
    try (Compute compute = Compute.open(DeviceChoice.CPU, 1)) {
      compute.check(precision);
      Precision ofDescriptors = precision == Precision.INT8 ? Precision.FP32 : precision;
      TensorRuntime tensors = TensorRuntime.of(compute);
      Map<String, Supplier<Contest>> steps = new LinkedHashMap<>();
      steps.put("vgg16", () -> new BackboneContest(tensors, ofDescriptors, compute));
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
      for (int i = 0; i < chosen.size(); i++) {
        try (Contest step = chosen.get(i).get()) {
          progress.report(step.what(), (double) i / chosen.size());
          double tolerance = precision == Precision.FP32 ? TOLERANCE : NARROW_TOLERANCE;
          results.accept(measure(step, rounds, step.tolerance(tolerance), progress));
        }
      }
    }
  }

  private Result measure(Contest step, int rounds, double tolerance, Progress progress) {
    long ourMemory = extraMemory(step::ours);
    long referenceMemory = extraMemory(step::reference);
    double difference = step.difference();
    int ourRepeats = repeats(step::ours);
    int referenceRepeats = repeats(step::reference);
    double ours = Double.POSITIVE_INFINITY;
    double reference = Double.POSITIVE_INFINITY;
    double helped = Double.POSITIVE_INFINITY;
    for (int round = 0; round < rounds; round++) {
      progress.check();
      ProcessMemory.keepFreedBlocks(false);
      reference = Math.min(reference, seconds(step::reference, referenceRepeats));
      progress.check();
      ProcessMemory.keepFreedBlocks(true);
      helped = Math.min(helped, seconds(step::reference, referenceRepeats));
      progress.check();
      ours = Math.min(ours, seconds(step::ours, ourRepeats));
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
  private int repeats(Runnable side) {
    double once = seconds(side, 1);
    for (double warm = once; warm < SHORTEST_MEASUREMENT * 3; warm += once) {
      once = seconds(side, 1);
    }
    return Math.max(1, (int) Math.ceil(SHORTEST_MEASUREMENT / once));
  }

  private double seconds(Runnable side, int repeats) {
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < repeats; i++) {
      side.run();
    }
    return (threads.getCurrentThreadCpuTime() - before) / 1e9 / repeats;
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
