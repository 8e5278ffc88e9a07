package org.vladoscope.ui.explore;

import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.view.ImagePane;
import org.vladoscope.ui.view.PictureGrid;

/**
 * A transparent layer above both panes: lines between matched patches, and the patch under the
 * mouse beside its best counterpart. Inliers are solid and blue, outliers dashed and orange: two
 * colours that impaired colour vision tells apart.
 */
final class PairLayer extends Region {

  static final Color INLIER = Color.web("#56ccf2");
  static final Color OUTLIER = Color.web("#ffa62b");
  private static final Color HALO = Color.color(0, 0, 0, 0.45);
  private static final Color FOCUS = Color.WHITE;

  private final Canvas canvas = new Canvas();
  private final ImagePane left;
  private final ImagePane right;
  private @Nullable Comparison comparison;
  private int scale;
  private List<MatchLine> lines = List.of();
  private @Nullable PatchPointer pointer;
  private boolean drawingRequested;

  PairLayer(ImagePane left, ImagePane right) {
    this.left = left;
    this.right = right;
    setMouseTransparent(true);
    getChildren().add(canvas);
    left.revisionProperty().addListener((o, before, now) -> requestDrawing());
    right.revisionProperty().addListener((o, before, now) -> requestDrawing());
  }

  /** Changes what is drawn. */
  void show(@Nullable Comparison newComparison, int newScale, List<MatchLine> newLines) {
    comparison = newComparison;
    scale = newScale;
    lines = newLines;
    pointer = null;
    requestDrawing();
  }

  /** Marks the patch under the mouse, or none. */
  void setPointer(@Nullable PatchPointer newPointer) {
    pointer = newPointer;
    requestDrawing();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    requestDrawing();
  }

  private void requestDrawing() {
    if (!drawingRequested) {
      drawingRequested = true;
      Platform.runLater(
          () -> {
            drawingRequested = false;
            draw();
          });
    }
  }

  private void draw() {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    Comparison shown = comparison;
    if (shown == null) {
      return;
    }
    PictureGrid from = shown.grid(shown.query(), scale);
    PictureGrid to = shown.grid(shown.candidate(), scale);
    graphics.setGlobalAlpha(pointer == null ? 0.9 : 0.35);
    for (MatchLine line : lines) {
      drawLine(graphics, from, to, line, 1.5);
    }
    graphics.setGlobalAlpha(1);
    PatchPointer pointed = pointer;
    if (pointed != null) {
      drawPointer(graphics, from, to, pointed);
    }
  }

  private void drawPointer(
      GraphicsContext graphics, PictureGrid from, PictureGrid to, PatchPointer pointed) {
    drawSquare(graphics, left, from.square(pointed.queryPatch()));
    drawSquare(graphics, right, to.square(pointed.candidatePatch()));
    MatchLine line =
        new MatchLine(
            pointed.queryPatch(),
            pointed.candidatePatch(),
            pointed.similarity(),
            pointed.kind() == PatchPointer.Kind.INLIER);
    drawLine(graphics, from, to, line, 2.5);
  }

  private void drawLine(
      GraphicsContext graphics, PictureGrid from, PictureGrid to, MatchLine line, double width) {
    Point2D start = place(left, from.center(line.queryPatch()));
    Point2D end = place(right, to.center(line.candidatePatch()));
    if (start == null || end == null) {
      return;
    }
    Color color = line.inlier() ? INLIER : OUTLIER;
    graphics.setLineDashes(line.inlier() ? new double[0] : new double[] {6, 5});
    stroke(graphics, start, end, HALO, width + 1.5);
    stroke(graphics, start, end, color, width);
    graphics.setLineDashes();
    dot(graphics, start, color, width + 1);
    dot(graphics, end, color, width + 1);
  }

  private static void stroke(
      GraphicsContext graphics, Point2D start, Point2D end, Color color, double width) {
    graphics.setStroke(color);
    graphics.setLineWidth(width);
    graphics.strokeLine(start.getX(), start.getY(), end.getX(), end.getY());
  }

  private static void dot(GraphicsContext graphics, Point2D at, Color color, double radius) {
    graphics.setFill(HALO);
    graphics.fillOval(
        at.getX() - radius - 1, at.getY() - radius - 1, 2 * radius + 2, 2 * radius + 2);
    graphics.setFill(color);
    graphics.fillOval(at.getX() - radius, at.getY() - radius, 2 * radius, 2 * radius);
  }

  private void drawSquare(GraphicsContext graphics, ImagePane pane, Rectangle2D square) {
    Point2D low = inLayer(pane, new Point2D(square.getMinX(), square.getMinY()));
    Point2D high = inLayer(pane, new Point2D(square.getMaxX(), square.getMaxY()));
    Point2D paneLow = inLayer(pane.getWidth(), pane.getHeight(), pane);
    graphics.save();
    graphics.beginPath();
    Point2D origin = origin(pane);
    graphics.rect(
        origin.getX(),
        origin.getY(),
        paneLow.getX() - origin.getX(),
        paneLow.getY() - origin.getY());
    graphics.clip();
    graphics.setStroke(HALO);
    graphics.setLineWidth(4);
    graphics.strokeRect(low.getX(), low.getY(), high.getX() - low.getX(), high.getY() - low.getY());
    graphics.setStroke(FOCUS);
    graphics.setLineWidth(2);
    graphics.strokeRect(low.getX(), low.getY(), high.getX() - low.getX(), high.getY() - low.getY());
    graphics.restore();
  }

  /** A point of a pane's picture in this layer, or null if the pane does not show it. */
  private @Nullable Point2D place(ImagePane pane, Point2D point) {
    Point2D inPane = pane.toPane(point);
    boolean seen =
        inPane.getX() >= 0
            && inPane.getY() >= 0
            && inPane.getX() <= pane.getWidth()
            && inPane.getY() <= pane.getHeight();
    return seen ? inPane.add(origin(pane)) : null;
  }

  private Point2D inLayer(ImagePane pane, Point2D point) {
    return pane.toPane(point).add(origin(pane));
  }

  private Point2D inLayer(double x, double y, ImagePane pane) {
    return origin(pane).add(x, y);
  }

  private Point2D origin(ImagePane pane) {
    return sceneToLocal(pane.localToScene(0, 0));
  }
}
