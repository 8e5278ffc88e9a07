package org.vladoscope.ui.evaluate.embedding;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.vladoscope.embedding.Embedding;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Point;
import org.vladoscope.ui.chart.ChartColors;
import org.vladoscope.ui.places.PlacesView;
import org.vladoscope.ui.places.PlaneNavigation;
import org.vladoscope.ui.places.PointIndex;
import org.vladoscope.ui.view.PointerMoves;

/**
 * Points in the plane. Dragging moves what is seen or draws a lasso or a rectangle, the wheel
 * zooms, a click chooses a point; with Shift, what is chosen is added to.
 */
final class ScatterPane extends Region {

  private static final double REACH = 9;
  private static final double MARGIN = 20;

  /** What dragging does. */
  enum Tool {
    MOVE,
    LASSO,
    RECTANGLE
  }

  private final ObservableBooleanValue dark;
  private final ObjectProperty<BitSet> chosen;
  private final ObjectProperty<Tool> tool;
  private final IntConsumer open;
  private final ObjectProperty<@Nullable Embedding> embedding = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable PointLook> look = new SimpleObjectProperty<>();
  private final ReadOnlyIntegerWrapper pointed = new ReadOnlyIntegerWrapper(-1);
  private final ReadOnlyIntegerWrapper ringed = new ReadOnlyIntegerWrapper(-1);
  private final PointerMoves moves = new PointerMoves();
  private final PlaneNavigation navigation =
      new PlaneNavigation(this, this::whole, this::requestLayout);
  private final ImageView picture = new ImageView();
  private final Canvas canvas = new Canvas();
  private int[] pixels = new int[0];
  private @Nullable PixelBuffer<IntBuffer> buffer;
  private @Nullable Extent extent;
  private @Nullable PointIndex index;
  private @Nullable ScatterPainter painter;
  private @Nullable Lasso lasso;

  /**
   * A pane without points.
   *
   * @param chosen the images that are chosen, shared with other panes
   * @param tool what dragging does, shared with other panes
   * @param open opens an image
   */
  ScatterPane(
      ObservableBooleanValue dark,
      ObjectProperty<BitSet> chosen,
      ObjectProperty<Tool> tool,
      IntConsumer open) {
    this.dark = dark;
    this.chosen = chosen;
    this.tool = tool;
    this.open = open;
    setMinSize(160, 120);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    picture.setManaged(false);
    canvas.setManaged(false);
    getChildren().addAll(picture, canvas);
    embedding.addListener(
        (o, before, now) -> {
          index = now == null ? null : new PointIndex(now.x(), now.y());
          extent = now == null ? null : Extent.of(now);
          navigation.fit();
          pointed.set(-1);
          rebuild();
        });
    look.addListener(o -> rebuild());
    dark.addListener(o -> rebuild());
    chosen.addListener(o -> requestLayout());
    pointed.addListener(o -> requestLayout());
    ringed.addListener(o -> requestLayout());
    setOnMousePressed(this::onPressed);
    setOnMouseDragged(this::onDragged);
    setOnMouseReleased(this::onReleased);
    setOnMouseMoved(
        event -> {
          if (moves.isMove(event)) {
            point(event.getX(), event.getY());
          }
        });
    setOnMouseExited(event -> pointed.set(-1));
    setOnScroll(navigation::scroll);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private void rebuild() {
    Embedding points = embedding.get();
    PointLook shown = look.get();
    painter =
        points == null || shown == null || shown.group().length != points.count()
            ? null
            : new ScatterPainter(points, shown, dark.get());
    requestLayout();
  }

  /** The points, or null. */
  ObjectProperty<@Nullable Embedding> embeddingProperty() {
    return embedding;
  }

  /** How they look, or null. */
  ObjectProperty<@Nullable PointLook> lookProperty() {
    return look;
  }

  /** The image that the mouse points at, or −1. */
  ReadOnlyIntegerProperty pointedProperty() {
    return pointed.getReadOnlyProperty();
  }

  /** Rings an image, such as the query on the screen; −1 for none. */
  void ring(int image) {
    ringed.set(image);
  }

  /** Where a point is on the pane. */
  Point2D positionOf(int image) {
    Embedding points = embedding.get();
    PlacesView now = view();
    return points == null || now == null
        ? Point2D.ZERO
        : new Point2D(now.screenX(points.x()[image]), now.screenY(points.y()[image]));
  }

  /** The points with the part that is seen, or null while there are none. */
  ScatterFigure.@Nullable Part part() {
    Embedding points = embedding.get();
    PlacesView now = view();
    return points == null || now == null ? null : new ScatterFigure.Part(points, now);
  }

  /** Shows all points. */
  void fit() {
    navigation.fit();
  }

  /** Zooms around the middle. */
  void zoom(double factor) {
    navigation.zoom(factor);
  }

  private @Nullable PlacesView view() {
    return navigation.view();
  }

  private @Nullable PlacesView whole(double width, double height) {
    return extent == null ? null : extent.in(width, height);
  }

  /** How far points reach; looked up for every move of the mouse, so not counted anew. */
  private record Extent(double left, double right, double low, double high) {

    static Extent of(Embedding points) {
      DoubleSummaryStatistics x = known(points.x());
      DoubleSummaryStatistics y = known(points.y());
      return x.getCount() == 0
          ? new Extent(0, 0, 0, 0)
          : new Extent(x.getMin(), x.getMax(), y.getMin(), y.getMax());
    }

    private static DoubleSummaryStatistics known(double[] values) {
      return Arrays.stream(values).filter(v -> !Double.isNaN(v)).summaryStatistics();
    }

    /** A view of all points; both directions have the same scale. */
    PlacesView in(double width, double height) {
      double scale =
          Math.min(
              Math.max(16, width - 2 * MARGIN) / Math.max(right - left, 1e-9),
              Math.max(16, height - 2 * MARGIN) / Math.max(high - low, 1e-9));
      return new PlacesView((left + right) / 2, (low + high) / 2, scale, scale, width, height);
    }
  }

  // --- mouse and keyboard ---

  private void point(double x, double y) {
    pointed.set(imageAt(x, y));
    setCursor(
        pointed.get() >= 0
            ? Cursor.HAND
            : tool.get() == Tool.MOVE ? Cursor.DEFAULT : Cursor.CROSSHAIR);
  }

  private int imageAt(double x, double y) {
    PlacesView now = view();
    PointIndex points = index;
    return now == null || points == null
        ? -1
        : points.nearest(now.planeX(x), now.planeY(y), REACH / now.scaleX(), REACH / now.scaleY());
  }

  private void onPressed(MouseEvent event) {
    requestFocus();
    navigation.press(event);
    event.consume();
  }

  private void onDragged(MouseEvent event) {
    PlacesView now = view();
    if (!navigation.drag(event, tool.get() == Tool.MOVE) || now == null) {
      return;
    }
    pointed.set(-1);
    Point at = new Point(now.planeX(event.getX()), now.planeY(event.getY()));
    Point from = new Point(now.planeX(navigation.pressedX()), now.planeY(navigation.pressedY()));
    switch (tool.get()) {
      case MOVE -> setCursor(Cursor.CLOSED_HAND);
      case LASSO -> {
        Lasso drawn = lasso;
        lasso = (drawn == null ? new Lasso(List.of(from)) : drawn).with(at);
        requestLayout();
      }
      case RECTANGLE -> {
        lasso = Lasso.rectangle(from, at);
        requestLayout();
      }
    }
    event.consume();
  }

  private void onReleased(MouseEvent event) {
    Lasso drawn = lasso;
    lasso = null;
    Embedding points = embedding.get();
    PointIndex known = index;
    if (drawn != null && points != null && known != null) {
      choose(drawn.within(points, known), event.isShiftDown());
      requestLayout();
    } else if (!navigation.isDragged() && event.getButton() == MouseButton.PRIMARY) {
      int image = imageAt(event.getX(), event.getY());
      if (image >= 0 && event.getClickCount() == 2) {
        open.accept(image);
      } else if (image >= 0) {
        click(image, event.isShiftDown());
      } else if (event.getClickCount() == 2) {
        fit();
      } else if (!event.isShiftDown()) {
        chosen.set(new BitSet());
      }
    }
    point(event.getX(), event.getY());
    event.consume();
  }

  private void choose(BitSet found, boolean added) {
    if (added) {
      found.or(chosen.get());
    }
    chosen.set(found);
  }

  /** With Shift, a point that was chosen is not any more. */
  private void click(int image, boolean added) {
    BitSet one = added ? (BitSet) chosen.get().clone() : new BitSet();
    one.set(image, !added || !one.get(image));
    chosen.set(one);
  }

  private void onKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    switch (event.getCode()) {
      case L -> tool.set(Tool.LASSO);
      case R -> tool.set(Tool.RECTANGLE);
      case M -> tool.set(Tool.MOVE);
      case ENTER -> {
        if (chosen.get().isEmpty()) {
          return;
        }
        open.accept(chosen.get().nextSetBit(0));
      }
      case ESCAPE -> {
        if (chosen.get().isEmpty()) {
          return;
        }
        chosen.set(new BitSet());
      }
      default -> {
        if (!navigation.key(event.getCode())) {
          return;
        }
      }
    }
    event.consume();
  }

