package org.vladoscope.ui.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.eval.Recall;
import org.vladoscope.ui.chart.Axis;
import org.vladoscope.ui.chart.ChartFigure;
import org.vladoscope.ui.chart.ChartPane;
import org.vladoscope.ui.chart.ChartPoint;
import org.vladoscope.ui.chart.ChartSeries;

/** Recall over the number of candidates, before and after re-ranking. */
final class RecallCurve {

  private RecallCurve() {}

  /** The chart, or null while nothing is known. */
  static @Nullable ChartFigure of(
      PlaceMap map, @Nullable Recall global, @Nullable Recall reranked, Convention convention) {
    if (global == null || reranked == null) {
      return null;
    }
    List<ChartPoint> before = points("Global search", convention.of(global), map);
    List<ChartPoint> after = points("After re-ranking", convention.of(reranked), map);
    double least = Math.min(before.isEmpty() ? 1 : before.getFirst().y(), after.getFirst().y());
    return new ChartFigure(
        "Recall@N on " + map.name(),
        Axis.counts("Number of candidates N", Math.max(2, after.getLast().x())),
        Axis.sharesFrom("Recall@N", least),
        List.of(
            ChartSeries.line("Global search", ChartSeries.Mark.SQUARE, 1, before),
            ChartSeries.line("After re-ranking", ChartSeries.Mark.DISC, 0, after)));
  }

  /** Every N up to 10, then fewer and fewer: on the axis they lie about equally dense. */
  private static List<ChartPoint> points(String name, Map<Integer, Double> recall, PlaceMap map) {
    List<ChartPoint> points = new ArrayList<>();
    for (Map.Entry<Integer, Double> entry : recall.entrySet()) {
      int n = entry.getKey();
      int step = n <= 10 ? 1 : n <= 20 ? 2 : n <= 50 ? 5 : 10;
      if (n % step == 0 && n <= Math.max(2, map.database().size())) {
        points.add(
            ChartPoint.of(
                n,
                entry.getValue(),
                String.format(Locale.ROOT, "N = %d: %.4f%n%s", n, entry.getValue(), name)
                    .replace("\r", "")));
      }
    }
    return points;
  }

  /** Tells which recall a point stands for. */
  static void chosen(
      ChartPane.Place place, Function<Boolean, IntConsumer> choose, ChartPane chart) {
    ChartFigure figure = chart.figureProperty().get();
    if (figure != null) {
      ChartPoint point = figure.series().get(place.series()).points().get(place.point());
      choose.apply(place.series() == 1).accept((int) point.x());
    }
  }
}
