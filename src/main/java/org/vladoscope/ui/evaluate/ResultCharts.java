package org.vladoscope.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.PrecisionRecall;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.RecallCurve;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.run.ConditionMetrics;
import org.vladoscope.ui.chart.Axis;
import org.vladoscope.ui.chart.ChartFigure;
import org.vladoscope.ui.chart.ChartPoint;
import org.vladoscope.ui.chart.ChartSeries;

/** The curves of an evaluation: before re-ranking and, if there was any, after it. */
final class ResultCharts {

  private static final String RERANKED = "After re-ranking";

  private ResultCharts() {}

  /** Recall over the number of candidates, with 95 % intervals at the usual ones. */
  static ChartFigure recall(String map, Measured measured, WithoutPositive way) {
    Measured.Curves curves = measured.curves(way);
    boolean reranked = measured.isReranked();
    String first = measured.firstOrder();
    List<ChartPoint> before =
        points(first, curves.global(), measured.metrics().global(), way, !reranked);
    ChartSeries global = ChartSeries.line(first, ChartSeries.Mark.SQUARE, 1, before);
    List<ChartPoint> after =
        reranked
            ? points(RERANKED, curves.reranked(), measured.metrics().reranked(), way, true)
            : before;
    double least = Math.min(before.getFirst().y(), after.getFirst().y());
    double low = after.getFirst().hasInterval() ? after.getFirst().low() : least;
    return new ChartFigure(
        "Recall@N on " + map,
        Axis.counts("Number of candidates N", after.getLast().x()),
        Axis.sharesFrom("Recall@N", Math.min(least, low)),
        reranked
            ? List.of(global, ChartSeries.line(RERANKED, ChartSeries.Mark.DISC, 0, after))
            : List.of(global));
  }

  /**
   * Recall over the number of candidates, a curve for each condition.
   *
   * @param conditions those that are drawn, by their places among all, which give colour and mark
   * @return null if nothing is drawn
   */
  static @Nullable ChartFigure conditions(
      String map,
      SortedMap<Integer, Measured.UnderCondition> conditions,
      boolean reranked,
      WithoutPositive way) {
    List<ChartSeries> series = new ArrayList<>();
    double least = 1;
    double most = 2;
    for (Map.Entry<Integer, Measured.UnderCondition> entry : conditions.entrySet()) {
      ConditionMetrics metrics = entry.getValue().metrics();
      Measured.Curves curves = entry.getValue().curves().get(way);
      if (curves == null || !metrics.isMeasurable(way)) {
        continue;
      }
      int place = entry.getKey();
      List<ChartPoint> points =
          points(metrics.condition(), curves.order(reranked), metrics.order(reranked), way, false);
      ChartSeries.Mark[] marks = ChartSeries.Mark.values();
      series.add(ChartSeries.line(metrics.condition(), marks[place % marks.length], place, points));
      least = Math.min(least, points.getFirst().y());
      most = Math.max(most, points.getLast().x());
    }
    return series.isEmpty()
        ? null
        : new ChartFigure(
            "Recall@N by condition on " + map + (reranked ? ", re-ranked" : ""),
            Axis.counts("Number of candidates N", most),
            Axis.sharesFrom("Recall@N", least),
            series);
  }

  /** Every N up to 10, then fewer and fewer: on the axis they lie about equally dense. */
  private static List<ChartPoint> points(
      String name,
      RecallCurve curve,
      RankingMetrics metrics,
      WithoutPositive way,
      boolean intervals) {
    List<ChartPoint> points = new ArrayList<>();
    for (RecallCurve.Point point : curve.points()) {
      int n = point.n();
      int step = n <= 10 ? 1 : n <= 20 ? 2 : n <= 50 ? 5 : 10;
      if (n % step != 0) {
        continue;
      }
      Optional<Estimate> interval =
          metrics.recall(way).points().stream()
              .filter(p -> p.n() == n)
              .map(RecallCurve.Point::recall)
              .filter(Estimate::hasInterval)
              .findFirst();
      String text =
          "N = "
              + n
              + ": "
              + ResultsModel.score(point.recall().value())
              + "\n"
              + name
              + interval.map(e -> "\n95 %: " + interval(e)).orElse("");
      points.add(
          new ChartPoint(
              n,
              point.recall().value(),
              intervals ? interval.map(Estimate::low).orElse(Double.NaN) : Double.NaN,
              intervals ? interval.map(Estimate::high).orElse(Double.NaN) : Double.NaN,
              text));
    }
    return points;
  }

  static String interval(Estimate estimate) {
    return String.format(Locale.ROOT, "%.2f\u2013%.2f", estimate.low(), estimate.high());
  }

  /** True if a series of a chart is of the order after re-ranking. */
  static boolean isReranked(ChartSeries series) {
    return series.name().equals(RERANKED);
  }

  /** Precision over recall of the best matches, or null if there are no scores. */
  static @Nullable ChartFigure precision(String map, Measured measured) {
    Optional<PrecisionRecall> before = measured.metrics().global().bestMatch();
    Optional<PrecisionRecall> after = measured.metrics().reranked().bestMatch();
    if (after.isEmpty()) {
      return null;
    }
    List<ChartSeries> curves = new ArrayList<>();
    String first = measured.firstOrder();
    // Of a ranking by another program only the order is known, whatever is known of ours.
    before.ifPresent(
        curve ->
            curves.add(ChartSeries.curve(first, ChartSeries.Mark.SQUARE, 1, points(first, curve))));
    if (measured.isReranked()) {
      curves.add(
          ChartSeries.curve(RERANKED, ChartSeries.Mark.DISC, 0, points(RERANKED, after.get())));
    }
    return new ChartFigure(
        "Precision and recall of best matches on " + map,
        Axis.shares("Recall"),
        Axis.shares("Precision"),
        curves);
  }

  private static List<ChartPoint> points(String name, PrecisionRecall curve) {
    return curve.points().stream()
        .map(
            p ->
                ChartPoint.of(
                    p.recall(),
                    p.precision(),
                    String.format(
                        Locale.ROOT,
                        "Precision %.4f, recall %.4f\n%s%s",
                        p.precision(),
                        p.recall(),
                        name,
                        Double.isInfinite(p.threshold())
                            ? ", nothing accepted"
                            : ", score from " + ResultsModel.score(p.threshold()))))
        .toList();
  }
}
