package org.vladoscope.run;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.graph.QueryTime;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.ParetoFront;
import org.vladoscope.metric.WithoutPositive;

/**
 * What became of one configuration of a sweep.
 *
 * @param config the configuration
 * @param run its evaluation, or null if it failed
 * @param failure why it failed, for people; empty if it did not
 */
public record SweepResult(
    PipelineConfig config, @Nullable Run run, String failure, MachineLoad load) {

  /**
   * A configuration that was evaluated.
   *
   * @param load what other programs used meanwhile
   */
  public static SweepResult of(Run run, MachineLoad load) {
    return new SweepResult(run.config(), run, "", load);
  }

  /** A configuration that could not be evaluated. */
  public static SweepResult failed(PipelineConfig config, String reason) {
    return new SweepResult(config, null, reason, MachineLoad.UNKNOWN);
  }

  /** True if there is a run. */
  public boolean isSuccess() {
    return run != null;
  }

  /** The metrics without intervals; empty if it failed or nothing is known about what is right. */
  public Optional<EvaluationMetrics> metrics() {
    return Optional.ofNullable(run).flatMap(r -> r.metrics(Bootstrap.NONE));
  }

  /** recall@N after re-ranking, queries without a positive left out; NaN if unknown. */
  public double recall(int n) {
    return metrics().map(m -> m.reranked().recall().at(n).recall().value()).orElse(Double.NaN);
  }

  /**
   * What a metric measures; NaN if it failed or is unknown.
   *
   * @param reranked after re-ranking, else by global descriptors
   * @param way how queries without a positive are treated
   */
  public double value(Metric metric, boolean reranked, WithoutPositive way) {
    return metrics()
        .flatMap(m -> metric.measure(m.order(reranked), way))
        .map(value -> value.estimate().value())
        .orElse(Double.NaN);
  }

  /** What one query takes in ms, see {@link QueryTime}; NaN if it failed. */
  public double millisecondsPerQuery() {
    return run == null ? Double.NaN : run.queryTime().milliseconds();
  }

  /** Patch descriptors of one image in 10⁶ bytes; NaN if it failed. */
  public double megabytesPerImage() {
    return run == null ? Double.NaN : run.megabytesPerImage();
  }

  /**
   * The time by which it may be better than others: infinite if it was measured while others kept
   * the machine busy.
   */
  public double comparableMilliseconds() {
    return load.isBusy() ? Double.POSITIVE_INFINITY : millisecondsPerQuery();
  }

  /**
   * The results that no other beats in recall@1, time and memory; times under load are no reason.
   */
  public static List<SweepResult> front(List<SweepResult> results) {
    return ParetoFront.of(
        results,
        r -> r.recall(1),
        List.of(SweepResult::comparableMilliseconds, SweepResult::megabytesPerImage));
  }
}
