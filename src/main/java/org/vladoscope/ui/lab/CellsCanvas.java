package org.vladoscope.ui.lab;

import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;
import org.vladoscope.teach.steps.ImageCells;
import org.vladoscope.ui.theme.Painted;
import org.vladoscope.ui.view.ClusterPalette;
import org.vladoscope.ui.view.ValueRange;

/**
 * The cells of an image in the plane of their two strongest principal components, in the colours of
 * their clusters, which are diamonds. A click follows the nearest cell, a drag selects those in the
 * rectangle.
 */
final class CellsCanvas extends Painted {

  private static final Color FOLLOWED = Color.web("#2f81f7");
  private static final double MARGIN = 20;

  private final CellsModel model;
  private final Canvas canvas = new Canvas();
  private ValueRange xs = new ValueRange(0, 1);
  private ValueRange ys = new ValueRange(0, 1);
  private @Nullable Point2D from;
  private @Nullable Point2D to;

  CellsCanvas(CellsModel model) {
    this.model = model;
    getStyleClass().addAll("plane-canvas", "cells-canvas");
    setMinSize(160, 140);
    setPrefSize(400, 320);
    canvas.setManaged(false);
    canvas.setMouseTransparent(true);
    getChildren().add(canvas);
    setAccessibleText("Cells of the image by their two strongest principal components");
    model.shownProperty().addListener((o, before, now) -> draw());
    model.selectionProperty().addListener((o, before, now) -> draw());
    model.followedProperty().addListener((o, before, now) -> draw());
    onRestyled(this::draw);
    addEventHandler(MouseEvent.MOUSE_PRESSED, e -> from = new Point2D(e.getX(), e.getY()));
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDrag);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::onRelease);
  }

  private void onDrag(MouseEvent event) {
    Point2D start = from;
    if (start == null) {
      return;
    }
    to = new Point2D(event.getX(), event.getY());
    model.selectPlane(xAt(start.getX()), yAt(start.getY()), xAt(event.getX()), yAt(event.getY()));
    draw();
  }

  private void onRelease(MouseEvent event) {
    CellsModel.Shown shown = model.shownProperty().get();
    Point2D start = from;
    boolean click = start != null && start.distance(new Point2D(event.getX(), event.getY())) < 4;
    from = null;
    to = null;
    if (shown != null && click) {
      model.follow(nearest(shown.cells(), event.getX(), event.getY()));
    }
    draw();
  }

  private int nearest(ImageCells cells, double x, double y) {
    int best = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < cells.places().rows(); i++) {
      double distance = Math.hypot(toX(cells, i) - x, toY(cells, i) - y);
      if (distance < smallest) {
        smallest = distance;
        best = i;
      }
    }
    return best;
  }

  private double toX(ImageCells cells, int i) {
    return toX(cells.places().get(i, 0));
  }

  private double toY(ImageCells cells, int i) {
    return toY(cells.places().get(i, 1));
  }

  private double toX(double value) {
    return MARGIN + xs.position(value) * (getWidth() - 2 * MARGIN);
  }

  private double toY(double value) {
    return getHeight() - MARGIN - ys.position(value) * (getHeight() - 2 * MARGIN);
  }

  private double xAt(double x) {
    return xs.at((x - MARGIN) / (getWidth() - 2 * MARGIN));
  }

  private double yAt(double y) {
    return ys.at((getHeight() - MARGIN - y) / (getHeight() - 2 * MARGIN));
  }

  @Override
  protected void layoutChildren() {
    if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
      canvas.setWidth(getWidth());
      canvas.setHeight(getHeight());
      draw();
    }
  }

  private void draw() {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.setFill(ground());
    graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    CellsModel.Shown shown = model.shownProperty().get();
    if (shown == null) {
      return;
    }
    ImageCells cells = shown.cells();
    xs = range(cells, 0);
    ys = range(cells, 1);
    Set<Integer> selected = model.selectionProperty().get();
    ClusterPalette palette = new ClusterPalette(cells.vocabulary().size());
    for (int i = 0; i < cells.places().rows(); i++) {
      if (!selected.contains(i)) {
        dot(graphics, cells, i, palette, selected.isEmpty() ? 0.8 : 0.2, 2.5 * unit());
      }
    }
    for (int i : selected) {
      dot(graphics, cells, i, palette, 1, 4 * unit());
    }
    int followed = model.followedProperty().get();
    int owner =
        followed >= 0 && followed < cells.places().rows()
            ? cells.assignment().strongest(followed)
            : -1;
    for (int k = 0; k < cells.wordPlaces().rows(); k++) {
      word(graphics, cells, k, palette.color(k), k == owner);
    }
    if (followed >= 0 && followed < cells.places().rows()) {
      double ring = 8 * unit();
      graphics.setStroke(FOLLOWED);
      graphics.setLineWidth(2.5 * unit());
      graphics.strokeOval(
          toX(cells, followed) - ring, toY(cells, followed) - ring, 2 * ring, 2 * ring);
    }
    graphics.setFill(muted());
    graphics.setFont(Font.font("System", 11 * unit()));
    graphics.fillText(
        String.format(
            java.util.Locale.ROOT,
            "component 1: %.0f %% of variance \u2192",
            100 * cells.varianceShares()[0]),
        8,
        getHeight() - 6);
    graphics.fillText(
        String.format(
            java.util.Locale.ROOT, "\u2191 component 2: %.0f %%", 100 * cells.varianceShares()[1]),
        8,
        4 + 11 * unit());
    Point2D start = from;
    Point2D end = to;
    if (start != null && end != null) {
      graphics.setLineWidth(1);
      graphics.strokeRect(
          Math.min(start.getX(), end.getX()),
          Math.min(start.getY(), end.getY()),
          Math.abs(start.getX() - end.getX()),
          Math.abs(start.getY() - end.getY()));
    }
  }

  /**
   * A cluster as a diamond; the one that owns the followed cell is larger and carries its number.
   */
  private void word(
      GraphicsContext graphics, ImageCells cells, int k, Color color, boolean isOwner) {
    double x = toX(cells.wordPlaces().get(k, 0));
    double y = toY(cells.wordPlaces().get(k, 1));
    double size = (isOwner ? 10 : 5) * unit();
    graphics.setFill(strong(color));
    graphics.setStroke(ground());
    graphics.setLineWidth(1.5);
    double[] xs4 = {x, x + size, x, x - size};
    double[] ys4 = {y - size, y, y + size, y};
    graphics.fillPolygon(xs4, ys4, 4);
    graphics.strokePolygon(xs4, ys4, 4);
    if (isOwner) {
      graphics.setFill(ink());
      graphics.setFont(Font.font("System", 11 * unit()));
      graphics.fillText("cluster " + k, x + size + 3, y + 4);
    }
  }

  private void dot(
      GraphicsContext graphics,
      ImageCells cells,
      int i,
      ClusterPalette palette,
      double opacity,
      double radius) {
    graphics.setGlobalAlpha(opacity);
    graphics.setFill(strong(palette.color(cells.assignment().strongest(i))));
    graphics.fillOval(toX(cells, i) - radius, toY(cells, i) - radius, 2 * radius, 2 * radius);
    graphics.setGlobalAlpha(1);
  }

  private static ValueRange range(ImageCells cells, int axis) {
    float[] values = new float[cells.places().rows()];
    for (int i = 0; i < values.length; i++) {
      values[i] = cells.places().get(i, axis);
    }
    return ValueRange.of(values);
  }
}
