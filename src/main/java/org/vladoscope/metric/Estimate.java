package org.vladoscope.metric;

/**
 * A measured mean and how far it may be from what other queries of the same kind would give.
 *
 * @param value the mean; 0 if there was nothing to measure
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Estimate(double value, double low, double high) {

  /** A value whose interval was not computed. */
  public static Estimate exactly(double value) {
    return new Estimate(value, Double.NaN, Double.NaN);
  }

  /** True if there is an interval. */
  public boolean hasInterval() {
    return !Double.isNaN(low);
  }
}
