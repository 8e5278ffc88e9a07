package org.vladoscope.figure;

/**
 * Colours for numbers on both sides of zero: blue below, orange above, nothing at zero (0.5), so
 * that what says nothing does not hide the image. Blue and orange differ for every kind of colour
 * vision, and lightness falls evenly to both sides.
 */
public enum DivergingColors implements ColorScale {
  /** The one there is. */
  BLUE_ORANGE;

  private static final int[] BELOW = {0x08306b, 0x2171b5, 0x6baed6, 0xc6dbef, 0xf2f2f2};
  private static final int[] ABOVE = {0xf2f2f2, 0xfdd0a2, 0xfd8d3c, 0xd94801, 0x7f2704};

  @Override
  public int argb(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    double clamped = Math.clamp(value, 0, 1);
    int alpha = (int) Math.round(255 * Math.sqrt(Math.abs(clamped * 2 - 1)));
    return alpha << 24
        | (clamped < 0.5
            ? ColorMap.between(BELOW, clamped * 2)
            : ColorMap.between(ABOVE, clamped * 2 - 1));
  }
}
