package org.vladoscope.ui.chart;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Drawing;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.theme.Painted;
import org.vladoscope.ui.view.CanvasPainter;
import org.vladoscope.ui.view.PointerMoves;

/**
 * A chart on the screen. What the mouse or the arrow keys point at is written beside it; a click or
 * the Enter key chooses it.
 */
public final class ChartPane extends Painted {

  private static final double REACH = 40;
  private static final double TEXT = 12;

  /**
   * A point of a figure.
   *
   * @param series which series, from 0
   * @param point which of its points, from 0
   */
  public record Place(int series, int point) {}

  private final Canvas canvas = new Canvas();
  private final ObservableBooleanValue dark;
  private final ObjectProperty<@Nullable ChartFigure> figure = new SimpleObjectProperty<>();
  private final PointerMoves moves = new PointerMoves();
  private final ObjectProperty<@Nullable Place> pointed = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Place> chosen = new SimpleObjectProperty<>();

  /**
   * An empty chart.
   *
   * @param dark whether the look is dark
   */
  public ChartPane(ObservableBooleanValue dark) {
    this.dark = dark;
    getStyleClass().add("chart-pane");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMinSize(240, 160);
    setPrefSize(420, 260);
    canvas.setManaged(false);
    getChildren().add(canvas);
    figure.addListener(
        (o, before, now) -> {
          pointed.set(null);
          chosen.set(null);
          describe();
          requestLayout();
        });
    pointed.addListener(
        (o, before, now) -> {
          describe();
          requestLayout();
        });
    chosen.addListener((o, before, now) -> requestLayout());
    onRestyled(this::requestLayout);
    dark.addListener((o, before, now) -> requestLayout());
    focusedProperty().addListener((o, before, now) -> requestLayout());
    setOnMouseMoved(
        event -> {
          if (moves.isMove(event)) {
            pointed.set(nearest(event));
          }
        });
    setOnMouseExited(
        event -> {
          if (moves.isMove(event)) {
            pointed.set(null);
          }
        });
    setOnMousePressed(
        event -> {
          requestFocus();
          Place at = nearest(event);
          if (at != null) {
            choose(at);
          }
          event.consume();
        });
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /** What is drawn; a new figure begins without a chosen point. */
  public ObjectProperty<@Nullable ChartFigure> figureProperty() {
    return figure;
  }

  /** What the mouse or the keys point at, or null. */
  public ObjectProperty<@Nullable Place> pointedProperty() {
    return pointed;
  }

  /** The point that was clicked last, or null. */
  public ObjectProperty<@Nullable Place> chosenProperty() {
    return chosen;
  }

  /** Where a point lies in this pane, to be pointed at. */
  public Point positionOf(Place place) {
    ChartFigure shown = figure.get();
    if (shown == null) {
      throw new IllegalStateException("there is no chart");
    }
    Point at = shown.place(point(shown, place), ChartFigure.plot(area()));
    return new Point(at.x() * unit(), at.y() * unit());
  }

  private static ChartPoint point(ChartFigure figure, Place place) {
    return figure.series().get(place.series()).points().get(place.point());
  }

  private Box area() {
    return new Box(0, 0, Math.max(1, getWidth() / unit()), Math.max(1, getHeight() / unit()));
  }

  private @Nullable Place nearest(MouseEvent event) {
    ChartFigure shown = figure.get();
    Place best = null;
    if (shown != null) {
      Box plot = ChartFigure.plot(area());
      double least = REACH;
      for (int s = 0; s < shown.series().size(); s++) {
        List<ChartPoint> points = shown.series().get(s).points();
        for (int p = 0; p < points.size(); p++) {
          double distance =
              shown
                  .place(points.get(p), plot)
                  .distance(event.getX() / unit(), event.getY() / unit());
          if (distance <= least) {
            least = distance;
            best = new Place(s, p);
          }
        }
      }
    }
    setCursor(best == null ? Cursor.DEFAULT : Cursor.HAND);
    return best;
  }

  private void onKey(KeyEvent event) {
    ChartFigure shown = figure.get();
    if (shown == null || shown.series().stream().allMatch(s -> s.points().isEmpty())) {
      return;
    }
    Place at = pointed.get() != null ? pointed.get() : chosen.get();
    switch (event.getCode()) {
      case LEFT -> pointed.set(moved(shown, at, 0, -1));
      case RIGHT -> pointed.set(moved(shown, at, 0, 1));
      case UP -> pointed.set(moved(shown, at, 1, 0));
      case DOWN -> pointed.set(moved(shown, at, -1, 0));
      case ENTER, SPACE -> {
        if (at == null) {
          return;
        }
        choose(at);
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Who chooses a point again wants to see again what it stands for. */
  private void choose(Place at) {
    chosen.set(null);
    chosen.set(at);
  }

  private static @Nullable Place moved(
      ChartFigure shown, @Nullable Place from, int series, int points) {
    if (from == null) {
      for (int s = shown.series().size() - 1; s >= 0; s--) {
        if (!shown.series().get(s).points().isEmpty()) {
          return new Place(s, 0);
        }
      }
      return null;
    }
    int newSeries = Math.floorMod(from.series() + series, shown.series().size());
    int last = shown.series().get(newSeries).points().size() - 1;
    return last < 0 ? from : new Place(newSeries, Math.clamp(from.point() + points, 0, last));
  }

  private void describe() {
    ChartFigure shown = figure.get();
    Place at = pointed.get();
    if (shown == null) {
      setAccessibleText("An empty chart");
    } else if (at == null) {
      setAccessibleText(shown.title() + ". Arrow keys go from point to point, Enter chooses one.");
    } else {
      setAccessibleText(point(shown, at).text());
    }
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    ChartColors colors = ChartColors.of(dark.get());
    Drawing drawing = new Drawing();
    drawing.fill(area(), colors.ground());
    ChartFigure shown = figure.get();
    if (shown != null && getWidth() >= 40 && getHeight() >= 40) {
      draw(drawing, shown, colors);
    }
    graphics.save();
    graphics.scale(unit(), unit());
    CanvasPainter.paint(drawing.marks(), graphics);
    graphics.restore();
  }

  private void draw(Drawing drawing, ChartFigure shown, ChartColors colors) {
    shown.draw(drawing, area(), colors);
    Box plot = ChartFigure.plot(area());
    Place marked = chosen.get();
    if (marked != null) {
      double x = shown.place(point(shown, marked), plot).x();
      drawing.line(new Point(x, plot.top()), new Point(x, plot.bottom()), colors.ink(), 1, 4, 3);
      emphasise(drawing, shown, marked, plot, colors);
    }
    Place at = pointed.get();
    if (at != null) {
      emphasise(drawing, shown, at, plot, colors);
      label(drawing, shown, at, plot, colors);
    }
  }

  private static void emphasise(
      Drawing drawing, ChartFigure shown, Place place, Box plot, ChartColors colors) {
    ChartSeries series = shown.series().get(place.series());
    ChartPoint point = point(shown, place);
    Point at = shown.place(point, plot);
    drawing.dot(at, point.radius() + 4, colors.ink());
    drawing.dot(at, point.radius() + 2.5, colors.ground());
    ChartFigure.mark(drawing, series.mark(), at, point.radius(), colors.of(series));
  }

  /** Writes what a point says in a box that stays within the plot. */
  private static void label(
      Drawing drawing, ChartFigure shown, Place place, Box plot, ChartColors colors) {
    Point at = shown.place(point(shown, place), plot);
    String[] lines = point(shown, place).text().split("\n");
    double width = 16;
    for (String line : lines) {
      width = Math.max(width, 20 + 1.08 * ChartFigure.textWidth(line, TEXT));
    }
    double height = 10 + 16 * lines.length;
    double left = at.x() + 14 + width <= plot.right() + 12 ? at.x() + 14 : at.x() - 14 - width;
    double top =
        Math.clamp(at.y() - height / 2, plot.top(), Math.max(plot.top(), plot.bottom() - height));
    Box box = new Box(Math.max(4, left), top, width, height);
    drawing.fill(box, colors.ground().opacity(.94));
    drawing.box(box, colors.muted(), 1);
    for (int i = 0; i < lines.length; i++) {
      drawing.text(
          lines[i], new Point(box.left() + 8, box.top() + 17 + 16 * i), TEXT, i == 0, colors.ink());
    }
  }
}
