package org.vladoscope.cli.output;

import java.util.Locale;
import org.vladoscope.metric.confidence.Confidence;
import org.vladoscope.run.Confidences;
import org.vladoscope.run.Run;

/** How far the probabilities of a run's answers can be trusted, as text. */
public final class ConfidenceTable {

  private ConfidenceTable() {}

  /** Prints what is known; nothing if answers have no probabilities. */
  public static void print(Console console, Run run) {
    Confidences.byOtherMaps(run).ifPresent(c -> print(console, c));
    Confidences.byOwnTruth(run).ifPresent(c -> print(console, c));
  }

  private static void print(Console console, Confidence confidence) {
    console.line(
        "confidence by %s: calibration error %.3f%s",
        confidence.source(),
        confidence.calibrationError(),
        confidence.withoutMatchArea().isPresent()
            ? String.format(
                Locale.ROOT,
                ", queries without a match told apart with area %.3f under ROC",
                confidence.withoutMatchArea().getAsDouble())
            : "");
    confidence
        .atPrecision(.99)
        .ifPresent(
            a ->
                console.line(
                    "  accept from %s on: precision %.1f %%, covers %.0f %% of the queries",
                    Confidence.text(confidence.readable(a.threshold())),
                    a.percent(),
                    100 * a.coverage()));
  }
}
