package org.vladoscope.ui.view;

import java.util.Arrays;
import java.util.stream.IntStream;

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

  /**
   * A range symmetric around zero that holds most values; those beyond take the colour of the end.
   *
   * @param share of the values that lie inside, 0 to 1
   */
  public static ValueRange aroundZero(double share, float[]... all) {
    double most = size(share, all);
    return new ValueRange(-most, most);
  }

  /**
   * From a quantile to the one as far from the other end; values beyond take the colours of the
   * ends.
   *
   * @param cut share of the values below the range and above it, 0 to less than 0.5
   */
  public static ValueRange between(double cut, float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      return new ValueRange(0, 1);
    }
    int from = (int) Math.round(cut * (sorted.length - 1));
    return new ValueRange(sorted[from], sorted[sorted.length - 1 - from]);
  }

  /** From zero up, otherwise like {@link #aroundZero}; for values that are not negative. */
  public static ValueRange fromZero(double share, float[]... all) {
    return new ValueRange(0, size(share, all));
  }

  /** The size that so many of the values do not exceed. */
  private static double size(double share, float[]... all) {
    double[] sizes =
        Arrays.stream(all)
            .flatMapToDouble(
                values -> IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i])))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return sizes.length == 0 ? 0 : sizes[(int) Math.round(share * (sizes.length - 1))];
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
