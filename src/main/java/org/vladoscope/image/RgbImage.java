package org.vladoscope.image;

/**
 * An image with 8 bits per channel, row by row, interleaved red, green, blue.
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

  /**
   * Lays pixels on white.
   *
   * @param pixels 0xAARRGGBB row by row
   */
  public static RgbImage onWhite(int width, int height, int[] pixels) {
    byte[] rgb = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int alpha = pixels[i] >>> 24;
      for (int c = 0; c < 3; c++) {
        int channel = pixels[i] >> 16 - 8 * c & 0xff;
        rgb[3 * i + c] = (byte) ((channel * alpha + 255 * (255 - alpha) + 127) / 255);
      }
    }
    return new RgbImage(width, height, rgb);
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
