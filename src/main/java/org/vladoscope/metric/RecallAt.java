package org.vladoscope.metric;

import java.util.Optional;

/**
 * recall@N, see {@link RecallCurve}.
 *
 * @param n how many of the first candidates are looked at; one of {@link Recall#USUAL}
 */
record RecallAt(int n) implements Metric {

  @Override
  public String id() {
    return "recall_at_" + n;
  }

  @Override
  public String label() {
    return "R@" + n;
  }

  @Override
  public String name() {
    return "recall@" + n;
  }

  @Override
  public Optional<MetricValue> measure(RankingMetrics metrics, WithoutPositive way) {
    RecallCurve curve = metrics.recall(way);
    RecallCurve.Point point = curve.at(n);
    return Optional.of(
        new MetricValue(
            point.recall(),
            curve.convention(),
            Optional.of(new MetricValue.Queries(point.hit(), point.missed()))));
  }

  @Override
  public boolean appliesTo(int database) {
    return n == 1 || n <= database;
  }

  @Override
  public boolean isHeadline() {
    return n == 1 || n == 5;
  }
}
