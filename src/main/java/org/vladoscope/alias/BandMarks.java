package org.vladoscope.alias;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;

/**
 * Draws runs over a matrix of all database images: an outline around each, on both sides of the
 * diagonal, and its name beside the upper one where there is room.
 */
public final class BandMarks {

  private static final double SIZE = 11;
  private static final double LETTER = 5.9;
  private static final double HEIGHT = 17;
  private static final double GAP = 6;

  /** Least distance of an outline from the middle of its cells. */
  private static final double DISTANCE = 4;

  private BandMarks() {}

  /** Where the cells of a matrix lie. */
  public interface Place {

    /** The left edge of a column, which may be a fraction. */
    double x(double column);

    /** The upper edge of a row, which may be a fraction. */
    double y(double row);
  }

  /**
   * A name that was drawn.
   *
   * @param plate what it stands on
   */
  public record Named(Band band, Box plate) {}

  /**
   * Draws runs.
   *
   * @param bands those that come first are named first
   * @param chosen the one that stands out, or null
   * @param area nothing is drawn outside
   * @return the names that found room
   */
  public static List<Named> draw(
      Drawing drawing, List<Band> bands, @Nullable Band chosen, Box area, Place place) {
    List<Named> named = new ArrayList<>();
    drawing.group(
        "runs",
        area,
        1,
        () -> {
          for (Band band : bands) {
            if (!band.equals(chosen)) {
              outline(drawing, band, false, area, place);
            }
          }
          if (chosen != null) {
            outline(drawing, chosen, true, area, place);
            name(drawing, chosen, true, area, place, named);
          }
          for (Band band : bands) {
            if (!band.equals(chosen)) {
              name(drawing, band, false, area, place, named);
            }
          }
        });
    return named;
  }

  private static void outline(Drawing drawing, Band band, boolean chosen, Box area, Place place) {
    for (boolean mirrored : new boolean[] {false, true}) {
      List<Point> outline = around(middles(band, mirrored, place), distance(place));
      if (bounds(outline).intersects(area)) {
        drawing.curve(outline, Colour.BLACK.opacity(.75), chosen ? 5 : 3.4);
        drawing.curve(outline, chosen ? Palette.CHOSEN : Colour.WHITE, chosen ? 2.6 : 1.4);
      }
    }
  }

  /** The middles of a run's cells; above the diagonal, or mirrored below it. */
  private static List<Point> middles(Band band, boolean mirrored, Place place) {
    return band.aliases().stream()
        .map(
            alias ->
                mirrored
                    ? new Point(place.x(alias.from() + .5), place.y(alias.to() + .5))
                    : new Point(place.x(alias.to() + .5), place.y(alias.from() + .5)))
        .toList();
  }

  private static double distance(Place place) {
    double cell = Math.max(place.x(1) - place.x(0), place.y(1) - place.y(0));
    return Math.max(DISTANCE, .72 * cell);
  }

  /** A closed line that keeps a distance from a chain of points. */
  private static List<Point> around(List<Point> chain, double distance) {
    Point first = chain.getFirst();
    Point last = chain.getLast();
    double length = Math.max(1e-9, last.distance(first.x(), first.y()));
    double alongX = (last.x() - first.x()) / length * distance;
    double alongY = (last.y() - first.y()) / length * distance;
    List<Point> points = new ArrayList<>();
    points.add(first.moved(-alongX - alongY, -alongY + alongX));
    chain.forEach(point -> points.add(point.moved(-alongY, alongX)));
    points.add(last.moved(alongX - alongY, alongY + alongX));
    points.add(last.moved(alongX + alongY, alongY - alongX));
    chain.reversed().forEach(point -> points.add(point.moved(alongY, -alongX)));
    points.add(first.moved(-alongX + alongY, -alongY - alongX));
    points.add(points.getFirst());
    return points;
  }

  private static Box bounds(List<Point> points) {
    double left = points.stream().mapToDouble(Point::x).min().orElseThrow();
    double top = points.stream().mapToDouble(Point::y).min().orElseThrow();
    double right = points.stream().mapToDouble(Point::x).max().orElseThrow();
    double bottom = points.stream().mapToDouble(Point::y).max().orElseThrow();
    return new Box(left, top, right - left, bottom - top);
  }

  /** Names a run to the right of it, to the left, above or below, where nothing is in the way. */
  private static void name(
      Drawing drawing, Band band, boolean chosen, Box area, Place place, List<Named> named) {
    Box run = bounds(around(middles(band, false, place), distance(place)));
    if (!run.intersects(area)) {
      return;
    }
    String text = band.shortName();
    double width = LETTER * text.length() + 2 * GAP;
    double top = run.middle().y() - HEIGHT / 2;
    double left = run.middle().x() - width / 2;
    double aside = distance(place) * 2 + GAP;
    List<Box> places =
        List.of(
            new Box(run.middle().x() + aside, top, width, HEIGHT),
            new Box(run.middle().x() - aside - width, top, width, HEIGHT),
            new Box(run.right() + GAP, top, width, HEIGHT),
            new Box(left, run.top() - HEIGHT - GAP, width, HEIGHT),
            new Box(left, run.bottom() + GAP, width, HEIGHT),
            new Box(run.left() - GAP - width, top, width, HEIGHT));
    for (Box plate : places) {
      if (plate.left() >= area.left()
          && plate.right() <= area.right()
          && plate.top() >= area.top()
          && plate.bottom() <= area.bottom()
          && named.stream().noneMatch(other -> other.plate().intersects(plate))) {
        drawing.fill(plate, Colour.WHITE.opacity(.92));
        drawing.box(plate, chosen ? Palette.CHOSEN : Palette.INK, chosen ? 1.6 : .8);
        drawing.text(
            text,
            new Point(plate.left() + GAP, plate.top() + HEIGHT - 5),
            SIZE,
            false,
            Palette.INK);
        named.add(new Named(band, plate));
        return;
      }
    }
  }
}
