package org.vladoscope.teach.steps;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.teach.steps.Plane.Point;

/** Which part of the square from −1 to 1 belongs to which centre. */
public final class Regions {

  private Regions() {}

  /**
   * The Voronoi region of each centre, by cutting the square along all bisectors.
   *
   * @return per centre the corners of its region in order; none for a centre that equals an earlier
   *     one
   */
  public static List<List<Point>> voronoi(List<Point> centres) {
    List<List<Point>> regions = new ArrayList<>();
    for (int k = 0; k < centres.size(); k++) {
      List<Point> region =
          List.of(new Point(-1, -1), new Point(1, -1), new Point(1, 1), new Point(-1, 1));
      for (int other = 0; other < centres.size(); other++) {
        Point centre = centres.get(k);
        if (centre.equals(centres.get(other))) {
          region = other < k ? List.of() : region;
        } else {
          region = cut(region, centre, centres.get(other));
        }
      }
      regions.add(region);
    }
    return regions;
  }

  /** The part of a convex region that is not farther from one place than from another. */
  private static List<Point> cut(List<Point> region, Point near, Point far) {
    List<Point> result = new ArrayList<>();
    for (int i = 0; i < region.size(); i++) {
      Point from = region.get(i);
      Point to = region.get((i + 1) % region.size());
      double a = excess(from, near, far);
      double b = excess(to, near, far);
      if (a <= 0) {
        result.add(from);
      }
      if ((a < 0 && b > 0) || (a > 0 && b < 0)) {
        double share = a / (a - b);
        result.add(
            new Point(
                from.x() + share * (to.x() - from.x()), from.y() + share * (to.y() - from.y())));
      }
    }
    return result;
  }

  /** Squared distance to one place less that to another: a linear function. */
  private static double excess(Point p, Point near, Point far) {
    return 2 * (p.x() * (far.x() - near.x()) + p.y() * (far.y() - near.y()))
        + square(near)
        - square(far);
  }

  private static double square(Point p) {
    return p.x() * p.x() + p.y() * p.y();
  }

  /**
   * Shares of the centres on a raster of places, row by row from the top.
   *
   * @param side places along either side
   * @return {@code [side·side][K]}
   */
  public static double[][] shares(List<Point> centres, Switches switches, int side) {
    double[][] rows = Plane.values(centres);
    double[][] result = new double[side * side][];
    for (int i = 0; i < result.length; i++) {
      double x = -1 + 2 * (i % side + .5) / side;
      double y = 1 - 2 * (i / side + .5) / side;
      result[i] = VladSteps.shares(new double[] {x, y}, rows, switches);
    }
    return result;
  }
}
