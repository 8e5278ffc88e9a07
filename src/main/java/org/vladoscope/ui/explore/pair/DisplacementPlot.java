package org.vladoscope.ui.explore.pair;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.MatchKind;
import org.vladoscope.figure.MatchMarks;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Point;
import org.vladoscope.match.Displacements;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.ui.view.CanvasPainter;

/** The displacements of all matches of one patch size as dots around zero, with their mean. */
final class DisplacementPlot extends Region {

  private static final double HEIGHT = 220;
  private static final double MARGIN = 22;
  private static final double MIN_DOT = 2;
  private static final double MAX_DOT = 11;
  private static final Colour AXIS = Colour.grey(.55);

  /** Where dots of one kind lie. */
  private record Place(int x, int y, MatchKind kind) {}

  private final Canvas canvas = new Canvas();
  private @Nullable ScaleMatch match;

  DisplacementPlot() {
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    getStyleClass().add("displacement-plot");
    canvas.setManaged(false);
    getChildren().add(canvas);
  }

  /** Shows the displacements of a patch size, or none. */
  void show(@Nullable ScaleMatch newMatch) {
    match = newMatch;
    setAccessibleText(
        newMatch == null
            ? "No displacements"
            : newMatch.matches().count()
                + " displacements, mean "
                + newMatch.displacements().meanX()
                + " columns and "
                + newMatch.displacements().meanY()
                + " rows");
    draw();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    ScaleMatch shown = match;
    if (shown == null || canvas.getWidth() <= 2 * MARGIN) {
      return;
    }
    Displacements displacements = shown.displacements();
    double reach = 1;
    for (int i = 0; i < displacements.count(); i++) {
      reach = Math.max(reach, Math.abs(displacements.x()[i]));
      reach = Math.max(reach, Math.abs(displacements.y()[i]));
    }
    double middleX = canvas.getWidth() / 2;
    // The legend stands above.
    double middleY = canvas.getHeight() / 2 + 4;
    double unit =
        Math.min((middleX - MARGIN) / reach, (canvas.getHeight() / 2 - MARGIN - 2) / reach);
    Drawing drawing = new Drawing();
    axes(drawing, middleX, middleY, unit, reach);
    Map<Place, Integer> places = new HashMap<>();
    for (int i = 0; i < displacements.count(); i++) {
      MatchKind kind = shown.inliers().inliers()[i] ? MatchKind.INLIER : MatchKind.OUTLIER;
      places.merge(new Place(displacements.x()[i], displacements.y()[i], kind), 1, Integer::sum);
    }
    int most = places.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    double grow = Math.min(MIN_DOT, MAX_DOT / Math.sqrt(most));
    List.copyOf(places.entrySet()).stream()
        .sorted(java.util.Comparator.comparing(entry -> entry.getKey().kind()))
        .forEach(
            entry -> {
              Place place = entry.getKey();
              Point at = new Point(middleX + place.x() * unit, middleY + place.y() * unit);
              double radius = Math.max(1.2, grow * Math.sqrt(entry.getValue()));
              MatchMarks.place(drawing, at, place.kind(), radius);
            });
    if (displacements.count() > 0) {
      mean(
          drawing,
          new Point(
              middleX + displacements.meanX() * unit, middleY + displacements.meanY() * unit));
    }
    legend(drawing);
    CanvasPainter.paint(drawing.marks(), graphics);
  }

  private void axes(Drawing drawing, double middleX, double middleY, double unit, double reach) {
    double left = middleX - reach * unit;
    double right = middleX + reach * unit;
    double top = middleY - reach * unit;
    double bottom = middleY + reach * unit;
    drawing.box(new Box(left, top, right - left, bottom - top), AXIS, 0.5);
    drawing.line(new Point(left, middleY), new Point(right, middleY), AXIS, 0.7);
    drawing.line(new Point(middleX, top), new Point(middleX, bottom), AXIS, 0.7);
    String end = String.valueOf((int) reach);
    drawing.text("\u2212" + end, new Point(left, bottom + 13), 10, false, AXIS);
    drawing.text(end, new Point(right - 6.0 * end.length(), bottom + 13), 10, false, AXIS);
    drawing.text("columns", new Point(middleX - 20, bottom + 13), 10, false, AXIS);
    drawing.text("rows", new Point(right + 4, middleY + 4), 10, false, AXIS);
  }

  private static void mean(Drawing drawing, Point at) {
    double arm = 7;
    for (double width : new double[] {4.5, 2}) {
      Colour colour = width > 4 ? Colour.WHITE : Palette.CHOSEN;
      drawing.line(at.moved(-arm, 0), at.moved(arm, 0), colour, width);
      drawing.line(at.moved(0, -arm), at.moved(0, arm), colour, width);
    }
  }

  private static void legend(Drawing drawing) {
    MatchMarks.place(drawing, new Point(10, 11), MatchKind.INLIER, 2.5);
    drawing.text("inlier", new Point(17, 15), 10, false, AXIS);
    MatchMarks.place(drawing, new Point(64.5, 11), MatchKind.OUTLIER, 2.9);
    drawing.text("outlier", new Point(73, 15), 10, false, AXIS);
    drawing.text("+ mean", new Point(122, 15), 10, true, Palette.CHOSEN);
  }
}
