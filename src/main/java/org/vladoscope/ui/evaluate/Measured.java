package org.vladoscope.ui.evaluate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.judge.Verdicts;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.RecallCurve;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.run.AnswerMeasures;
import org.vladoscope.run.ConditionMetrics;
import org.vladoscope.run.EvaluationMetrics;
import org.vladoscope.run.WarpCalibration;
import org.vladoscope.ui.evaluate.confidence.Findings;

/**
 * An evaluation with everything that is measured of it.
 *
 * @param config what it was found with
 * @param metrics all metrics with their intervals
 * @param gain what re-ranking won and lost at rank 1
 * @param curves recall at every N, for either way to treat queries without a positive
 * @param conditions the same of the queries of each condition
 * @param confidence how far the probabilities or measures of answers can be trusted
 */
public record Measured(
    PipelineConfig config,
    EvaluationMetrics metrics,
    PairedComparison gain,
    Map<WithoutPositive, Curves> curves,
    List<UnderCondition> conditions,
    Findings confidence) {

  private static final int MOST = 100;

  /**
   * Recall at every N.
   *
   * @param global by global descriptors
   * @param reranked after re-ranking
   */
  public record Curves(RecallCurve global, RecallCurve reranked) {

    /** The curve of one order. */
    RecallCurve order(boolean afterReranking) {
      return afterReranking ? reranked : global;
    }
  }

  /**
   * What is measured of the queries of one condition.
   *
   * @param metrics its metrics
   * @param curves recall at every N
   */
  public record UnderCondition(ConditionMetrics metrics, Map<WithoutPositive, Curves> curves) {

    /** Copies the map. */
    public UnderCondition {
      curves = Map.copyOf(curves);
    }
  }

  /** Copies the collections. */
  public Measured {
    curves = Map.copyOf(curves);
    conditions = List.copyOf(conditions);
  }

  /**
   * Measures an evaluation; empty if nothing is known about what is right.
   *
   * @param warps the calibration on warped copies of the map's own images, if it was asked for
   */
  static Optional<Measured> of(
      PipelineConfig config,
      Evaluation evaluation,
      PlaceMap map,
      GroundTruth truth,
      Verdicts verdicts,
      Optional<Calibration> warps) {
    return EvaluationMetrics.of(
            evaluation, map, config.matching(), truth, verdicts, Bootstrap.USUAL)
        .filter(m -> m.reranked().outcomes().list().stream().anyMatch(q -> q.hasPositive()))
        .map(
            metrics ->
                of(
                    config,
                    metrics,
                    map,
                    AnswerMeasures.of(
                        map.queries().stream().map(PlaceImage::name).toList(), evaluation, map),
                    warps));
  }

  private static Measured of(
      PipelineConfig config,
      EvaluationMetrics metrics,
      PlaceMap map,
      AnswerMeasures measures,
      Optional<Calibration> warps) {
    List<Integer> every =
        IntStream.rangeClosed(1, Math.clamp(map.database().size(), 2, MOST)).boxed().toList();
    List<UnderCondition> conditions =
        ConditionMetrics.of(metrics, map.conditions(), Bootstrap.USUAL).stream()
            .map(c -> new UnderCondition(c, curves(c.global(), c.reranked(), every)))
            .toList();
    return new Measured(
        config,
        metrics,
        metrics.gain(1),
        curves(metrics.global(), metrics.reranked(), every),
        conditions,
        Findings.of(metrics, config, measures, warps, WarpCalibration.refusal(map, config)));
  }

  private static Map<WithoutPositive, Curves> curves(
      RankingMetrics global, RankingMetrics reranked, List<Integer> every) {
    Map<WithoutPositive, Curves> curves = new EnumMap<>(WithoutPositive.class);
    for (WithoutPositive way : WithoutPositive.values()) {
      curves.put(
          way,
          new Curves(
              RecallCurve.of(global.outcomes(), every, way, Bootstrap.NONE),
              RecallCurve.of(reranked.outcomes(), every, way, Bootstrap.NONE)));
    }
    return curves;
  }

  /** False if the patches of no candidate were compared: then there is one order only. */
  boolean isReranked() {
    return metrics.isReranked();
  }

  /** What the order before re-ranking is called. */
  String firstOrder() {
    return config.retrieval().hasDistances() ? "Global search" : "Given ranking";
  }

  /** Recall at every N. */
  Curves curves(WithoutPositive way) {
    Curves known = curves.get(way);
    if (known == null) {
      throw new IllegalStateException("no curves for " + way);
    }
    return known;
  }
}
