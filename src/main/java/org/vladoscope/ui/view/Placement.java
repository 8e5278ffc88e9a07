package org.vladoscope.ui.view;

import org.vladoscope.figure.Box;
import org.vladoscope.figure.Point;
import org.vladoscope.image.ImageSize;

/**
 * Where an image lies on a surface.
 *
 * @param frame the part of the surface in which it is seen
 * @param x where the image's left edge lies, perhaps outside the frame
 * @param y where the image's top edge lies
 * @param scale size of one of the image's pixels on the surface
 */
public record Placement(Box frame, double x, double y, double scale) {

  /** Where a point of the image lies. */
  public Point place(Point point) {
    return new Point(x + point.x() * scale, y + point.y() * scale);
  }

  /** Where a rectangle of the image lies. */
  public Box place(Box box) {
    return new Box(
        x + box.left() * scale, y + box.top() * scale, box.width() * scale, box.height() * scale);
  }

  /** Whether a point of the surface lies in the frame. */
  public boolean shows(Point placed) {
    return frame.contains(placed.x(), placed.y());
  }

  /** The same, its frame cut to the part of it that shows an image of a size. */
  public Placement cutTo(ImageSize size) {
    Box picture = place(new Box(0, 0, size.width(), size.height()));
    double left = Math.max(frame.left(), picture.left());
    double top = Math.max(frame.top(), picture.top());
    double right = Math.max(left + 1, Math.min(frame.right(), picture.right()));
    double bottom = Math.max(top + 1, Math.min(frame.bottom(), picture.bottom()));
    return new Placement(new Box(left, top, right - left, bottom - top), x, y, scale);
  }

  /** The same image on a surface that is moved and then enlarged. */
  public Placement on(double offsetX, double offsetY, double enlarged) {
    return new Placement(
        new Box(
            (frame.left() + offsetX) * enlarged,
            (frame.top() + offsetY) * enlarged,
            frame.width() * enlarged,
            frame.height() * enlarged),
        (x + offsetX) * enlarged,
        (y + offsetY) * enlarged,
        scale * enlarged);
  }
}
