package org.vladoscope.teach.steps;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.common.InputException;

/**
 * Two sets of points in the plane and the centres they share. Everything lies in the square from −1
 * to 1; what is moved out of it stops at its edge.
 *
 * @param first the first set, up to {@value #MAX_POINTS}
 * @param second the set it is compared with, up to {@value #MAX_POINTS}
 * @param centres 1 to {@value #MAX_CENTRES}
 */
public record Plane(List<Point> first, List<Point> second, List<Point> centres) {

  /** So many points a set can have. */
  public static final int MAX_POINTS = 120;

  /** So many centres there can be. */
  public static final int MAX_CENTRES = 8;

  /**
   * A place in the plane.
   *
   * @param x to the right
   * @param y upwards
   */
  public record Point(double x, double y) {

    /** Checks that both are finite. */
    public Point {
      if (!Double.isFinite(x) || !Double.isFinite(y)) {
        throw new InputException("(" + x + ", " + y + ") is no place in the plane.");
      }
    }

    /** The nearest place of the square from −1 to 1. */
    public Point inside() {
      return new Point(Math.clamp(x, -1, 1), Math.clamp(y, -1, 1));
    }

    /** The distance to another place. */
    public double distance(Point other) {
      return Math.hypot(x - other.x, y - other.y);
    }
  }

  /** What can be moved, added and removed. */
  public enum Kind {
    /** A point of the first set. */
    FIRST,
    /** A point of the second set. */
    SECOND,
    /** A centre. */
    CENTRE
  }

  /**
   * One thing in the plane.
   *
   * @param kind what it is
   * @param index its number within its kind, from 0
   */
  public record Handle(Kind kind, int index) {}

  /** Copies the lists and checks their sizes. */
  public Plane {
    first = List.copyOf(first);
    second = List.copyOf(second);
    centres = List.copyOf(centres);
    if (first.size() > MAX_POINTS || second.size() > MAX_POINTS) {
      throw new InputException("A set holds up to " + MAX_POINTS + " points.");
    }
    if (centres.isEmpty() || centres.size() > MAX_CENTRES) {
      throw new InputException(
          "There are 1 to " + MAX_CENTRES + " centroids, not " + centres.size() + ".");
    }
  }

  /** Everything of a kind. */
  public List<Point> all(Kind kind) {
    return switch (kind) {
      case FIRST -> first;
      case SECOND -> second;
      case CENTRE -> centres;
    };
  }

  /** The same with all of a kind replaced. */
  public Plane with(Kind kind, List<Point> points) {
    return switch (kind) {
      case FIRST -> new Plane(points, second, centres);
      case SECOND -> new Plane(first, points, centres);
      case CENTRE -> new Plane(first, second, points);
    };
  }

  /** Where a thing lies. */
  public Point at(Handle handle) {
    return all(handle.kind()).get(handle.index());
  }

  /** The same with a thing moved. */
  public Plane moved(Handle handle, Point to) {
    List<Point> points = new ArrayList<>(all(handle.kind()));
    points.set(handle.index(), to.inside());
    return with(handle.kind(), points);
  }

  /**
   * The same with one more.
   *
   * @throws InputException if there is no room for another
   */
  public Plane added(Kind kind, Point point) {
    List<Point> points = new ArrayList<>(all(kind));
    points.add(point.inside());
    return with(kind, points);
  }

  /**
   * The same without a thing.
   *
   * @throws InputException if it is the only centre
   */
  public Plane removed(Handle handle) {
    List<Point> points = new ArrayList<>(all(handle.kind()));
    points.remove(handle.index());
    return with(handle.kind(), points);
  }

  /** The same with one more k-means step on the points of both sets. */
  public Lloyd.Result lloydStep() {
    List<Point> points = new ArrayList<>(first);
    points.addAll(second);
    return Lloyd.step(values(points), values(centres));
  }

  /** New centres among the points of both sets. */
  public Plane seeded(long seed) {
    List<Point> points = new ArrayList<>(first);
    points.addAll(second);
    return with(Kind.CENTRE, points(Lloyd.seeds(values(points), centres.size(), seed)));
  }

  /** Coordinates as rows. */
  public static double[][] values(List<Point> points) {
    return points.stream().map(p -> new double[] {p.x(), p.y()}).toArray(double[][]::new);
  }

  /** Rows as places. */
  public static List<Point> points(double[][] values) {
    List<Point> result = new ArrayList<>();
    for (double[] row : values) {
      result.add(new Point(row[0], row[1]));
    }
    return result;
  }
}
