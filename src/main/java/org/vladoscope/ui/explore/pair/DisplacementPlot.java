package org.vladoscope.ui.explore.pair;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.vladoscope.match.Displacements;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.ui.explore.overlay.PatchPointer.Kind;
import org.vladoscope.ui.view.CanvasDrawing;

/** The displacements of all matches of one patch size as dots around zero, with their mean. */
final class DisplacementPlot extends Region {

  private static final double HEIGHT = 220;
  private static final double MARGIN = 22;
  private static final double MIN_DOT = 2;
  private static final double MAX_DOT = 11;
  private static final Color AXIS = Color.gray(0.55);
  private static final Color MEAN = Color.web("#d81b60");
  private static final Color INLIER = Color.web("#0072b2");
  private static final Color OUTLIER = Color.web("#e69f00");

  /** Dots at one place: how many inliers and how many others. */
  private record Place(int x, int y, boolean inlier) {}

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
    CanvasDrawing drawing = new CanvasDrawing(graphics);
    axes(drawing, middleX, middleY, unit, reach);
    Map<Place, Integer> places = new HashMap<>();
    for (int i = 0; i < displacements.count(); i++) {
      boolean inlier = shown.inliers().inliers()[i];
      places.merge(new Place(displacements.x()[i], displacements.y()[i], inlier), 1, Integer::sum);
    }
    int most = places.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    double grow = Math.min(MIN_DOT, MAX_DOT / Math.sqrt(most));
    List.copyOf(places.entrySet()).stream()
        .sorted(java.util.Comparator.comparing(entry -> entry.getKey().inlier()))
        .forEach(
            entry -> {
              Place place = entry.getKey();
              Point2D at = new Point2D(middleX + place.x() * unit, middleY + place.y() * unit);
              double radius = Math.max(1.2, grow * Math.sqrt(entry.getValue()));
              if (place.inlier()) {
                drawing.dot(at, radius + 0.6, INLIER);
              } else {
                double side = radius * 1.7;
                drawing.box(
                    new Rectangle2D(at.getX() - side / 2, at.getY() - side / 2, side, side),
                    OUTLIER,
                    1.6);
              }
            });
    if (displacements.count() > 0) {
      mean(
          drawing,
          new Point2D(
              middleX + displacements.meanX() * unit, middleY + displacements.meanY() * unit));
    }
    legend(drawing);
  }

  private void axes(
      CanvasDrawing drawing, double middleX, double middleY, double unit, double reach) {
    double left = middleX - reach * unit;
    double right = middleX + reach * unit;
    double top = middleY - reach * unit;
    double bottom = middleY + reach * unit;
    drawing.box(new Rectangle2D(left, top, right - left, bottom - top), AXIS, 0.5);
    drawing.line(new Point2D(left, middleY), new Point2D(right, middleY), AXIS, 0.7);
    drawing.line(new Point2D(middleX, top), new Point2D(middleX, bottom), AXIS, 0.7);
    String end = String.valueOf((int) reach);
    drawing.text("\u2212" + end, new Point2D(left, bottom + 13), 10, false, AXIS);
    drawing.text(end, new Point2D(right - 6.0 * end.length(), bottom + 13), 10, false, AXIS);
    drawing.text("columns", new Point2D(middleX - 20, bottom + 13), 10, false, AXIS);
    drawing.text("rows", new Point2D(right + 4, middleY + 4), 10, false, AXIS);
  }

  private static void mean(CanvasDrawing drawing, Point2D at) {
    double arm = 7;
    for (double width : new double[] {4.5, 2}) {
      Color color = width > 4 ? Color.WHITE : MEAN;
      drawing.line(at.subtract(arm, 0), at.add(arm, 0), color, width);
      drawing.line(at.subtract(0, arm), at.add(0, arm), color, width);
    }
  }

  private static void legend(CanvasDrawing drawing) {
    drawing.dot(new Point2D(10, 11), 3, color(Kind.INLIER));
    drawing.text("inlier", new Point2D(17, 15), 10, false, AXIS);
    drawing.box(new Rectangle2D(62, 8.5, 5, 5), color(Kind.OUTLIER), 1.6);
    drawing.text("outlier", new Point2D(73, 15), 10, false, AXIS);
    drawing.text("+ mean", new Point2D(122, 15), 10, true, MEAN);
  }

  private static Color color(Kind kind) {
    return kind == Kind.INLIER ? INLIER : OUTLIER;
  }
}
