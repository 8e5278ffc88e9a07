package org.vladoscope.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bends lines that would fall on one another, as those between patches of one row do: each of them
 * gets a bow of its own, so that it can be followed from end to end. Lines that lie alone stay
 * straight.
 */
public final class MatchFan {

  /** Lines that pass so near to each other where they cross the middle lie on one another. */
  private static final double NEAR = 5;

  /** Lines whose slopes differ by less than this lie on one another. */
  private static final double SLOPE = .03;

  private static final double STEP = 7;
  private static final double REACH = 30;
  private static final int PIECES = 16;

  /**
   * A line to be drawn.
   *
   * @param from in the image on the left or right
   * @param to in the other one
   */
  public record Span(Point from, Point to) {

    private double slope() {
      return (to.y() - from.y()) / Math.max(1, Math.abs(to.x() - from.x()));
    }

    private double heightAt(double x) {
      double length = to.x() - from.x();
      return length == 0 ? from.y() : from.y() + (to.y() - from.y()) * (x - from.x()) / length;
    }

    /** The points of the line, bent to one side by so much in its middle. */
    public List<Point> bent(double bow) {
      if (bow == 0) {
        return List.of(from, to);
      }
      List<Point> points = new ArrayList<>();
      for (int i = 0; i <= PIECES; i++) {
        double t = (double) i / PIECES;
        points.add(
            new Point(
                from.x() + t * (to.x() - from.x()),
                from.y() + t * (to.y() - from.y()) + 4 * t * (1 - t) * bow));
      }
      return points;
    }
  }

  private record Place(long slope, long height) {}

  private MatchFan() {}

  /**
   * How far each line is bent in its middle.
   *
   * @param spans the lines, all between the same two images
   * @return one number for each, 0 for a line that stays straight
   */
  public static double[] bows(List<Span> spans) {
    double middle =
        spans.stream().mapToDouble(s -> (s.from().x() + s.to().x()) / 2).average().orElse(0);
    Map<Place, List<Integer>> groups = new HashMap<>();
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      Place place =
          new Place(Math.round(span.slope() / SLOPE), Math.round(span.heightAt(middle) / NEAR));
      groups.computeIfAbsent(place, p -> new ArrayList<>()).add(i);
    }
    double[] bows = new double[spans.size()];
    for (List<Integer> group : groups.values()) {
      int n = group.size();
      double step = Math.min(STEP, REACH / n);
      List<Integer> order =
          group.stream()
              .sorted(Comparator.comparingDouble((Integer i) -> spans.get(i).from().x()))
              .toList();
      for (int i = 0; i < n; i++) {
        bows[order.get(i)] = (i - (n - 1) / 2.0) * step;
      }
    }
    return bows;
  }
}
