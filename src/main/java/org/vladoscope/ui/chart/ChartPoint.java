package org.vladoscope.ui.chart;

/**
 * A point of a chart.
 *
 * @param x place on the axis across
 * @param y place on the upright axis
 * @param low lower end of its interval, or NaN if it has none
 * @param high upper end of its interval, or NaN
 * @param radius of its mark, in pixels
 * @param text what it says, for people
 */
public record ChartPoint(double x, double y, double low, double high, double radius, String text) {

  private static final double USUAL_RADIUS = 4;

  /** A point with an interval. */
  public ChartPoint(double x, double y, double low, double high, String text) {
    this(x, y, low, high, USUAL_RADIUS, text);
  }

  /** A point without an interval. */
  public static ChartPoint of(double x, double y, String text) {
    return new ChartPoint(x, y, Double.NaN, Double.NaN, text);
  }

  /** A point whose size says something too. */
  public static ChartPoint sized(double x, double y, double radius, String text) {
    return new ChartPoint(x, y, Double.NaN, Double.NaN, radius, text);
  }

  /** True if it has an interval. */
  public boolean hasInterval() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }
}
