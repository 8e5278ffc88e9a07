package org.vladoscope.ui.evaluate.embedding;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.vladoscope.embedding.Embedding;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.places.PointIndex;

/**
 * A closed line around points in the plane; from the last of its points it goes back to the first.
 *
 * @param points its corners
 */
record Lasso(List<Point> points) {

  /** Copies the list. */
  Lasso {
    points = List.copyOf(points);
  }

  /** The lasso of a rectangle between two corners. */
  static Lasso rectangle(Point one, Point other) {
    return new Lasso(
        List.of(one, new Point(other.x(), one.y()), other, new Point(one.x(), other.y())));
  }

  /** The same with a further corner, unless it is where the last one is. */
  Lasso with(Point next) {
    if (!points.isEmpty() && points.getLast().equals(next)) {
      return this;
    }
    List<Point> more = new ArrayList<>(points);
    more.add(next);
    return new Lasso(more);
  }

  /** Whether a place lies inside: a line from it to the right crosses the lasso an odd number. */
  boolean contains(double x, double y) {
    boolean inside = false;
    for (int i = 0, j = points.size() - 1; i < points.size(); j = i++) {
      Point a = points.get(i);
      Point b = points.get(j);
      if (a.y() > y != b.y() > y && x < (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()) + a.x()) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** The images inside. */
  BitSet within(Embedding embedding, PointIndex index) {
    BitSet found = new BitSet(embedding.count());
    if (points.size() < 3) {
      return found;
    }
    double left = points.stream().mapToDouble(Point::x).min().orElseThrow();
    double right = points.stream().mapToDouble(Point::x).max().orElseThrow();
    double low = points.stream().mapToDouble(Point::y).min().orElseThrow();
    double high = points.stream().mapToDouble(Point::y).max().orElseThrow();
    for (int i : index.within(left, low, right, high)) {
      if (contains(embedding.x()[i], embedding.y()[i])) {
        found.set(i);
      }
    }
    return found;
  }
}
