package org.vladoscope.figure;

/**
 * A place on a surface or in an image.
 *
 * @param x to the right
 * @param y downwards
 */
public record Point(double x, double y) {

  /** The place that lies so far to the right and below. */
  public Point moved(double right, double down) {
    return new Point(x + right, y + down);
  }

  /** The distance to another place. */
  public double distance(double otherX, double otherY) {
    return Math.hypot(x - otherX, y - otherY);
  }
}