  // --- what is drawn ---

  @Override
  protected void layoutChildren() {
    int width = (int) getWidth();
    int height = (int) getHeight();
    canvas.setWidth(width);
    canvas.setHeight(height);
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, width, height);
    PlacesView now = view();
    ScatterPainter known = painter;
    picture.setVisible(known != null);
    if (known == null || now == null) {
      return;
    }
    PixelBuffer<IntBuffer> target = buffer;
    if (target == null || target.getWidth() != width || target.getHeight() != height) {
      pixels = new int[width * height];
      target =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
      buffer = target;
      picture.setImage(new WritableImage(target));
    }
    known.paint(pixels, width, height, now, chosen.get());
    target.updateBuffer(changed -> null);
    marks(graphics, now);
  }

  private void marks(GraphicsContext graphics, PlacesView now) {
    ChartColors colors = ChartColors.of(dark.get());
    graphics.setStroke(color(colors.ink()));
    ring(graphics, ringed.get(), 8);
    ring(graphics, pointed.get(), 6.5);
    Lasso drawn = lasso;
    if (drawn != null) {
      graphics.setLineWidth(1.2);
      graphics.setLineDashes(4, 3);
      List<Double> xs = new ArrayList<>();
      List<Double> ys = new ArrayList<>();
      drawn.points().forEach(p -> xs.add(now.screenX(p.x())));
      drawn.points().forEach(p -> ys.add(now.screenY(p.y())));
      graphics.strokePolygon(
          xs.stream().mapToDouble(v -> v).toArray(),
          ys.stream().mapToDouble(v -> v).toArray(),
          xs.size());
      graphics.setLineDashes();
    }
  }

  private void ring(GraphicsContext graphics, int image, double radius) {
    Embedding points = embedding.get();
    if (points != null && image >= 0 && image < points.count() && points.isPlaced(image)) {
      Point2D at = positionOf(image);
      graphics.setLineWidth(1.8);
      graphics.strokeOval(at.getX() - radius, at.getY() - radius, 2 * radius, 2 * radius);
    }
  }

  private static Color color(Colour of) {
    return Color.rgb(of.red(), of.green(), of.blue(), of.opacity());
  }
}
