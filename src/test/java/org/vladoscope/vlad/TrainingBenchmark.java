package org.vladoscope.vlad;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.linalg.PrincipalComponents;
import org.vladoscope.linalg.SampleMatrix;

/**
 * Processor time and memory of training at the original's scale. Arguments: {@code words 50000 512
 * 64 100} (features, values, clusters, steps) or {@code pca 10000 32768 4096} (vectors, values,
 * components; needs a heap of 3 GB for its result).
 */
final class TrainingBenchmark {

  private TrainingBenchmark() {}

  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[1]);
    int dims = Integer.parseInt(args[2]);
    int wanted = Integer.parseInt(args[3]);
    double before;
    try (Compute compute = Compute.open(DeviceChoice.CPU);
        SampleMatrix samples = new SampleMatrix(count, dims)) {
      Random random = new Random(1);
      for (int i = 0; i < count; i++) {
        samples.putRows(i, FloatMatrix.of(1, dims, vector(dims, random)));
      }
      before = seconds();
      if (args[0].equals("words")) {
        FloatMatrix features = FloatMatrix.zeros(count, dims);
        for (int i = 0; i < features.data().length; i++) {
          features.data()[i] = samples.get(i / dims, i % dims);
        }
        before = seconds();
        VocabularyConfig config = new VocabularyConfig(wanted, count, Integer.parseInt(args[4]), 1);
        VocabularyTrainer.train(features, config, compute, Progress.NONE);
      } else {
        PrincipalComponents.fit(samples, wanted, compute, Progress.NONE).whitening(1);
      }
    }
    System.out.printf("%.1f s of processor time%n", seconds() - before);
    Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .forEach(System.out::println);
  }

  /** Values whose variance falls slowly. */
  private static float[] vector(int dims, Random random) {
    float[] vector = new float[dims];
    for (int d = 0; d < dims; d++) {
      vector[d] = (float) random.nextGaussian() / (1 + d * .01f) + .001f * random.nextFloat();
    }
    return vector;
  }

  private static double seconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }
}
