package org.vladoscope.ui.explore.window;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.figure.ColorMap;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.chart.ChartColors;
import org.vladoscope.ui.places.PlaceLayout;
import org.vladoscope.ui.places.PlaceMarks;
import org.vladoscope.ui.places.PlacesView;
import org.vladoscope.ui.view.Words;
import org.vladoscope.window.WindowHit;
import org.vladoscope.window.WindowHits;

/**
 * Hits on the map of places: the more similar the larger and the brighter. Right and wrong ones
 * have a tick and a cross where the sheet has them.
 */
final class HitMapDrawing {

  private static final double SMALLEST = 4;
  private static final double LARGEST = 10;
  private static final double REACH = 3;
  private static final double EDGE = 16;

  /** Of places in the same square of so many pixels only the first is drawn. */
  private static final double THINNING = 2;

  private final PlaceLayout layout;
  private final boolean dark;
  private final WindowHits hits;
  private final double low;
  private final double high;
  private final @Nullable PlaceMark from;

  /** Where the image with the window lies: among queries or in the database. */
  private record PlaceMark(boolean ofQuery, int number) {}

  HitMapDrawing(PlaceMap map, PlaceLayout layout, WindowHits hits, boolean dark) {
    this.layout = layout;
    this.hits = hits;
    this.dark = dark;
    this.low = hits.hits().isEmpty() ? 0 : hits.hits().getLast().similarity();
    this.high = hits.hits().isEmpty() ? 0 : hits.hits().getFirst().similarity();
    this.from = from(map, hits.image());
  }

  private static @Nullable PlaceMark from(PlaceMap map, PlaceImage image) {
    PlaceImage place = map.views().place(image);
    int query = map.queries().indexOf(place);
    if (query >= 0) {
      return new PlaceMark(true, query);
    }
    int database = map.database().indexOf(place);
    return database < 0 ? null : new PlaceMark(false, database);
  }

  /** The similarity of the last hit. */
  double low() {
    return low;
  }

  /** The similarity of the first hit. */
  double high() {
    return high;
  }

  /** The scale without the end that is lost on the ground. */
  static Colour scale(double value, boolean dark) {
    return new Colour(ColorMap.VIRIDIS.argb(dark ? .25 + .75 * value : .88 * value));
  }

  private double strength(WindowHit hit) {
    return high > low ? (hit.similarity() - low) / (high - low) : 1;
  }

  private static double radius(double strength) {
    return SMALLEST + (LARGEST - SMALLEST) * strength;
  }

  private @Nullable Point at(PlacesView view, PlaceLayout.Points points, int number) {
    return points.isPlaced(number)
        ? new Point(view.screenX(points.x()[number]), view.screenY(points.y()[number]))
        : null;
  }

  /**
   * What of the hits is not seen on the map, or how places lie; empty if there is nothing to say.
   */
  String note() {
    if (layout.isStrip()) {
      return "No positions: in the order of names";
    }
    int without =
        (int) hits.hits().stream().filter(hit -> !layout.database().isPlaced(hit.place())).count();
    return without == 0 ? "" : Words.count(without, "hit has no position", "hits have no position");
  }

  /** The hit under a point, the most similar first; null if there is none. */
  @Nullable WindowHit under(PlacesView view, double x, double y) {
    for (WindowHit hit : hits.hits()) {
      Point at = at(view, layout.database(), hit.place());
      if (at != null && at.distance(x, y) <= radius(strength(hit)) + REACH) {
        return hit;
      }
    }
    return null;
  }

  /** Draws places, hits and the image with the window. */
  void draw(Drawing drawing, PlacesView view, @Nullable WindowHit chosen) {
    ChartColors colours = ChartColors.of(dark);
    PlaceMarks.ways(drawing, layout, view, dark);
    Colour quiet = colours.muted().opacity(.55);
    int columns = (int) (view.width() / THINNING) + 32;
    BitSet taken = new BitSet();
    for (int i = 0; i < layout.database().count(); i++) {
      Point at = at(view, layout.database(), i);
      if (at != null && isSeen(view, at)) {
        int square =
            (int) ((at.y() + EDGE) / THINNING) * columns + (int) ((at.x() + EDGE) / THINNING);
        if (!taken.get(square)) {
          taken.set(square);
          drawing.dot(at, 2, quiet);
        }
      }
    }
    for (WindowHit hit : hits.hits().reversed()) {
      Point at = at(view, layout.database(), hit.place());
      if (at != null && isSeen(view, at)) {
        double strength = strength(hit);
        drawing.dot(at, radius(strength) + 1.5, colours.ground());
        drawing.dot(at, radius(strength), scale(strength, dark).opacity(.4 + .6 * strength));
        sign(drawing, hit, at, radius(strength), colours);
      }
    }
    PlaceMark own = from;
    if (own != null) {
      Point at = at(view, own.ofQuery() ? layout.queries() : layout.database(), own.number());
      if (at != null) {
        diamond(drawing, at, colours);
      }
    }
    if (chosen != null) {
      Point at = at(view, layout.database(), chosen.place());
      if (at != null) {
        ring(drawing, at, radius(strength(chosen)) + 4, colours.ink());
      }
    }
    if (!layout.isStrip()) {
      PlaceMarks.compass(drawing, view, dark);
    }
  }

  private static boolean isSeen(PlacesView view, Point at) {
    return at.x() > -EDGE
        && at.y() > -EDGE
        && at.x() < view.width() + EDGE
        && at.y() < view.height() + EDGE;
  }

  /** Right ones in a green ring, wrong ones in none. */
  private void sign(Drawing drawing, WindowHit hit, Point at, double radius, ChartColors colours) {
    switch (hit.truth()) {
      case SAME_PLACE ->
          ring(drawing, at, radius + 1.5, dark ? Palette.POSITIVE_ON_DARK : Palette.POSITIVE);
      case OTHER_PLACE, UNKNOWN -> ring(drawing, at, radius + .5, colours.ground());
    }
  }

  private static void diamond(Drawing drawing, Point at, ChartColors colours) {
    double r = 8;
    List<Point> points =
        List.of(at.moved(-r, 0), at.moved(0, -r), at.moved(r, 0), at.moved(0, r), at.moved(-r, 0));
    drawing.curve(points, colours.ground(), 6);
    drawing.curve(points, Palette.CHOSEN, 3);
  }

  private static void ring(Drawing drawing, Point at, double radius, Colour colour) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= 24; i++) {
      double angle = 2 * Math.PI * i / 24;
      points.add(at.moved(radius * Math.cos(angle), radius * Math.sin(angle)));
    }
    drawing.curve(points, colour, 2);
  }
}
