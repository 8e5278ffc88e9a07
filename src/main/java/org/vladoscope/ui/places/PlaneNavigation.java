package org.vladoscope.ui.places;

import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Which part of the plane a pane shows, and how mouse, wheel and keys change that. */
public final class PlaneNavigation {

  private static final double WHEEL = 1.0015;
  private static final double KEY_ZOOM = 1.4;
  private static final double KEY_MOVE = 40;
  private static final double LEAST_ZOOM = .25;
  private static final double MOST_ZOOM = 1e5;

  /** Below so many pixels nothing can be seen. */
  private static final double LEAST_SIZE = 8;

  /** Below so many pixels a hand that clicks trembles. */
  private static final double TREMBLE = 3;

  /** The view of all there is. */
  @FunctionalInterface
  public interface Whole {
    /** In a pane of a size in pixels; null while there is nothing to see. */
    @Nullable PlacesView in(double width, double height);
  }

  private final Region pane;
  private final Whole whole;
  private final Runnable moved;
  private @Nullable PlacesView view;
  private double pressedX;
  private double pressedY;
  private double lastX;
  private double lastY;
  private boolean dragged;

  /**
   * Shows all at first.
   *
   * @param moved called when another part is seen
   */
  public PlaneNavigation(Region pane, Whole whole, Runnable moved) {
    this.pane = pane;
    this.whole = whole;
    this.moved = moved;
  }

  /** The part that is seen; null while there is no room or nothing to see. */
  public @Nullable PlacesView view() {
    PlacesView now = view;
    return now == null || !hasRoom() ? all() : now.resized(pane.getWidth(), pane.getHeight());
  }

  private boolean hasRoom() {
    return pane.getWidth() >= LEAST_SIZE && pane.getHeight() >= LEAST_SIZE;
  }

  private @Nullable PlacesView all() {
    return hasRoom() ? whole.in(pane.getWidth(), pane.getHeight()) : null;
  }

  /** Shows all again; to be called as well when there are other things to see. */
  public void fit() {
    view = null;
    moved.run();
  }

  /** Zooms around the middle. */
  public void zoom(double factor) {
    zoom(factor, pane.getWidth() / 2, pane.getHeight() / 2);
  }

  private void zoom(double factor, double x, double y) {
    PlacesView now = view();
    PlacesView all = all();
    if (now == null || all == null) {
      return;
    }
    double scale =
        Math.clamp(now.scaleX() * factor, all.scaleX() * LEAST_ZOOM, all.scaleX() * MOST_ZOOM);
    view = now.zoomedAt(scale / now.scaleX(), x, y, true);
    moved.run();
  }

  private void move(double pixelsX, double pixelsY) {
    PlacesView now = view();
    if (now != null) {
      view = now.movedBy(pixelsX, pixelsY);
      moved.run();
    }
  }

  /** Begins a click or a drag. */
  public void press(MouseEvent event) {
    pressedX = event.getX();
    pressedY = event.getY();
    lastX = pressedX;
    lastY = pressedY;
    dragged = false;
  }

  /**
   * Goes on with it.
   *
   * @param pans whether dragging moves what is seen
   * @return true if it is a drag and no click
   */
  public boolean drag(MouseEvent event, boolean pans) {
    dragged = dragged || Math.hypot(event.getX() - pressedX, event.getY() - pressedY) > TREMBLE;
    if (dragged && pans) {
      move(event.getX() - lastX, event.getY() - lastY);
    }
    lastX = event.getX();
    lastY = event.getY();
    return dragged;
  }

  /** True if the mouse was moved since it was pressed. */
  public boolean isDragged() {
    return dragged;
  }

  /** Where it was pressed, in pixels across. */
  public double pressedX() {
    return pressedX;
  }

  /** Where it was pressed, in pixels down. */
  public double pressedY() {
    return pressedY;
  }

  /** Zooms by the wheel. */
  public void scroll(ScrollEvent event) {
    if (event.getDeltaY() != 0) {
      zoom(Math.pow(WHEEL, event.getDeltaY()), event.getX(), event.getY());
    }
    event.consume();
  }

  /** Moves or zooms by a key; false if it does neither. */
  public boolean key(KeyCode code) {
    switch (code) {
      case PLUS, ADD, EQUALS -> zoom(KEY_ZOOM);
      case MINUS, SUBTRACT -> zoom(1 / KEY_ZOOM);
      case HOME, DIGIT0 -> fit();
      case LEFT -> move(KEY_MOVE, 0);
      case RIGHT -> move(-KEY_MOVE, 0);
      case UP -> move(0, KEY_MOVE);
      case DOWN -> move(0, -KEY_MOVE);
      default -> {
        return false;
      }
    }
    return true;
  }
}
