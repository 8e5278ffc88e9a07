package org.vladoscope.ui.view;

/**
 * The smallest and largest of some values.
 *
 * @param min the smallest
 * @param max the largest, not below {@code min}
 */
public record ValueRange(double min, double max) {

  /** The range of all values, NaN left out; 0 to 1 if there are none. */
  public static ValueRange of(float[]... all) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (float[] values : all) {
      for (float value : values) {
        if (Float.isFinite(value)) {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
    }
    return min > max ? new ValueRange(0, 1) : new ValueRange(min, max);
  }

  /** The range of all values made symmetric around zero. */
  public static ValueRange aroundZero(float[]... all) {
    ValueRange range = of(all);
    double most = Math.max(Math.abs(range.min), Math.abs(range.max));
    return new ValueRange(-most, most);
  }

  /** From zero to the largest of all values. */
  public static ValueRange fromZero(float[]... all) {
    return new ValueRange(0, Math.max(0, of(all).max));
  }

  /** Where a value lies: 0 at the smallest, 1 at the largest; 0.5 if all are equal. */
  public double position(double value) {
    return max > min ? (value - min) / (max - min) : 0.5;
  }

  /** The value at a position between 0 and 1. */
  public double at(double position) {
    return min + (max - min) * position;
  }
}
