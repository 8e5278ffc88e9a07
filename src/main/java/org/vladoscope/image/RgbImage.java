package org.vladoscope.image;

/**
 * A picture with 8 bits per channel, row by row, interleaved red, green, blue.
 *
 * <p>The array is shared, not copied; it is read-only by agreement.
 */
public final class RgbImage {

  private final int width;
  private final int height;
  private final byte[] rgb;

  /**
   * Wraps pixels.
   *
   * @param rgb {@code width · height · 3} bytes
   */
  public RgbImage(int width, int height, byte[] rgb) {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          width
              + "×"
              + height
              + " pixels need "
              + 3L * width * height
              + " bytes, not "
              + rgb.length);
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** The bytes, not copied. */
  public byte[] rgb() {
    return rgb;
  }

  /** Channel {@code c} (0 red, 1 green, 2 blue) at (x, y), 0 to 255. */
  public int get(int x, int y, int c) {
    return rgb[3 * (y * width + x) + c] & 0xff;
  }

  /** Width and height. */
  public ImageSize size() {
    return new ImageSize(width, height);
  }
}
