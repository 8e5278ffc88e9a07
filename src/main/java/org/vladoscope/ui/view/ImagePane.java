package org.vladoscope.ui.view;

import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;
import org.jspecify.annotations.Nullable;
import org.vladoscope.figure.Box;
import org.vladoscope.figure.Point;

/**
 * Shows an image that can be zoomed (wheel, pinch, plus and minus) and moved (drag, two fingers,
 * Shift and arrow keys or wheel); a double click shows the whole again. Panes with the same
 * viewport property move together. Points are given in pixels of the user's image.
 */
public final class ImagePane extends Region {

  private static final double WHEEL_STEP = 1.0018;
  private static final double KEY_ZOOM = 1.25;
  private static final double KEY_MOVE = 0.1;
  private static final double PART_OF_PANE = 1 / 3.0;

  private final ObjectProperty<Viewport> viewport;
  private final ImageView base = new ImageView();
  private final ImageView shade = new ImageView();
  private final Translate translate = new Translate();
  private final Scale scale = new Scale();
  private final ReadOnlyObjectWrapper<@Nullable Point> pointer = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
  private @Nullable Picture picture;
  private @Nullable Point dragFrom;
  private Consumer<Point> onPick = point -> {};

  /** An empty pane. */
  public ImagePane(ObjectProperty<Viewport> viewport) {
    this.viewport = viewport;
    getStyleClass().add("image-pane");
    setFocusTraversable(true);
    base.setPreserveRatio(false);
    shade.setPreserveRatio(false);
    shade.getStyleClass().add("shade");
    shade.setSmooth(false);
    Pane content = new Pane(base, shade);
    content.setManaged(false);
    content.getTransforms().addAll(translate, scale);
    getChildren().add(content);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    clip.setArcWidth(8);
    clip.setArcHeight(8);
    setClip(clip);
    viewport.addListener((o, before, now) -> update());
    widthProperty().addListener((o, before, now) -> update());
    heightProperty().addListener((o, before, now) -> update());
    installMouse();
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /** Shows an image, or nothing, without any colouring. */
  public void setPicture(@Nullable Picture newPicture) {
    picture = newPicture;
    base.setImage(newPicture == null ? null : newPicture.image());
    if (newPicture != null) {
      base.setFitWidth(newPicture.size().width());
      base.setFitHeight(newPicture.size().height());
      // The outermost cells reach over the border.
      shade.setClip(new Rectangle(newPicture.size().width(), newPicture.size().height()));
    }
    shade.setImage(null);
    pointer.set(null);
    update();
  }

  /** The image shown. */
  public @Nullable Picture picture() {
    return picture;
  }

  /** Colours the image, or takes the colours away. */
  public void setRaster(@Nullable Raster raster) {
    shade.setImage(raster == null ? null : raster.image());
    if (raster != null) {
      Box area = raster.area();
      shade.setX(area.left());
      shade.setY(area.top());
      shade.setFitWidth(area.width());
      shade.setFitHeight(area.height());
    }
  }

  /** How strongly colours cover the image, 0 to 1. */
  public void setRasterOpacity(double opacity) {
    shade.setOpacity(opacity);
  }

  /** The point of the image under the mouse, or null outside. */
  public ReadOnlyObjectProperty<@Nullable Point> pointerProperty() {
    return pointer.getReadOnlyProperty();
  }

  /** Rises whenever points of the image move on the screen. */
  public ReadOnlyLongProperty revisionProperty() {
    return revision.getReadOnlyProperty();
  }

  /** Where a point of the image lies in this pane. */
  public Point toPane(Point point) {
    return new Point(
        point.x() * scale.getX() + translate.getX(), point.y() * scale.getY() + translate.getY());
  }

  /** The point of the image that lies at a point of this pane. */
  public Point toPicture(double x, double y) {
    return new Point((x - translate.getX()) / scale.getX(), (y - translate.getY()) / scale.getY());
  }

  /** Where the image lies in this pane. */
  public Placement placement() {
    return new Placement(
        new Box(0, 0, getWidth(), getHeight()), translate.getX(), translate.getY(), scale.getX());
  }

  /** What to do with a point of the image that was clicked. */
  public void setOnPick(Consumer<Point> action) {
    onPick = action;
  }

  /**
   * Zooms to a part of the image, so that it takes a third of the pane and what is around it can be
   * seen.
   */
  public void zoomTo(Box part) {
    Picture shown = picture;
    if (shown == null || getWidth() <= 0 || getHeight() <= 0) {
      return;
    }
    double pixels = Math.min(getWidth() / part.width(), getHeight() / part.height()) * PART_OF_PANE;
    setViewport(
        new Viewport(
            (part.left() + part.width() / 2) / shown.size().width(),
            (part.top() + part.height() / 2) / shown.size().height(),
            pixels / fitScale(shown)));
  }

  /** Zooms around the pane's centre. */
  public void zoom(double factor) {
    Viewport now = viewport.get();
    setViewport(now.zoomedAt(factor, now.centerX(), now.centerY()));
  }

  private void setViewport(Viewport wanted) {
    viewport.set(wanted.zoom() == 1 ? Viewport.FIT : inside(wanted));
  }

  /** Moves the centre so that no empty border is shown where the image could fill it. */
  private Viewport inside(Viewport wanted) {
    Picture shown = picture;
    if (shown == null || getWidth() <= 0 || getHeight() <= 0) {
      return wanted;
    }
    double pixels = fitScale(shown) * wanted.zoom();
    double halfX = getWidth() / 2 / (pixels * shown.size().width());
    double halfY = getHeight() / 2 / (pixels * shown.size().height());
    return new Viewport(
        halfX >= 0.5 ? 0.5 : Math.clamp(wanted.centerX(), halfX, 1 - halfX),
        halfY >= 0.5 ? 0.5 : Math.clamp(wanted.centerY(), halfY, 1 - halfY),
        wanted.zoom());
  }

  private double fitScale(Picture shown) {
    return Math.min(getWidth() / shown.size().width(), getHeight() / shown.size().height());
  }

  private void update() {
    Picture shown = picture;
    if (shown != null && getWidth() > 0 && getHeight() > 0) {
      Viewport view = viewport.get();
      double pixels = fitScale(shown) * view.zoom();
      scale.setX(pixels);
      scale.setY(pixels);
      translate.setX(getWidth() / 2 - view.centerX() * shown.size().width() * pixels);
      translate.setY(getHeight() / 2 - view.centerY() * shown.size().height() * pixels);
    }
    revision.set(revision.get() + 1);
  }

  private void installMouse() {
    addEventHandler(ScrollEvent.SCROLL, this::onScroll);
    addEventHandler(ZoomEvent.ZOOM, this::onPinch);
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::onClick);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPress);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDrag);
    addEventHandler(MouseEvent.MOUSE_RELEASED, e -> dragFrom = null);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::onMove);
    addEventHandler(MouseEvent.MOUSE_EXITED, e -> pointer.set(null));
  }

  private void onScroll(ScrollEvent event) {
    Picture shown = picture;
    if (shown == null) {
      return;
    }
    boolean moves =
        !event.isShortcutDown()
            && (event.isShiftDown()
                || event.getTouchCount() > 0
                || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY()));
    if (moves) {
      setViewport(
          viewport
              .get()
              .movedBy(
                  -event.getDeltaX() / scale.getX() / shown.size().width(),
                  -event.getDeltaY() / scale.getY() / shown.size().height()));
    } else {
      zoomAt(event.getX(), event.getY(), Math.pow(WHEEL_STEP, event.getDeltaY()));
    }
    event.consume();
  }

  private void zoomAt(double x, double y, double factor) {
    Picture shown = picture;
    if (shown != null) {
      Point at = toPicture(x, y);
      setViewport(
          viewport
              .get()
              .zoomedAt(factor, at.x() / shown.size().width(), at.y() / shown.size().height()));
    }
  }

  private void onPinch(ZoomEvent event) {
    zoomAt(event.getX(), event.getY(), event.getZoomFactor());
    event.consume();
  }

  private void onPress(MouseEvent event) {
    requestFocus();
    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
      viewport.set(Viewport.FIT);
    }
    dragFrom = new Point(event.getX(), event.getY());
  }

  private void onClick(MouseEvent event) {
    Point at = inside(event);
    if (event.getButton() == MouseButton.PRIMARY
        && event.getClickCount() == 1
        && event.isStillSincePress()
        && at != null) {
      onPick.accept(at);
    }
  }

  private void onDrag(MouseEvent event) {
    Picture shown = picture;
    Point from = dragFrom;
    if (shown != null && from != null && viewport.get().zoom() > 1) {
      double x = (from.x() - event.getX()) / scale.getX() / shown.size().width();
      double y = (from.y() - event.getY()) / scale.getY() / shown.size().height();
      setViewport(viewport.get().movedBy(x, y));
    }
    dragFrom = new Point(event.getX(), event.getY());
    onMove(event);
  }

  private void onMove(MouseEvent event) {
    pointer.set(inside(event));
  }

  /** The point of the image under the mouse, or null outside. */
  private @Nullable Point inside(MouseEvent event) {
    Picture shown = picture;
    if (shown == null) {
      return null;
    }
    Point at = toPicture(event.getX(), event.getY());
    boolean inside =
        at.x() >= 0
            && at.y() >= 0
            && at.x() < shown.size().width()
            && at.y() < shown.size().height();
    return inside ? at : null;
  }

  private void onKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    KeyCode code = event.getCode();
    double step = KEY_MOVE / viewport.get().zoom();
    switch (code) {
      case PLUS, ADD, EQUALS -> zoom(KEY_ZOOM);
      case MINUS, SUBTRACT -> zoom(1 / KEY_ZOOM);
      default -> {
        if (!event.isShiftDown() || !code.isArrowKey()) {
          return;
        }
        double x = code == KeyCode.LEFT ? -step : code == KeyCode.RIGHT ? step : 0;
        double y = code == KeyCode.UP ? -step : code == KeyCode.DOWN ? step : 0;
        setViewport(viewport.get().movedBy(x, y));
      }
    }
    event.consume();
  }
}
