package org.vladoscope.ui.evaluate.atlas;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vladoscope.alias.Alias;
import org.vladoscope.alias.AliasAtlas;
import org.vladoscope.figure.ColorMap;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.chart.ChartColors;
import org.vladoscope.ui.places.PlaceLayout;
import org.vladoscope.ui.places.PlaceMarks;
import org.vladoscope.ui.places.PlacesView;

/** What the atlas shows on the map: places by distinctiveness, and arcs between those alike. */
final class AtlasDrawing {

  /** An arc rises by this share of its length. */
  private static final double BEND = .18;

  private static final int PIECES = 20;

  /** Of places in the same square of so many pixels only the least distinctive is drawn. */
  private static final double THINNING = 2;

  private final AliasAtlas atlas;
  private final PlaceLayout layout;
  private final boolean dark;
  private final double low;
  private final double high;
  private final int[] order;

  /**
   * A pair as it is drawn.
   *
   * @param points along it, in pixels
   * @param strength 0 for the weakest that is drawn, 1 for the strongest
   */
  record Arc(Alias alias, List<Point> points, double strength) {

    /** How far a place is from it, in pixels. */
    double distance(double x, double y) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = 1; i < points.size(); i++) {
        least = Math.min(least, distance(points.get(i - 1), points.get(i), x, y));
      }
      return least;
    }

    private static double distance(Point from, Point to, double x, double y) {
      double dx = to.x() - from.x();
      double dy = to.y() - from.y();
      double squared = dx * dx + dy * dy;
      double along =
          squared == 0
              ? 0
              : Math.clamp(((x - from.x()) * dx + (y - from.y()) * dy) / squared, 0, 1);
      return Math.hypot(from.x() + along * dx - x, from.y() + along * dy - y);
    }
  }

  /** Takes the range of colours from the places. */
  AtlasDrawing(AtlasModel.Known known, boolean dark) {
    this.atlas = known.atlas();
    this.layout = known.layout();
    this.dark = dark;
    order = known.order();
    int[] told = IntStream.of(order).filter(i -> !Double.isNaN(atlas.distinctiveness(i))).toArray();
    low = told.length == 0 ? Double.NaN : atlas.distinctiveness(told[0]);
    high = told.length == 0 ? Double.NaN : atlas.distinctiveness(told[told.length - 1]);
  }

  /** The distinctiveness of the least distinctive place; NaN if none is known. */
  double low() {
    return low;
  }

  /** The distinctiveness of the most distinctive place; NaN if none is known. */
  double high() {
    return high;
  }

  /** How many places have no image far from them. */
  long unknown() {
    return IntStream.range(0, atlas.twins().length).filter(i -> atlas.twins()[i] < 0).count();
  }

  /** The colour of places without an image far from them. */
  static Colour grey(boolean dark) {
    return dark ? Colour.rgb(0x5b636d) : Colour.rgb(0xb4bcc6);
  }

  /** The scale without the end that is lost on the ground. */
  static Colour scale(double value, boolean dark) {
    return new Colour(ColorMap.VIRIDIS.argb(dark ? .25 + .75 * value : .88 * value));
  }

  /** The colour of arcs. */
  static Colour arcs(boolean dark) {
    return dark ? Palette.NEGATIVE_ON_DARK : Palette.NEGATIVE;
  }

  private Colour colour(int image) {
    double value = atlas.distinctiveness(image);
    return Double.isNaN(value)
        ? grey(dark)
        : scale(high > low ? (value - low) / (high - low) : 1, dark);
  }

  /** The ways between places and the places themselves, the least distinctive on top. */
  void places(Drawing drawing, PlacesView view) {
    PlaceMarks.ways(drawing, layout, view, dark);
    PlaceLayout.Points points = layout.database();
    int columns = (int) (view.width() / THINNING) + 16;
    BitSet taken = new BitSet();
    List<Integer> seen = new ArrayList<>();
    for (int i : order) {
      double x = view.screenX(points.x()[i]);
      double y = view.screenY(points.y()[i]);
      if (points.isPlaced(i) && isSeen(view, x, y)) {
        int square = (int) ((y + 8) / THINNING) * columns + (int) ((x + 8) / THINNING);
        if (!taken.get(square)) {
          taken.set(square);
          seen.add(i);
        }
      }
    }
    double radius = seen.size() > 3000 ? 2 : seen.size() > 500 ? 3 : 4.5;
    for (int i : seen.reversed()) {
      drawing.dot(at(view, points, i), radius, colour(i));
    }
  }

  private static boolean isSeen(PlacesView view, double x, double y) {
    return x > -8 && y > -8 && x < view.width() + 8 && y < view.height() + 8;
  }

  private static Point at(PlacesView view, PlaceLayout.Points points, int i) {
    return new Point(view.screenX(points.x()[i]), view.screenY(points.y()[i]));
  }

  /** A bar of a round number of metres, and where north is. */
  void compass(Drawing drawing, PlacesView view) {
    PlaceMarks.compass(drawing, view, dark);
  }

  private @Nullable Point end(PlacesView view, boolean ofQuery, int image) {
    PlaceLayout.Points points = ofQuery ? layout.queries() : layout.database();
    return points.isPlaced(image) ? at(view, points, image) : null;
  }

  /** Whether both images of a pair have a position. */
  boolean isPlaced(Alias alias) {
    return (alias.ofQuery() ? layout.queries() : layout.database()).isPlaced(alias.from())
        && layout.database().isPlaced(alias.to());
  }

  /** The first pairs that have positions, at most so many. */
  List<Arc> arcs(PlacesView view, List<Alias> aliases, int most) {
    List<Alias> drawn = aliases.stream().filter(this::isPlaced).limit(most).toList();
    double strongest = drawn.isEmpty() ? 1 : drawn.getFirst().similarity();
    double weakest = drawn.isEmpty() ? 0 : drawn.getLast().similarity();
    List<Arc> arcs = new ArrayList<>();
    for (Alias alias : drawn) {
      double strength =
          strongest > weakest ? (alias.similarity() - weakest) / (strongest - weakest) : 1;
      Arc arc = arc(view, alias, strength);
      if (arc != null) {
        arcs.add(arc);
      }
    }
    return arcs;
  }

  /** One pair; null if an image has no position. */
  @Nullable Arc arc(PlacesView view, Alias alias, double strength) {
    Point from = end(view, alias.ofQuery(), alias.from());
    Point to = end(view, false, alias.to());
    if (from == null || to == null) {
      return null;
    }
    double middleX = (from.x() + to.x()) / 2 + BEND * 2 * (to.y() - from.y());
    double middleY = (from.y() + to.y()) / 2 - BEND * 2 * (to.x() - from.x());
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= PIECES; i++) {
      double t = (double) i / PIECES;
      double a = (1 - t) * (1 - t);
      double b = 2 * t * (1 - t);
      double c = t * t;
      points.add(
          new Point(
              a * from.x() + b * middleX + c * to.x(), a * from.y() + b * middleY + c * to.y()));
    }
    return new Arc(alias, points, strength);
  }

  /** Arcs, the strongest on top: wider and darker the more similar; those of queries dashed. */
  void draw(Drawing drawing, List<Arc> arcs) {
    for (Arc arc : arcs.reversed()) {
      Colour colour = arcs(dark).opacity(.3 + .6 * arc.strength());
      double width = .9 + 2.3 * arc.strength();
      if (arc.alias().ofQuery()) {
        drawing.curve(arc.points(), colour, width, 6, 4);
        diamond(drawing, arc.points().getFirst(), colour);
      } else {
        drawing.curve(arc.points(), colour, width);
      }
    }
  }

  private static void diamond(Drawing drawing, Point at, Colour colour) {
    double r = 4;
    drawing.curve(
        List.of(at.moved(-r, 0), at.moved(0, -r), at.moved(r, 0), at.moved(0, r), at.moved(-r, 0)),
        colour,
        1.6);
  }

  /** An arc above all others, with its ends in rings. */
  void mark(Drawing drawing, Arc arc, double width) {
    Colour ink = ChartColors.of(dark).ink();
    drawing.curve(arc.points(), ChartColors.of(dark).ground().opacity(.8), width + 3);
    if (arc.alias().ofQuery()) {
      drawing.curve(arc.points(), ink, width, 6, 4);
    } else {
      drawing.curve(arc.points(), ink, width);
    }
    ring(drawing, arc.points().getFirst(), ink);
    ring(drawing, arc.points().getLast(), ink);
  }

  private static void ring(Drawing drawing, Point at, Colour colour) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= 24; i++) {
      double angle = 2 * Math.PI * i / 24;
      points.add(at.moved(8 * Math.cos(angle), 8 * Math.sin(angle)));
    }
    drawing.curve(points, colour, 1.8);
  }
}
