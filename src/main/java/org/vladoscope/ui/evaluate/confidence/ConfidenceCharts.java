package org.vladoscope.ui.evaluate.confidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vladoscope.metric.confidence.Confidence;
import org.vladoscope.metric.confidence.Confidence.Acceptance;
import org.vladoscope.metric.confidence.Confidence.Bin;
import org.vladoscope.ui.chart.Axis;
import org.vladoscope.ui.chart.ChartFigure;
import org.vladoscope.ui.chart.ChartPoint;
import org.vladoscope.ui.chart.ChartSeries;
import org.vladoscope.ui.view.Words;

/** The curves of a calibration. */
public final class ConfidenceCharts {

  private static final double LEAST_RADIUS = 3;
  private static final double MORE_RADIUS = 8;

  private ConfidenceCharts() {}

  /** Share of right answers over probability; the points are those of {@link #drawnBins}. */
  public static ChartFigure calibration(String map, MeasuredConfidence measured) {
    int most = measured.bins().stream().mapToInt(Bin::queries).max().orElse(1);
    List<ChartPoint> points = new ArrayList<>();
    for (int b : drawnBins(measured)) {
      Bin bin = measured.bins().get(b);
      // The area of a disc tells how many queries it stands for.
      double radius = LEAST_RADIUS + MORE_RADIUS * Math.sqrt((double) bin.queries() / most);
      points.add(
          ChartPoint.sized(
              bin.meanProbability(),
              bin.shareRight(),
              radius,
              String.format(
                  Locale.ROOT,
                  "Said %.2f, right %.2f\n%s between %.1f and %.1f",
                  bin.meanProbability(),
                  bin.shareRight(),
                  Words.count(bin.queries(), "query", "queries"),
                  b / (double) Confidence.BINS,
                  (b + 1) / (double) Confidence.BINS)));
    }
    return new ChartFigure(
        "Calibration of " + map + ", calibrated on " + measured.confidence().source(),
        Axis.shares("Probability c, mean of the queries"),
        Axis.shares("Share of right answers"),
        List.of(ChartSeries.line("Disc size: number of queries", ChartSeries.Mark.DISC, 0, points)),
        true);
  }

  /** The parts of the range of probabilities in which there are queries. */
  public static List<Integer> drawnBins(MeasuredConfidence measured) {
    List<Integer> drawn = new ArrayList<>();
    for (int b = 0; b < measured.bins().size(); b++) {
      if (measured.bins().get(b).queries() > 0) {
        drawn.add(b);
      }
    }
    return drawn;
  }

  /** Precision over coverage; the points are those of {@link Accepting#acceptances}. */
  public static ChartFigure acceptance(String map, Accepting measured) {
    List<ChartPoint> points = new ArrayList<>();
    double least = 1;
    List<Acceptance> acceptances = measured.acceptances();
    for (int i = 0; i < acceptances.size(); i++) {
      Acceptance a = acceptances.get(i);
      points.add(
          ChartPoint.of(
              a.coverage(),
              a.precision(),
              String.format(
                  Locale.ROOT,
                  "Precision %.1f %%, covers %.0f %%\n%s = %s",
                  a.percent(),
                  100 * a.coverage(),
                  measured.symbol(),
                  measured.text(measured.readable(a.threshold())))));
      least = Math.min(least, a.precision());
    }
    return new ChartFigure(
        "Precision and coverage on " + map + ", " + measured.source(),
        Axis.shares("Coverage, share of queries accepted"),
        Axis.sharesFrom("Precision", least),
        List.of(ChartSeries.curve(measured.legend(), ChartSeries.Mark.DISC, 0, points)));
  }
}
