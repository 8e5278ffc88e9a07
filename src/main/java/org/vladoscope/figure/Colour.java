package org.vladoscope.figure;

import java.util.Locale;

/**
 * A colour, perhaps translucent.
 *
 * @param argb 0xAARRGGBB in sRGB
 */
public record Colour(int argb) {

  public static final Colour BLACK = rgb(0x000000);
  public static final Colour WHITE = rgb(0xffffff);

  /** An opaque colour, 0xRRGGBB. */
  public static Colour rgb(int rgb) {
    return new Colour(0xff000000 | rgb);
  }

  /** An opaque grey, 0 (black) to 1 (white). */
  public static Colour grey(double lightness) {
    int level = (int) Math.round(255 * Math.clamp(lightness, 0, 1));
    return rgb(level << 16 | level << 8 | level);
  }

  /** The same colour with another opacity, 0 to 1. */
  public Colour opacity(double opacity) {
    int alpha = (int) Math.round(255 * Math.clamp(opacity, 0, 1));
    return new Colour(alpha << 24 | argb & 0xffffff);
  }

  /** How much it covers, 0 to 1. */
  public double opacity() {
    return (argb >>> 24) / 255.0;
  }

  /** Red, 0 to 255. */
  public int red() {
    return argb >> 16 & 0xff;
  }

  /** Green, 0 to 255. */
  public int green() {
    return argb >> 8 & 0xff;
  }

  /** Blue, 0 to 255. */
  public int blue() {
    return argb & 0xff;
  }

  /** As CSS writes it, without its opacity, such as {@code #56ccf2}. */
  public String hex() {
    return String.format(Locale.ROOT, "#%06x", argb & 0xffffff);
  }
}
