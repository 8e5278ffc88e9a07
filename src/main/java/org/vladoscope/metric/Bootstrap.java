package org.vladoscope.metric;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Intervals by resampling the queries with replacement (percentile method). The same seed gives the
 * same interval.
 *
 * @param resamples how often; 0 for no interval
 * @param level share of the resampled means inside the interval, between 0 and 1
 * @param seed start of the random numbers
 */
public record Bootstrap(int resamples, double level, long seed) {

  /** 95 % from 2000 resamples. */
  public static final Bootstrap USUAL = new Bootstrap(2000, .95, 1);

  /** No intervals, for figures that follow a slider. */
  public static final Bootstrap NONE = new Bootstrap(0, .95, 1);

  /** Checks the ranges. */
  public Bootstrap {
    if (resamples < 0 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          resamples + " resamples and level " + level + " cannot be used");
    }
  }

  /** How intervals come about, for people; empty if there are none. */
  public String words() {
    return resamples == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "%.0f %% interval by bootstrap over queries (percentile, %d resamples, seed %d)",
            100 * level,
            resamples,
            seed);
  }

  /**
   * Means with their intervals. All are taken over the same resamples.
   *
   * @param values for each mean one value per query; all equally long
   */
  Estimate[] means(double[]... values) {
    Estimate[] result = new Estimate[values.length];
    int queries = values.length == 0 ? 0 : values[0].length;
    double[][] resampled = new double[values.length][resamples];
    SplittableRandom random = new SplittableRandom(seed);
    int[] chosen = new int[queries];
    for (int r = 0; r < resamples && queries > 0; r++) {
      for (int i = 0; i < queries; i++) {
        chosen[i] = random.nextInt(queries);
      }
      for (int m = 0; m < values.length; m++) {
        double sum = 0;
        for (int i : chosen) {
          sum += values[m][i];
        }
        resampled[m][r] = sum / queries;
      }
    }
    for (int m = 0; m < values.length; m++) {
      double mean = Arrays.stream(values[m]).average().orElse(0);
      Arrays.sort(resampled[m]);
      result[m] =
          resamples == 0 || queries == 0
              ? Estimate.exactly(mean)
              : new Estimate(
                  mean,
                  quantile(resampled[m], (1 - level) / 2),
                  quantile(resampled[m], (1 + level) / 2));
    }
    return result;
  }

  /** The quantile of sorted values, interpolated linearly. */
  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
