package org.vladoscope.ui.chart;

import java.util.List;

/**
 * Points that belong together.
 *
 * @param name what they are, for the legend
 * @param mark their shape: no two series of a chart are told apart by colour alone
 * @param color which of the chart's colours, from 0
 * @param joined whether a line joins them
 * @param marked whether each carries its mark; else only the line is drawn
 * @param points in the order in which they are joined
 */
public record ChartSeries(
    String name, Mark mark, int color, boolean joined, boolean marked, List<ChartPoint> points) {

  /** The shape of a point. */
  public enum Mark {
    /** A disc. */
    DISC,
    /** A square. */
    SQUARE,
    /** A cross. */
    CROSS,
    /** The outline of a square. */
    RING
  }

  /** Copies the points. */
  public ChartSeries {
    points = List.copyOf(points);
  }

  /** Points joined by a line. */
  public static ChartSeries line(String name, Mark mark, int color, List<ChartPoint> points) {
    return new ChartSeries(name, mark, color, true, true, points);
  }

  /** A line without marks, for curves of many points. */
  public static ChartSeries curve(String name, Mark mark, int color, List<ChartPoint> points) {
    return new ChartSeries(name, mark, color, true, false, points);
  }

  /** Points that stand alone. */
  public static ChartSeries dots(String name, Mark mark, int color, List<ChartPoint> points) {
    return new ChartSeries(name, mark, color, false, true, points);
  }
}
