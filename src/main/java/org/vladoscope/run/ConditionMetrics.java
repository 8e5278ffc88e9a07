package org.vladoscope.run;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.MetricValue;
import org.vladoscope.metric.Metrics;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.WithoutPositive;

/**
 * How good an evaluation is under one condition: what is measured of all queries, of the
 * condition's queries alone. The whole database is searched.
 *
 * @param condition the condition's name
 * @param global by global descriptors alone
 * @param reranked after re-ranking; the same as {@code global} if nothing was re-ranked
 */
public record ConditionMetrics(String condition, RankingMetrics global, RankingMetrics reranked) {

  /** What tables by condition show. */
  public static final List<Metric> SHOWN =
      Metrics.RECALL.stream()
          .filter(m -> Set.of("R@1", "R@5", "R@10", "R@20").contains(m.label()))
          .toList();

  /**
   * Measures every condition.
   *
   * @param all of all queries, by the numbers that the conditions use
   * @param bootstrap how intervals are computed
   */
  public static List<ConditionMetrics> of(
      EvaluationMetrics all, Conditions conditions, Bootstrap bootstrap) {
    return conditions.list().stream().map(c -> of(all, c, bootstrap)).toList();
  }

  private static ConditionMetrics of(
      EvaluationMetrics all, Conditions.Condition condition, Bootstrap bootstrap) {
    Set<Integer> queries = new HashSet<>(condition.queries());
    RankingMetrics global = RankingMetrics.of(all.global().outcomes().only(queries), bootstrap);
    RankingMetrics reranked =
        all.isReranked()
            ? RankingMetrics.of(all.reranked().outcomes().only(queries), bootstrap)
            : global;
    return new ConditionMetrics(condition.name(), global, reranked);
  }

  /** What was counted, for people. */
  public static String convention(WithoutPositive way) {
    return "recall@N by condition: share of a condition's queries with a positive among the first N"
        + " of the whole database; a query counts under each of its conditions; queries without a"
        + " positive "
        + way.words()
        + "; "
        + Bootstrap.USUAL.words();
  }

  /** The metrics of one order: after re-ranking, or by global descriptors. */
  public RankingMetrics order(boolean afterReranking) {
    return afterReranking ? reranked : global;
  }

  /** How many of its queries were ranked. */
  public int queries() {
    return global.outcomes().list().size();
  }

  /** How many of them have a match in the map. */
  public int withMatch() {
    return queries() - global.outcomes().withoutPositive();
  }

  /** True if queries count from which a share can be taken. */
  public boolean isMeasurable(WithoutPositive way) {
    return (way == WithoutPositive.LEFT_OUT ? withMatch() : queries()) > 0;
  }

  /**
   * A metric of the condition's queries.
   *
   * @return empty if no query counts, or the metric cannot be measured
   */
  public Optional<MetricValue> measure(Metric metric, boolean afterReranking, WithoutPositive way) {
    return isMeasurable(way) ? metric.measure(order(afterReranking), way) : Optional.empty();
  }
}
