package org.vladoscope.ui.places;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.chart.ChartColors;
import org.vladoscope.ui.view.Numbers;

/** What every drawing of the map of places has: the ways between places, a scale, and north. */
public final class PlaceMarks {

  private static final double BAR = 90;

  private PlaceMarks() {}

  /** Ways, thin: where a drive went on. Steps below a pixel are joined to the next. */
  public static void ways(Drawing drawing, PlaceLayout layout, PlacesView view, boolean dark) {
    PlaceLayout.Points points = layout.database();
    Colour colour = ChartColors.of(dark).muted().opacity(.45);
    List<Point> way = new ArrayList<>();
    for (int i = 0; i <= points.count(); i++) {
      boolean goesOn = i < points.count() && points.joined()[i] && points.isPlaced(i);
      if (!goesOn) {
        if (way.size() > 1) {
          drawing.curve(List.copyOf(way), colour, 1);
        }
        way.clear();
      }
      if (i < points.count() && points.isPlaced(i)) {
        Point next = at(view, points, i);
        if (way.isEmpty() || way.getLast().distance(next.x(), next.y()) >= 1) {
          way.add(next);
        }
      }
    }
  }

  /** A bar of a round number of metres, and where north is. */
  public static void compass(Drawing drawing, PlacesView view, boolean dark) {
    Colour ink = ChartColors.of(dark).muted();
    double metres = view.scaleBar(BAR);
    double length = metres * view.scaleX();
    double y = view.height() - 10;
    drawing.curve(
        List.of(
            new Point(8, y - 4),
            new Point(8, y),
            new Point(8 + length, y),
            new Point(8 + length, y - 4)),
        ink,
        1.5);
    String text =
        metres >= 1000
            ? Numbers.plain(metres / 1000) + " km"
            : Numbers.plain(Math.round(metres * 1000) / 1000.0) + " m";
    drawing.text(text, new Point(14 + length, y), 11, false, ink);
    double x = view.width() - 14;
    drawing.curve(List.of(new Point(x - 4, 14), new Point(x, 7), new Point(x + 4, 14)), ink, 1.5);
    drawing.line(new Point(x, 7), new Point(x, 18), ink, 1.5);
    drawing.text("N", new Point(x - 4, 30), 11, false, ink);
  }

  private static Point at(PlacesView view, PlaceLayout.Points points, int i) {
    return new Point(view.screenX(points.x()[i]), view.screenY(points.y()[i]));
  }
}
