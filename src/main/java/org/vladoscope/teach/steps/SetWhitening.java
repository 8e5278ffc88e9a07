package org.vladoscope.teach.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.linalg.PrincipalComponents;
import org.vladoscope.linalg.Whitening;

/**
 * Learns whitening for small point sets. A real one is learned from thousands of images; here other
 * images are made up from the sets on the screen, by drawing points from them with a little noise.
 */
public final class SetWhitening {

  private static final int SAMPLES = 240;
  private static final double NOISE = 0.06;

  /** Directions with less variance than this share of the largest carry rounding errors only. */
  private static final double LEAST_VARIANCE = 1e-6;

  private SetWhitening() {}

  /**
   * Learns from two sets, which need not be equally large.
   *
   * @param switches the steps before whitening
   * @return nothing if there are no points, or if all samples look the same
   */
  public static Optional<Whitening> learn(
      double[][] first, double[][] second, double[][] centres, Switches switches, long seed) {
    List<double[][]> sets = new ArrayList<>();
    for (double[][] set : List.of(first, second)) {
      if (set.length > 0) {
        sets.add(set);
      }
    }
    if (sets.isEmpty()) {
      return Optional.empty();
    }
    SplittableRandom random = new SplittableRandom(seed);
    Switches before = switches.with(VladStep.WHITENING, false);
    int length = centres.length * centres[0].length;
    FloatMatrix samples = FloatMatrix.zeros(SAMPLES, length);
    for (int i = 0; i < SAMPLES; i++) {
      double[][] set = drawn(sets.get(i % sets.size()), random);
      double[] vector = VladSteps.of(set, centres, before, Optional.empty()).vector();
      for (int j = 0; j < length; j++) {
        samples.data()[i * length + j] = (float) vector[j];
      }
    }
    PrincipalComponents all = PrincipalComponents.ofFew(samples, length);
    int kept = 0;
    while (kept < length && all.variances()[kept] > LEAST_VARIANCE * all.variances()[0]) {
      kept++;
    }
    if (kept == 0) {
      return Optional.empty();
    }
    return Optional.of(PrincipalComponents.ofFew(samples, kept).whitening(1));
  }

  private static double[][] drawn(double[][] set, SplittableRandom random) {
    double[][] result = new double[set.length][];
    for (int i = 0; i < result.length; i++) {
      result[i] = set[random.nextInt(set.length)].clone();
      for (int d = 0; d < result[i].length; d++) {
        result[i][d] += NOISE * random.nextGaussian();
      }
    }
    return result;
  }
}
