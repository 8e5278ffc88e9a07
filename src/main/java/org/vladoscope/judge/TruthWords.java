package org.vladoscope.judge;

import java.util.Locale;
import org.vladoscope.dataset.GroundTruth;

/** What a ground truth is, in words. */
public final class TruthWords {

  /** Stands in the words of every ground truth that has a soft part. */
  public static final String SOFT = "soft ground truth";

  private TruthWords() {}

  /** Such as "positives within 25 m"; empty if nothing is known. */
  public static String of(GroundTruth truth) {
    if (!truth.isKnown()) {
      return "";
    }
    String words =
        truth.radius().isPresent()
            ? String.format(
                Locale.ROOT, "positives within %s m", plain(truth.radius().getAsDouble()))
            : "positives as listed";
    return truth.hasSoft() ? words + ", with " + SOFT : words;
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
