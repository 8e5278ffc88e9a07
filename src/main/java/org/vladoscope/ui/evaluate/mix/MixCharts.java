package org.vladoscope.ui.evaluate.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.RecallCurve;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.mix.HarmfulClusters;
import org.vladoscope.mix.Standing;
import org.vladoscope.ui.chart.Axis;
import org.vladoscope.ui.chart.ChartFigure;
import org.vladoscope.ui.chart.ChartPoint;
import org.vladoscope.ui.chart.ChartSeries;

/** The curves beside the desk. */
final class MixCharts {

  private static final List<Integer> AT_N = List.of(1, 2, 3, 4, 5, 6, 8, 10, 15, 20);

  private MixCharts() {}

  /** Recall over the number of candidates, unmixed and mixed. */
  static ChartFigure recall(String map, Standing before, Standing now, WithoutPositive way) {
    List<ChartPoint> unmixed = points("Unmixed", before, way);
    List<ChartPoint> mixed = points("Mixed", now, way);
    return new ChartFigure(
        "Recall@N on " + map + ", unmixed and mixed",
        Axis.counts("Number of candidates N", AT_N.getLast()),
        Axis.sharesFrom("Recall@N", Math.min(unmixed.getFirst().y(), mixed.getFirst().y())),
        List.of(
            ChartSeries.line("Unmixed", ChartSeries.Mark.SQUARE, 1, unmixed),
            ChartSeries.line("Mixed", ChartSeries.Mark.DISC, 0, mixed)));
  }

  private static List<ChartPoint> points(String name, Standing standing, WithoutPositive way) {
    List<ChartPoint> points = new ArrayList<>();
    for (RecallCurve.Point point :
        RecallCurve.of(standing.outcomes(), AT_N, way, Bootstrap.NONE).points()) {
      double value = point.recall().value();
      points.add(
          new ChartPoint(
              point.n(),
              value,
              Double.NaN,
              Double.NaN,
              String.format(Locale.ROOT, "N = %d: %.3f%n%s", point.n(), value, name)));
    }
    return points;
  }

  /** recall@1 of both halves over the number of muted clusters. */
  static ChartFigure search(String map, List<HarmfulClusters.Step> steps) {
    List<ChartPoint> chosen =
        points("Chose the clusters", steps, HarmfulClusters.Step::chosenRecall);
    List<ChartPoint> heldOut = points("Held out", steps, HarmfulClusters.Step::heldOutRecall);
    double least =
        Math.min(
            chosen.stream().mapToDouble(ChartPoint::y).min().orElse(0),
            heldOut.stream().mapToDouble(ChartPoint::y).min().orElse(0));
    return new ChartFigure(
        "Muting harmful clusters on " + map,
        Axis.wholeNumbers("Muted clusters", steps.size() - 1),
        Axis.sharesFrom("Recall@1", least),
        List.of(
            ChartSeries.line("Chose", ChartSeries.Mark.SQUARE, 3, chosen),
            ChartSeries.line("Held out", ChartSeries.Mark.DISC, 0, heldOut)));
  }

  private static List<ChartPoint> points(
      String name, List<HarmfulClusters.Step> steps, ToDoubleFunction<HarmfulClusters.Step> value) {
    List<ChartPoint> points = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      HarmfulClusters.Step step = steps.get(i);
      points.add(
          new ChartPoint(
              i,
              value.applyAsDouble(step),
              Double.NaN,
              Double.NaN,
              String.format(
                  Locale.ROOT,
                  "%s: %.3f%n%s",
                  step.cluster() < 0 ? "Nothing muted" : "Cluster " + step.cluster() + " muted",
                  value.applyAsDouble(step),
                  name)));
    }
    return points;
  }
}
