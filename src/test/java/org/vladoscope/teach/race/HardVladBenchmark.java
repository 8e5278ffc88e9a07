package org.vladoscope.teach.race;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.vladoscope.common.FloatMatrix;

/**
 * Time and allocation of the formulations of hard VLAD, assignment included, on one thread: {@code
 * mvn test-compile exec:exec@benchmark}. No test: nothing depends on what it measures.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx1g")
public class HardVladBenchmark {

  private static final int FEATURES = 128;
  private static final int DIMS = 64;
  private static final int CLUSTERS = 16;
  private static final long MEMORY = 800L << 20;

  /** Number of images. */
  @Param({"256", "2048"})
  public int images;

  /** Name of the formulation; naivec has no room for 2048 images and is measured at 256. */
  @Param({"looping", "truvec", "grouped", "ours"})
  public String formulation = "ours";

  private HardVlad vlad = HardVlad.fastest();
  private FloatMatrix centres = FloatMatrix.zeros(0, 0);
  private LocalFeatures features = new LocalFeatures(1, 1, FloatMatrix.zeros(1, 1));

  /** Makes the features. */
  @Setup
  public void prepare() {
    vlad =
        HardVlad.all(MEMORY).stream()
            .filter(v -> v.name().equals(formulation))
            .findFirst()
            .orElseThrow();
    Random random = new Random(1);
    centres = random(random, CLUSTERS);
    features = new LocalFeatures(images, FEATURES, random(random, images * FEATURES));
  }

  private static FloatMatrix random(Random random, int rows) {
    FloatMatrix matrix = FloatMatrix.zeros(rows, DIMS);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) random.nextGaussian();
    }
    return matrix;
  }

  /** All images at once. */
  @Benchmark
  public FloatMatrix describe() {
    return vlad.describe(features, centres, VladNorm.ROOT_L2);
  }

  /** Runs all of it with the allocation profile. */
  public static void main(String[] arguments) throws RunnerException {
    String name = HardVladBenchmark.class.getSimpleName();
    new Runner(new OptionsBuilder().include(name).addProfiler(GCProfiler.class).build()).run();
    new Runner(
            new OptionsBuilder()
                .include(name)
                .param("formulation", "naivec")
                .param("images", "256")
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }
}
