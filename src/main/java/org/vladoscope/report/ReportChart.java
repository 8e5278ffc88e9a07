package org.vladoscope.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line chart of values between 0 and 1 as SVG. Colours are CSS variables of the page around it,
 * so that it is readable in light and dark; lines differ in dashes and marks too.
 */
final class ReportChart {

  private static final int WIDTH = 560;
  private static final int HEIGHT = 340;
  private static final int LEFT = 56;
  private static final int RIGHT = 16;
  private static final int TOP = 16;
  private static final int BOTTOM = 48;

  private final String title;
  private final String across;
  private final String upwards;
  private final StringBuilder marks = new StringBuilder();
  private final List<String> legend = new ArrayList<>();
  private final List<Boolean> marked = new ArrayList<>();

  ReportChart(String title, String across, String upwards) {
    this.title = title;
    this.across = across;
    this.upwards = upwards;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static double x(double share) {
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double share) {
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  /** A label below the axis. */
  void tick(double share, String label) {
    marks.append(
        format(
            "<line class='grid' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>"
                + "<text class='tick' text-anchor='middle' x='%.1f' y='%.1f'>%s</text>%n",
            x(share), y(0), x(share), y(1), x(share), y(0) + 18, HtmlReport.escaped(label)));
  }

  /**
   * A line.
   *
   * @param name for the legend
   * @param points x and y, both between 0 and 1
   * @param withMarks true to mark every point
   */
  void line(String name, List<double[]> points, boolean withMarks) {
    int number = legend.size();
    legend.add(name);
    marked.add(withMarks);
    StringBuilder path = new StringBuilder();
    for (double[] point : points) {
      path.append(format("%s%.1f %.1f", path.isEmpty() ? "M" : " L", x(point[0]), y(point[1])));
    }
    marks.append(format("<path class='line line%d' d='%s'/>%n", number, path));
    if (withMarks) {
      for (double[] point : points) {
        marks.append(mark(number, x(point[0]), y(point[1])));
      }
    }
  }

  /** A vertical bar from one value to another. */
  void interval(int line, double share, double low, double high) {
    marks.append(
        format(
            "<line class='interval line%d' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>%n",
            line, x(share), y(low), x(share), y(high)));
  }

  private static String mark(int number, double x, double y) {
    return number == 0
        ? format(
            "<rect class='mark mark0' x='%.1f' y='%.1f' width='7' height='7'/>%n", x - 3.5, y - 3.5)
        : format("<circle class='mark mark%d' cx='%.1f' cy='%.1f' r='4'/>%n", number, x, y);
  }

  /** The chart. */
  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg viewBox='0 0 %d %d' role='img'" + " aria-label='%s'>%n",
            WIDTH, HEIGHT, HtmlReport.escaped(title)));
    for (int i = 0; i <= 5; i++) {
      double share = i / 5.0;
      svg.append(
          format(
              "<line class='grid' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>"
                  + "<text class='tick' text-anchor='end' x='%.1f' y='%.1f'>%.1f</text>%n",
              x(0), y(share), x(1), y(share), x(0) - 8, y(share) + 4, share));
    }
    svg.append(marks);
    svg.append(
        format(
            "<text class='label' text-anchor='middle' x='%.1f' y='%d'>%s</text>%n",
            x(.5), HEIGHT - 8, HtmlReport.escaped(across)));
    svg.append(
        format(
            "<text class='label' text-anchor='middle' transform='translate(14 %.1f)"
                + " rotate(-90)'>%s</text>%n",
            y(.5), HtmlReport.escaped(upwards)));
    for (int i = 0; i < legend.size(); i++) {
      double at = y(0) - 12 - 18 * (legend.size() - 1 - i);
      svg.append(
          format(
              "<line class='line line%d' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>%s"
                  + "<text class='label' x='%.1f' y='%.1f'>%s</text>%n",
              i,
              x(0) + 12,
              at,
              x(0) + 44,
              at,
              marked.get(i) ? mark(i, x(0) + 28, at) : "",
              x(0) + 52,
              at + 4,
              HtmlReport.escaped(legend.get(i))));
    }
    return svg.append("</svg>\n").toString();
  }
}
