package org.vladoscope.figure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where opaque tiles touch. Whatever shows a PDF smooths the edges of each by itself, and what lies
 * below shines through between them; a tile that goes on below the one painted after it leaves no
 * such seam.
 */
final class Seams {

  /** Corners within a thousandth of a unit are the same. */
  private static final double GRAIN = 1e-3;

  /** How far a tile goes on, in units. */
  private static final double MOST = .5;

  private final Map<Point, Integer> corners = new HashMap<>();

  private Seams() {}

  static Seams of(List<Mark> marks) {
    Seams seams = new Seams();
    for (int i = 0; i < marks.size(); i++) {
      if (marks.get(i) instanceof Mark.Tile(Box box, Colour colour) && colour.opacity() == 1) {
        seams.corners.put(corner(box.left(), box.top()), i);
      }
    }
    return seams;
  }

  /** A little smaller, so that neighbours do not overlap by what was rounded. */
  static Box within(Box box) {
    double x = Math.min(GRAIN, box.width() / 4);
    double y = Math.min(GRAIN, box.height() / 4);
    return new Box(box.left() + x, box.top() + y, box.width() - 2 * x, box.height() - 2 * y);
  }

  /** The tile at an index, going on to the right and downwards if a later one hides that. */
  Box covered(Box box, int index) {
    boolean right = isLater(corner(box.right(), box.top()), index);
    boolean below = isLater(corner(box.left(), box.bottom()), index);
    return new Box(
        box.left(),
        box.top(),
        box.width() + (right ? Math.min(MOST, box.width() / 2) : 0),
        box.height() + (below ? Math.min(MOST, box.height() / 2) : 0));
  }

  private boolean isLater(Point corner, int index) {
    return corners.getOrDefault(corner, -1) > index;
  }

  private static Point corner(double x, double y) {
    // Plus zero: -0 is another number to a record.
    return new Point(Math.rint(x / GRAIN) + 0.0, Math.rint(y / GRAIN) + 0.0);
  }
}
