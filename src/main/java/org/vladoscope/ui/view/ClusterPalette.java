package org.vladoscope.ui.view;

import javafx.scene.paint.Color;
import org.vladoscope.figure.Colour;

/**
 * Colours for clusters. Neighbouring numbers get hues far apart (steps of the golden angle in the
 * OKLCH space, where equal steps look equally large) and lightness alternates over three levels, so
 * that clusters differ in more than hue.
 *
 * @param size number of clusters
 */
public record ClusterPalette(int size) {

  private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
  private static final double[] LIGHTNESS = {0.72, 0.58, 0.86};
  private static final double CHROMA = 0.15;

  /** The colour of a cluster, 0xAARRGGBB, fully opaque. */
  public int argb(int cluster) {
    double hue = cluster * GOLDEN_ANGLE;
    double lightness = LIGHTNESS[cluster % LIGHTNESS.length];
    double a = CHROMA * Math.cos(hue);
    double b = CHROMA * Math.sin(hue);
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    int red = channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
    int green = channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
    int blue = channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    return 0xff000000 | red << 16 | green << 8 | blue;
  }

  /** The same for figures. */
  public Colour colour(int cluster) {
    return new Colour(argb(cluster));
  }

  /** The same for JavaFX. */
  public Color color(int cluster) {
    return CanvasPainter.color(colour(cluster));
  }

  private static double cube(double x) {
    return x * x * x;
  }

  /** A linear channel value as 8 bits of sRGB. */
  private static int channel(double linear) {
    double x = Math.clamp(linear, 0, 1);
    double encoded = x <= 0.0031308 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - 0.055;
    return (int) Math.round(encoded * 255);
  }
}
