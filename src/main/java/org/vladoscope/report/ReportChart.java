package org.vladoscope.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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
  private final List<Consumer<HtmlPage>> marks = new ArrayList<>();
  private final List<String> legend = new ArrayList<>();
  private final List<Boolean> marked = new ArrayList<>();

  ReportChart(String title, String across, String upwards) {
    this.title = title;
    this.across = across;
    this.upwards = upwards;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static double x(double share) {
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double share) {
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  private static void bar(HtmlPage page, String style, double x1, double y1, double x2, double y2) {
    page.empty(
        "line",
        "class",
        style,
        "x1",
        number(x1),
        "y1",
        number(y1),
        "x2",
        number(x2),
        "y2",
        number(y2));
  }

  private static void words(
      HtmlPage page, String style, String anchor, double x, double y, String text) {
    page.element(
        "text", text, "class", style, "text-anchor", anchor, "x", number(x), "y", number(y));
  }

  private static void mark(HtmlPage page, int line, double x, double y) {
    if (line == 0) {
      page.empty(
          "rect",
          "class",
          "mark mark0",
          "x",
          number(x - 3.5),
          "y",
          number(y - 3.5),
          "width",
          "7",
          "height",
          "7");
    } else {
      page.empty("circle", "class", "mark mark" + line, "cx", number(x), "cy", number(y), "r", "4");
    }
  }

  /** A label below the axis. */
  void tick(double share, String label) {
    marks.add(
        page -> {
          bar(page, "grid", x(share), y(0), x(share), y(1));
          words(page, "tick", "middle", x(share), y(0) + 18, label);
        });
  }

  /**
   * A line.
   *
   * @param name for the legend
   * @param points x and y, both between 0 and 1
   * @param withMarks true to mark every point
   */
  void line(String name, List<double[]> points, boolean withMarks) {
    int line = legend.size();
    legend.add(name);
    marked.add(withMarks);
    String path =
        points.stream()
            .map(point -> number(x(point[0])) + " " + number(y(point[1])))
            .collect(Collectors.joining(" L", "M", ""));
    marks.add(page -> page.empty("path", "class", "line line" + line, "d", path));
    if (withMarks) {
      points.forEach(point -> marks.add(page -> mark(page, line, x(point[0]), y(point[1]))));
    }
  }

  /** A vertical bar from one value to another. */
  void interval(int line, double share, double low, double high) {
    marks.add(page -> bar(page, "interval line" + line, x(share), y(low), x(share), y(high)));
  }

  /** Draws the chart where the page is. */
  void draw(HtmlPage page) {
    page.element(
        "svg",
        () -> {
          grid(page);
          marks.forEach(mark -> mark.accept(page));
          words(page, "label", "middle", x(.5), HEIGHT - 8, across);
          page.element(
              "text",
              upwards,
              "class",
              "label",
              "text-anchor",
              "middle",
              "transform",
              "translate(14 " + number(y(.5)) + ") rotate(-90)");
          for (int line = 0; line < legend.size(); line++) {
            legend(page, line);
          }
        },
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "role",
        "img",
        "aria-label",
        title);
  }

  private static void grid(HtmlPage page) {
    for (int i = 0; i <= 5; i++) {
      double share = i / 5.0;
      bar(page, "grid", x(0), y(share), x(1), y(share));
      words(page, "tick", "end", x(0) - 8, y(share) + 4, number(share));
    }
  }

  private void legend(HtmlPage page, int line) {
    double at = y(0) - 12 - 18 * (legend.size() - 1 - line);
    bar(page, "line line" + line, x(0) + 12, at, x(0) + 44, at);
    if (marked.get(line)) {
      mark(page, line, x(0) + 28, at);
    }
    words(page, "label", "start", x(0) + 52, at + 4, legend.get(line));
  }
}
