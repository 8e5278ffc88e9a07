package org.vladoscope.train;

import java.util.Random;
import org.vladoscope.image.RgbImage;

/**
 * Another view of an image, made up: a homography that turns, tilts and crops it, and other light.
 * In coordinates from −1 to 1, (x, y) of the result shows ((a·x + b·y + c) / w, (d·x + e·y + f) /
 * w) of the image with w = g·x + h·y + 1.
 */
public record ImageWarp(
    double a,
    double b,
    double c,
    double d,
    double e,
    double f,
    double g,
    double h,
    double gain,
    double gamma) {

  private static final double TURN = Math.toRadians(6);
  private static final double USUAL_CUT = .3;
  private static final double MOST_CUT = .8;
  private static final double MOST_DARK = .9;
  private static final double TILT = .12;

  /** One at random, as strong as usual. */
  static ImageWarp random(Random random) {
    return random(random, 1);
  }

  /**
   * One at random.
   *
   * @param strength greater than 0: how far it goes as a multiple of the usual
   */
  public static ImageWarp random(Random random, double strength) {
    double turn = strength * TURN * (2 * random.nextDouble() - 1);
    double mostCut = Math.min(MOST_CUT, strength * USUAL_CUT);
    double crop = 1 - mostCut * (1 - random.nextDouble());
    double room = 1 - crop;
    return new ImageWarp(
        crop * Math.cos(turn),
        -crop * Math.sin(turn),
        room * (2 * random.nextDouble() - 1),
        crop * Math.sin(turn),
        crop * Math.cos(turn),
        room * (2 * random.nextDouble() - 1),
        strength * TILT * (2 * random.nextDouble() - 1),
        strength * TILT * (2 * random.nextDouble() - 1),
        1 - Math.min(MOST_DARK, .5 * strength) * (1 - random.nextDouble()),
        Math.max(.1, 1 + strength * (.8 * random.nextDouble() - .2)));
  }

  /** The image in this view, of the same size; beyond its edges the edge goes on. */
  public RgbImage of(RgbImage image) {
    int width = image.width();
    int height = image.height();
    byte[] rgb = new byte[3 * width * height];
    byte[] light = light();
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double x = (2.0 * column + 1) / width - 1;
        double y = (2.0 * row + 1) / height - 1;
        double w = g * x + h * y + 1;
        double fromX = ((a * x + b * y + c) / w + 1) * width / 2 - .5;
        double fromY = ((d * x + e * y + f) / w + 1) * height / 2 - .5;
        for (int channel = 0; channel < 3; channel++) {
          int value = sample(image, fromX, fromY, channel);
          rgb[3 * (row * width + column) + channel] = light[value];
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }

  private byte[] light() {
    byte[] table = new byte[256];
    for (int value = 0; value < table.length; value++) {
      table[value] = (byte) Math.round(255 * gain * Math.pow(value / 255.0, gamma));
    }
    return table;
  }

  private static int sample(RgbImage image, double x, double y, int channel) {
    double insideX = Math.clamp(x, 0, image.width() - 1);
    double insideY = Math.clamp(y, 0, image.height() - 1);
    int left = (int) insideX;
    int top = (int) insideY;
    int right = Math.min(left + 1, image.width() - 1);
    int bottom = Math.min(top + 1, image.height() - 1);
    double partX = insideX - left;
    double partY = insideY - top;
    double above =
        image.get(left, top, channel) * (1 - partX) + image.get(right, top, channel) * partX;
    double below =
        image.get(left, bottom, channel) * (1 - partX) + image.get(right, bottom, channel) * partX;
    return (int) Math.round(above * (1 - partY) + below * partY);
  }
}
