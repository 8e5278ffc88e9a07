package org.vladoscope.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.PrecisionRecall;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.RecallCurve;
import org.vladoscope.run.EvaluationMetrics;

/** The figures of a report. */
final class ReportCharts {

  private static final int MOST_POINTS = 400;

  private ReportCharts() {}

  /** Recall at N with intervals, a line each for global and re-ranked. */
  static ReportChart recall(EvaluationMetrics metrics) {
    ReportChart chart = new ReportChart("Recall at N, global and re-ranked", "N", "recall@N");
    List<RecallCurve.Point> first = metrics.global().recall().points();
    int number = first.size();
    List<RankingMetrics> orders = List.of(metrics.global(), metrics.reranked());
    for (int i = 0; i < number; i++) {
      chart.tick(place(i, number), Integer.toString(first.get(i).n()));
    }
    for (int line = 0; line < orders.size(); line++) {
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < number; i++) {
        Estimate recall = orders.get(line).recall().points().get(i).recall();
        points.add(new double[] {place(i, number), recall.value()});
        if (recall.hasInterval()) {
          chart.interval(
              line, place(i, number) + .006 * (2 * line - 1), recall.low(), recall.high());
        }
      }
      chart.line(line == 0 ? "global descriptors" : "re-ranked", points, true);
    }
    return chart;
  }

  private static double place(int index, int number) {
    return number == 1 ? .5 : .04 + .92 * index / (number - 1);
  }

  /** Precision over the recall of best matches; both orders must have scores. */
  static ReportChart precision(EvaluationMetrics metrics) {
    ReportChart chart =
        new ReportChart("Precision over recall, global and re-ranked", "recall", "precision");
    for (int i = 0; i <= 5; i++) {
      chart.tick(i / 5.0, String.format(Locale.ROOT, "%.1f", i / 5.0));
    }
    for (RankingMetrics order : List.of(metrics.global(), metrics.reranked())) {
      PrecisionRecall curve = order.bestMatch().orElseThrow().thinned(MOST_POINTS);
      chart.line(
          order == metrics.global() ? "global descriptors" : "re-ranked",
          curve.points().stream().map(p -> new double[] {p.recall(), p.precision()}).toList(),
          false);
    }
    return chart;
  }
}
