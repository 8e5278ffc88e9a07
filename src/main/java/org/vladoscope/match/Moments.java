package org.vladoscope.match;

import java.util.stream.DoubleStream;

/**
 * Where scores lie and how far they spread.
 *
 * @param mean their mean; NaN if there are none
 * @param deviation their population standard deviation, 0 or more; NaN if there are none
 */
public record Moments(double mean, double deviation) {

  /** Deviations below this share of the mean are rounding. */
  private static final double ROUNDING = 1e-12;

  /** Of some scores. */
  public static Moments of(double... scores) {
    double mean = DoubleStream.of(scores).average().orElse(Double.NaN);
    double variance =
        DoubleStream.of(scores).map(s -> (s - mean) * (s - mean)).average().orElse(Double.NaN);
    return new Moments(mean, Math.sqrt(variance));
  }

  /** Standard deviations of a score above the mean; 0 if the scores did not differ. */
  public double standardised(double score) {
    return deviation > ROUNDING * Math.max(1, Math.abs(mean)) ? (score - mean) / deviation : 0;
  }
}
