package org.vladoscope.cli.output;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.vladoscope.compute.ProcessMemory;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.IndexLoss;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.MetricValue;
import org.vladoscope.metric.Metrics;
import org.vladoscope.metric.Outcomes;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.Recall;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.run.ConditionMetrics;
import org.vladoscope.run.EvaluationMetrics;
import org.vladoscope.run.Run;

/** An evaluation as a table of text. */
public final class EvaluationTable {

  /** Names of conditions have so much room at least. */
  private static final int SHORTEST_NAME = 9;

  private EvaluationTable() {}

  /** Prints an evaluation with its metrics, times and conditions. */
  public static void print(
      Console console,
      PlaceMap map,
      Evaluation evaluation,
      Run run,
      String device,
      double totalSeconds,
      WithoutPositive way) {
    console.line(
        "%s: %d database images, %d queries, on %s",
        map.name(), map.database().size(), map.queries().size(), device);
    run.metrics(Bootstrap.USUAL)
        .ifPresentOrElse(
            metrics -> {
              console.line("judged by %s", run.groundTruth());
              metrics(console, run, metrics, way);
            },
            () -> console.line("The map has no ground truth, so recall is unknown."));
    if (!run.config().retrieval().isComputed()) {
      console.line("candidates: %s", run.config().retrieval().label());
    }
    if (run.config().retrieval().hasDistances()) {
      console.line("index: %s", evaluation.index());
    }
    IndexLoss loss = evaluation.indexLoss();
    if (loss != null) {
      line(console, "found of exact", loss.found());
      Recall exact = loss.exactRecall();
      if (exact != null) {
        line(console, "recall if exact", exact.atN());
      }
    }
    String stages =
        evaluation.seconds().entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%s %.1f", e.getKey(), e.getValue()))
            .collect(Collectors.joining(", "));
    console.line(
        "one query: %.1f ms%s; patch descriptors of an image: %.3f MB",
        run.queryTime().milliseconds(),
        run.queryTime().measured() ? "" : " (estimated: not all stages ran)",
        run.megabytesPerImage());
    console.line("seconds: %s, in all %.1f", stages, totalSeconds);
    ProcessMemory.peak()
        .ifPresent(bytes -> console.line("peak resident memory: %d MB", bytes >> 20));
  }

  private static void metrics(
      Console console, Run run, EvaluationMetrics metrics, WithoutPositive way) {
    boolean isReranked = metrics.isReranked();
    List<RankingMetrics> orders =
        isReranked ? List.of(metrics.global(), metrics.reranked()) : List.of(metrics.global());
    boolean isOwn = run.config().retrieval().isComputed();
    String header =
        Metrics.RECALL.stream()
            .map(metric -> String.format(Locale.ROOT, "%9s", metric.name()))
            .collect(Collectors.joining("  "));
    console.line("%-15s %s", "", header);
    recall(console, isOwn ? run.config().aggregator().id() : "as retrieved", metrics.global(), way);
    if (isReranked) {
      recall(console, isOwn ? "patch-netvlad" : "re-ranked", metrics.reranked(), way);
    }
    Outcomes outcomes = metrics.global().outcomes();
    if (outcomes.withoutPositive() > 0) {
      console.line(
          "%d of %d queries have no match in the map and are %s.",
          outcomes.withoutPositive(), outcomes.list().size(), way.words());
    }
    for (RankingMetrics order : orders) {
      String text =
          Metrics.besideRecall().stream()
              .flatMap(
                  metric ->
                      metric.measure(order, way).stream()
                          .map(value -> metric.name() + " " + text(metric, value.estimate())))
              .collect(Collectors.joining(", "));
      console.line("%s: %s", order.outcomes().order(), text);
    }
    if (isReranked) {
      PairedComparison gain = metrics.gain(1);
      console.line(
          "re-ranking at rank 1: %d queries won, %d lost, %d tied, p = %.3g (exact McNemar)",
          gain.won().size(), gain.lost().size(), gain.tied(), gain.pValue());
    } else {
      console.line("Nothing is re-ranked.");
    }
    console.line("[...]: %s", Bootstrap.USUAL.words());
    Metrics.besideRecall().stream()
        .flatMap(metric -> metric.measure(metrics.reranked(), way).stream())
        .map(MetricValue::convention)
        .distinct()
        .forEach(convention -> console.line("%s", convention));
    conditions(console, run, way);
  }

  private static void recall(
      Console console, String name, RankingMetrics order, WithoutPositive way) {
    String values =
        Metrics.RECALL.stream()
            .flatMap(
                metric ->
                    metric.measure(order, way).stream()
                        .map(value -> metric.text(value.estimate().value(), 3)))
            .map(text -> String.format(Locale.ROOT, "%9s", text))
            .collect(Collectors.joining("  "));
    console.line("%-15s %s", name, values);
  }

  /** Recall by condition; nothing where nothing is known of conditions. */
  private static void conditions(Console console, Run run, WithoutPositive way) {
    List<ConditionMetrics> conditions = run.byCondition(Bootstrap.USUAL);
    if (conditions.isEmpty()) {
      return;
    }
    int width =
        conditions.stream().mapToInt(c -> c.condition().length()).max().orElse(SHORTEST_NAME);
    String row = "%-" + Math.max(SHORTEST_NAME, width) + "s  %-13s  %7s  %10s  %s";
    console.line("by condition (%s):", run.conditions().source());
    console.line(
        row,
        "condition",
        "",
        "queries",
        "with match",
        ConditionMetrics.SHOWN.stream()
            .map(metric -> String.format(Locale.ROOT, "%-20s", metric.name()))
            .collect(Collectors.joining("  "))
            .stripTrailing());
    boolean isOwn = run.config().retrieval().isComputed();
    for (ConditionMetrics condition : conditions) {
      console.line(
          row,
          condition.condition(),
          isOwn ? run.config().aggregator().id() : "as retrieved",
          condition.queries(),
          condition.withMatch(),
          values(condition, false, way));
      if (run.config().reranks()) {
        console.line(
            row, "", isOwn ? "patch-netvlad" : "re-ranked", "", "", values(condition, true, way));
      }
    }
    console.line("%s", ConditionMetrics.convention(way));
    if (!run.conditions().note().isEmpty()) {
      console.line("%s", run.conditions().note());
    }
  }

  private static String values(ConditionMetrics condition, boolean reranked, WithoutPositive way) {
    return ConditionMetrics.SHOWN.stream()
        .map(
            metric ->
                condition
                    .measure(metric, reranked, way)
                    .map(value -> text(metric, value.estimate()))
                    .orElse("-"))
        .map(text -> String.format(Locale.ROOT, "%-20s", text))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  /** A value with its interval, such as "0.500 [0.167, 0.833]". */
  private static String text(Metric metric, Estimate estimate) {
    String value = metric.text(estimate.value(), 3);
    return estimate.hasInterval()
        ? value
            + " ["
            + metric.text(estimate.low(), 3)
            + ", "
            + metric.text(estimate.high(), 3)
            + "]"
        : value;
  }

  private static void line(Console console, String name, Map<Integer, Double> shares) {
    String values =
        shares.values().stream()
            .map(share -> String.format(Locale.ROOT, "%9.3f", share))
            .collect(Collectors.joining("  "));
    console.line("%-15s %s", name, values);
  }
}
