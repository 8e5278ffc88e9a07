package org.vladoscope.ui.lab.plane;

import java.util.List;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.vladoscope.teach.steps.Plane;
import org.vladoscope.teach.steps.Plane.Handle;
import org.vladoscope.teach.steps.Plane.Kind;
import org.vladoscope.teach.steps.Plane.Point;
import org.vladoscope.teach.steps.PlaneAnalysis;
import org.vladoscope.teach.steps.VladSteps;
import org.vladoscope.ui.theme.Painted;
import org.vladoscope.ui.view.ClusterPalette;

/**
 * The plane: regions, residuals, points and centres. Drag moves, a click on an empty place adds, a
 * click with the other button or Delete removes; N and Shift+N look at the next and previous thing,
 * arrows move it.
 */
final class PlaneCanvas extends Painted {

  private static final Color CHOSEN = Color.web("#2f81f7");
  private static final double MARGIN = 14;
  private static final double REACH = 12;
  private static final double KEY_STEP = 0.02;
  private static final double VISIBLE_SHARE = 0.02;
  private static final Duration STEP_TIME = Duration.millis(350);

  private final PlaneModel model;
  private final Canvas canvas = new Canvas();
  private @Nullable Handle dragged;
  private @Nullable Timeline walk;

  PlaneCanvas(PlaneModel model) {
    this.model = model;
    getStyleClass().add("plane-canvas");
    setFocusTraversable(true);
    setMinSize(220, 220);
    setPrefSize(440, 440);
    canvas.setManaged(false);
    canvas.setMouseTransparent(true);
    getChildren().add(canvas);
    setAccessibleText(
        "Plane of points and centroids. N looks at the next one, arrows move it, Insert adds one,"
            + " Delete takes it away.");
    model.planeProperty().addListener((o, before, now) -> draw());
    model.analysisProperty().addListener((o, before, now) -> draw());
    model.chosenProperty().addListener((o, before, now) -> draw());
    focusedProperty().addListener((o, before, now) -> draw());
    onRestyled(this::draw);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPress);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDrag);
    addEventHandler(MouseEvent.MOUSE_RELEASED, e -> dragged = null);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /** Takes a step of k-means and shows the centres on their way. */
  void walkOneStep() {
    finishWalk();
    Plane from = model.planeProperty().get();
    model.lloydStep().ifPresent(to -> walk(from, to));
  }

  private void walk(Plane from, Plane to) {
    DoubleProperty way = new SimpleDoubleProperty(0);
    way.addListener(
        (o, before, now) -> model.planeProperty().set(between(from, to, now.doubleValue())));
    Timeline timeline =
        new Timeline(new KeyFrame(STEP_TIME, new KeyValue(way, 1, Interpolator.EASE_BOTH)));
    timeline.setOnFinished(
        event -> {
          walk = null;
          model.planeProperty().set(to);
        });
    walk = timeline;
    timeline.play();
  }

  private void finishWalk() {
    Timeline running = walk;
    if (running != null) {
      running.jumpTo(STEP_TIME);
      running.stop();
      walk = null;
    }
  }

  /** True while centres are on their way. */
  boolean isWalking() {
    return walk != null;
  }

  private static Plane between(Plane from, Plane to, double share) {
    List<Point> centres = new java.util.ArrayList<>();
    for (int k = 0; k < from.centres().size(); k++) {
      Point a = from.centres().get(k);
      Point b = to.centres().get(k);
      centres.add(new Point(a.x() + share * (b.x() - a.x()), a.y() + share * (b.y() - a.y())));
    }
    return from.with(Kind.CENTRE, centres);
  }

  private void onPress(MouseEvent event) {
    requestFocus();
    finishWalk();
    Handle hit = at(event.getX(), event.getY());
    if (event.getButton() == MouseButton.SECONDARY) {
      if (hit != null) {
        model.remove(hit);
      }
    } else if (hit != null) {
      dragged = hit;
      model.chosenProperty().set(hit);
    } else {
      model.add(toPlane(event.getX(), event.getY()));
      dragged = model.chosenProperty().get();
    }
    event.consume();
  }

  private void onDrag(MouseEvent event) {
    Handle moving = dragged;
    if (moving != null) {
      model.move(moving, toPlane(event.getX(), event.getY()));
    }
    event.consume();
  }

  private void onKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    Handle chosen = model.chosenProperty().get();
    KeyCode code = event.getCode();
    if (code == KeyCode.N) {
      model.chooseNext(event.isShiftDown() ? -1 : 1);
    } else if (code == KeyCode.INSERT) {
      model.add(new Point(0, 0));
    } else if (chosen == null) {
      return;
    } else if (code == KeyCode.DELETE || code == KeyCode.BACK_SPACE) {
      model.remove(chosen);
    } else if (code.isArrowKey()) {
      finishWalk();
      Point old = model.planeProperty().get().at(chosen);
      double x = code == KeyCode.LEFT ? -KEY_STEP : code == KeyCode.RIGHT ? KEY_STEP : 0;
      double y = code == KeyCode.DOWN ? -KEY_STEP : code == KeyCode.UP ? KEY_STEP : 0;
      model.move(chosen, new Point(old.x() + x, old.y() + y));
    } else {
      return;
    }
    event.consume();
  }

  private @Nullable Handle at(double x, double y) {
    Handle best = null;
    double nearest = REACH;
    for (Kind kind : List.of(Kind.CENTRE, Kind.FIRST, Kind.SECOND)) {
      List<Point> points = model.planeProperty().get().all(kind);
      for (int i = 0; i < points.size(); i++) {
        double distance = Math.hypot(toX(points.get(i)) - x, toY(points.get(i)) - y);
        if (distance < nearest) {
          nearest = distance;
          best = new Handle(kind, i);
        }
      }
    }
    return best;
  }

  private double side() {
    return Math.max(1, Math.min(getWidth(), getHeight()) - 2 * MARGIN);
  }

  private double left() {
    return (getWidth() - side()) / 2;
  }

  private double top() {
    return (getHeight() - side()) / 2;
  }

  /** Where a place of the plane lies in this node, from the left. */
  double toX(Point point) {
    return left() + (point.x() + 1) / 2 * side();
  }

  /** Where a place of the plane lies in this node, from the top. */
  double toY(Point point) {
    return top() + (1 - point.y()) / 2 * side();
  }

  private Point toPlane(double x, double y) {
    return new Point((x - left()) / side() * 2 - 1, 1 - (y - top()) / side() * 2);
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
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    PlaneAnalysis known = model.analysisProperty().get();
    Plane plane = model.planeProperty().get();
    ClusterPalette palette = new ClusterPalette(plane.centres().size());
    if (known != null && known.plane().centres().size() == plane.centres().size()) {
      regions(graphics, known, palette);
      residuals(graphics, known.first(), known.plane().first(), known.plane(), palette, 1);
      residuals(graphics, known.second(), known.plane().second(), known.plane(), palette, 0.45);
    }
    graphics.setLineWidth(1.5);
    for (Point point : plane.first()) {
      dot(graphics, point, ink(), true);
    }
    for (Point point : plane.second()) {
      dot(graphics, point, ink(), false);
    }
    for (int k = 0; k < plane.centres().size(); k++) {
      centre(graphics, plane.centres().get(k), k, palette.color(k));
    }
    Handle chosen = model.chosenProperty().get();
    if (chosen != null && chosen.index() < plane.all(chosen.kind()).size()) {
      Point at = plane.at(chosen);
      graphics.setStroke(CHOSEN);
      graphics.setLineWidth(isFocused() ? 3 : 2);
      graphics.strokeOval(toX(at) - 14, toY(at) - 14, 28, 28);
    }
  }

  private void regions(GraphicsContext graphics, PlaneAnalysis known, ClusterPalette palette) {
    graphics.setFill(ground());
    graphics.fillRect(left(), top(), side(), side());
    if (known.shades().length > 0) {
      graphics.setImageSmoothing(true);
      graphics.drawImage(blend(known.shades(), palette), left(), top(), side(), side());
    }
    for (int k = 0; k < known.regions().size(); k++) {
      List<Point> region = known.regions().get(k);
      double[] x = region.stream().mapToDouble(this::toX).toArray();
      double[] y = region.stream().mapToDouble(this::toY).toArray();
      if (known.shades().length == 0) {
        graphics.setFill(faint(palette.color(k)));
        graphics.fillPolygon(x, y, x.length);
      }
      graphics.setStroke(muted().deriveColor(0, 1, 1, known.shades().length == 0 ? 1 : 0.35));
      graphics.setLineWidth(1);
      graphics.strokePolygon(x, y, x.length);
    }
  }

  private WritableImage blend(double[][] shares, ClusterPalette palette) {
    int side = PlaneAnalysis.SIDE;
    int[] argb = new int[side * side];
    for (int i = 0; i < argb.length; i++) {
      double red = 0;
      double green = 0;
      double blue = 0;
      for (int k = 0; k < shares[i].length; k++) {
        Color color = faint(palette.color(k));
        red += shares[i][k] * color.getRed();
        green += shares[i][k] * color.getGreen();
        blue += shares[i][k] * color.getBlue();
      }
      argb[i] =
          0xff000000
              | (int) Math.round(red * 255) << 16
              | (int) Math.round(green * 255) << 8
              | (int) Math.round(blue * 255);
    }
    WritableImage image = new WritableImage(side, side);
    image
        .getPixelWriter()
        .setPixels(0, 0, side, side, PixelFormat.getIntArgbInstance(), argb, 0, side);
    return image;
  }

  private void residuals(
      GraphicsContext graphics,
      VladSteps steps,
      List<Point> points,
      Plane plane,
      ClusterPalette palette,
      double strength) {
    for (int i = 0; i < points.size(); i++) {
      for (int k = 0; k < plane.centres().size(); k++) {
        double share = steps.shares()[i][k];
        if (share > VISIBLE_SHARE) {
          graphics.setGlobalAlpha(strength * share);
          graphics.setStroke(strong(palette.color(k)));
          arrow(graphics, plane.centres().get(k), points.get(i));
        }
      }
    }
    graphics.setGlobalAlpha(1);
  }

  /** From a centre to a point: the residual x − c. */
  private void arrow(GraphicsContext graphics, Point from, Point to) {
    double dx = toX(to) - toX(from);
    double dy = toY(to) - toY(from);
    double length = Math.hypot(dx, dy);
    if (length < 10) {
      return;
    }
    double ux = dx / length;
    double uy = dy / length;
    double x = toX(to) - 6 * ux;
    double y = toY(to) - 6 * uy;
    graphics.setLineWidth(1.6);
    graphics.strokeLine(toX(from), toY(from), x, y);
    graphics.strokeLine(x, y, x - 6 * ux + 3.5 * uy, y - 6 * uy - 3.5 * ux);
    graphics.strokeLine(x, y, x - 6 * ux - 3.5 * uy, y - 6 * uy + 3.5 * ux);
  }

  /** Sets differ in shape: full discs, and empty squares. */
  private void dot(GraphicsContext graphics, Point point, Color color, boolean first) {
    double x = toX(point);
    double y = toY(point);
    graphics.setStroke(color);
    graphics.setFill(first ? color : ground());
    if (first) {
      graphics.fillOval(x - 4.5, y - 4.5, 9, 9);
      graphics.setStroke(ground());
      graphics.setLineWidth(1);
      graphics.strokeOval(x - 4.5, y - 4.5, 9, 9);
    } else {
      graphics.setLineWidth(1.5);
      graphics.fillRect(x - 4, y - 4, 8, 8);
      graphics.strokeRect(x - 4, y - 4, 8, 8);
    }
  }

  private void centre(GraphicsContext graphics, Point point, int k, Color color) {
    double x = toX(point);
    double y = toY(point);
    graphics.setFill(strong(color));
    graphics.setStroke(ground());
    graphics.setLineWidth(2);
    double[] xs = {x, x + 11, x, x - 11};
    double[] ys = {y - 11, y, y + 11, y};
    graphics.fillPolygon(xs, ys, 4);
    graphics.strokePolygon(xs, ys, 4);
    graphics.setFill(ground());
    graphics.setFont(Font.font("System", FontWeight.BOLD, 11));
    graphics.fillText(Integer.toString(k + 1), x - 3.5, y + 4);
  }
}
