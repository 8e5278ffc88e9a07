package org.vladoscope.ui.view;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

/**
 * Where a picture lies on a surface.
 *
 * @param frame the part of the surface in which it is seen
 * @param x where the picture's left edge lies, perhaps outside the frame
 * @param y where the picture's top edge lies
 * @param scale size of one of the picture's pixels on the surface
 */
public record Placement(Rectangle2D frame, double x, double y, double scale) {

  /** Where a point of the picture lies. */
  public Point2D place(Point2D point) {
    return new Point2D(x + point.getX() * scale, y + point.getY() * scale);
  }

  /** Where a rectangle of the picture lies. */
  public Rectangle2D place(Rectangle2D box) {
    return new Rectangle2D(
        x + box.getMinX() * scale,
        y + box.getMinY() * scale,
        box.getWidth() * scale,
        box.getHeight() * scale);
  }

  /** Whether a point of the surface lies in the frame. */
  public boolean shows(Point2D placed) {
    return frame.contains(placed);
  }

  /** The same picture on a surface that is moved and then enlarged. */
  public Placement on(double offsetX, double offsetY, double enlarged) {
    return new Placement(
        new Rectangle2D(
            (frame.getMinX() + offsetX) * enlarged,
            (frame.getMinY() + offsetY) * enlarged,
            frame.getWidth() * enlarged,
            frame.getHeight() * enlarged),
        (x + offsetX) * enlarged,
        (y + offsetY) * enlarged,
        scale * enlarged);
  }
}
