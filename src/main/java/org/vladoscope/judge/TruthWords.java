package org.vladoscope.judge;

import org.vladoscope.dataset.GroundTruth;

/** What a ground truth is, in words. */
public final class TruthWords {

  /** Stands in the words of every ground truth that has a soft part. */
  public static final String SOFT = "soft ground truth";

  private TruthWords() {}

  /** Such as "positives within 25 m" or "frames within ± 2"; empty if nothing is known. */
  public static String of(GroundTruth truth) {
    if (!truth.isKnown()) {
      return "";
    }
    String words =
        truth
            .nearness()
            .map(
                near -> (near.isInFrames() ? "frames within " : "positives within ") + near.words())
            .orElse("positives as listed");
    return truth.hasSoft() ? words + ", with " + SOFT : words;
  }
}
