package org.vladoscope.ui.view;

/** Turns a number between 0 and 1 into a colour. */
@FunctionalInterface
public interface ColorScale {

  /**
   * The colour of a value, 0xAARRGGBB.
   *
   * @param value 0 to 1; what lies outside takes the nearest end
   */
  int argb(double value);
}
