package org.vladoscope.image;

/**
 * A part of an image in pixels, which need not begin or end between two of them.
 *
 * @param left 0 or more
 * @param top 0 or more
 * @param width more than 0
 * @param height more than 0
 */
record PixelArea(double left, double top, double width, double height) {

  /** All of an image. */
  static PixelArea all(ImageSize size) {
    return new PixelArea(0, 0, size.width(), size.height());
  }
}
