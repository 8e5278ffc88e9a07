package org.vladoscope.benchmark;

/** How far results lie apart. */
public final class Differences {

  private Differences() {}

  /** The largest difference of two numbers at the same place. */
  public static double largest(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalStateException(a.length + " numbers cannot be " + b.length);
    }
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }
}
