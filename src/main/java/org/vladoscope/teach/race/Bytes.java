package org.vladoscope.teach.race;

import java.util.Locale;

/** Amounts of memory for people. */
public final class Bytes {

  private static final double STEP = 1000;

  private Bytes() {}

  /** The amount in B, kB, MB or GB, such as "134 MB" or "1.1 GB". */
  public static String text(long bytes) {
    double value = bytes;
    for (String unit : new String[] {"B", "kB", "MB"}) {
      if (value < STEP) {
        return number(value, unit.equals("B")) + " " + unit;
      }
      value /= STEP;
    }
    return String.format(Locale.ROOT, "%.1f GB", value);
  }

  private static String number(double value, boolean whole) {
    return String.format(Locale.ROOT, whole || value >= 10 ? "%.0f" : "%.1f", value);
  }
}
