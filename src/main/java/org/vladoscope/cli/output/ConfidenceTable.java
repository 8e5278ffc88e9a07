package org.vladoscope.cli.output;

import java.util.Locale;
import java.util.OptionalDouble;
import org.vladoscope.metric.confidence.Confidence;
import org.vladoscope.metric.confidence.Discrimination;
import org.vladoscope.run.Confidences;
import org.vladoscope.run.Run;
import org.vladoscope.run.WarpCalibration;

/** How far the probabilities and measures of a run's answers can be trusted, as text. */
public final class ConfidenceTable {

  private ConfidenceTable() {}

  /** Prints what is known; nothing if answers have neither probabilities nor measures. */
  public static void print(Console console, Run run) {
    run.calibration()
        .ifPresent(
            asked -> {
              console.line("probabilities calibrated on %s", asked.source());
              console.line("  %s", WarpCalibration.trust());
            });
    Confidences.byAsked(run).ifPresent(c -> print(console, c));
    Confidences.byOtherMaps(run).ifPresent(c -> print(console, c));
    Confidences.byOwnTruth(run).ifPresent(c -> print(console, c));
    if (run.hasGroundTruth()) {
      run.measures().judged(run.after()).forEach(one -> print(console, one));
      if (!run.measures().elsewhere().isEmpty()) {
        console.line("  elsewhere: %s", run.measures().elsewhere());
      }
    }
  }

  private static void print(Console console, Discrimination one) {
    console.line(
        "confidence by %s (no probability; %s is surer): area under ROC %s for right answers, %s"
            + " for queries without a match; %d queries",
        one.measure().label().toLowerCase(Locale.ROOT),
        one.measure().isLowerSurer() ? "lower" : "higher",
        text(one.rightArea()),
        text(one.withoutMatchArea()),
        one.queries().size());
  }

  private static String text(OptionalDouble area) {
    return area.isPresent() ? String.format(Locale.ROOT, "%.3f", area.getAsDouble()) : "-";
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
