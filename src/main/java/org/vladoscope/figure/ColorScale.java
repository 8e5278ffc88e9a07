package org.vladoscope.figure;

/** Turns a number between 0 and 1 into a colour. */
@FunctionalInterface
public interface ColorScale {

  /** The luma of the darkest line, 0 to 1. */
  double LIGHT = .4;

  /** Positions that are tried for it. */
  int STEPS = 100;

  /**
   * The colour of a value, 0xAARRGGBB.
   *
   * @param value 0 to 1; what lies outside takes the nearest end
   */
  int argb(double value);

  /**
   * The part of it from the first colour that is light enough for thin lines with dark edges to be
   * seen on photographs, spread over all values. Where colours get lighter from end to end, these
   * still do.
   */
  default ColorScale forLines() {
    int step = 0;
    while (step < STEPS && luma(argb((double) step / STEPS)) < LIGHT) {
      step++;
    }
    double from = (double) step / STEPS;
    return value -> argb(from + (1 - from) * Math.clamp(value, 0, 1));
  }

  private static double luma(int argb) {
    return (.2126 * (argb >> 16 & 255) + .7152 * (argb >> 8 & 255) + .0722 * (argb & 255)) / 255;
  }
}
