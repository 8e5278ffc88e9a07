package org.vladoscope.ui.view;

/**
 * Which part of an image is seen, independent of the sizes of image and pane: panes that share one
 * viewport always show the same part.
 *
 * @param centerX horizontal position of the pane's centre, 0 (left edge of the image) to 1
 * @param centerY vertical position of the pane's centre, 0 (top edge) to 1
 * @param zoom 1 shows the whole image as large as possible, 2 makes it twice as large
 */
public record Viewport(double centerX, double centerY, double zoom) {

  /** The whole image. */
  public static final Viewport FIT = new Viewport(0.5, 0.5, 1);

  /** The largest zoom. */
  public static final double MAX_ZOOM = 32;

  /** Brings all values into their ranges. */
  public Viewport {
    centerX = Math.clamp(centerX, 0, 1);
    centerY = Math.clamp(centerY, 0, 1);
    zoom = Math.clamp(zoom, 1, MAX_ZOOM);
  }

  /**
   * Zooms so that a point stays where it is on the screen.
   *
   * @param factor above 1 to enlarge
   * @param x the point, as a share of the image's width
   * @param y the point, as a share of the image's height
   */
  public Viewport zoomedAt(double factor, double x, double y) {
    double target = Math.clamp(zoom * factor, 1, MAX_ZOOM);
    double keep = zoom / target;
    return new Viewport(x + (centerX - x) * keep, y + (centerY - y) * keep, target);
  }

  /** Moves by shares of the image's width and height. */
  public Viewport movedBy(double x, double y) {
    return new Viewport(centerX + x, centerY + y, zoom);
  }
}
