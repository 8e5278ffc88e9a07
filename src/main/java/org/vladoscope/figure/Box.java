package org.vladoscope.figure;

/**
 * A rectangle on a surface or in an image.
 *
 * @param left x of its left edge
 * @param top y of its upper edge
 * @param width not negative
 * @param height not negative
 */
public record Box(double left, double top, double width, double height) {

  /** Checks the size. */
  public Box {
    if (!(width >= 0) || !(height >= 0)) {
      throw new IllegalArgumentException("a box of " + width + " by " + height);
    }
  }

  /** x of its right edge. */
  public double right() {
    return left + width;
  }

  /** y of its lower edge. */
  public double bottom() {
    return top + height;
  }

  /** Its middle. */
  public Point middle() {
    return new Point(left + width / 2, top + height / 2);
  }

  /** Whether a place lies in it or on its edge. */
  public boolean contains(double x, double y) {
    return x >= left && x <= right() && y >= top && y <= bottom();
  }

  /** Whether both have an area in common. */
  public boolean intersects(Box other) {
    return other.right() > left
        && other.bottom() > top
        && other.left < right()
        && other.top < bottom();
  }
}
