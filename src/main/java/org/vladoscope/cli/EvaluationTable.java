package org.vladoscope.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vladoscope.compute.ProcessMemory;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.IndexLoss;
import org.vladoscope.metric.Metrics;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.Recall;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.run.EvaluationMetrics;
import org.vladoscope.run.Run;

/** An evaluation as a table of text. */
final class EvaluationTable {

  private EvaluationTable() {}

  static void print(
      Console console,
      PlaceMap map,
      Evaluation evaluation,
      Run run,
      String device,
      double totalSeconds) {
    console.line(
        "%s: %d database images, %d queries, on %s",
        map.name(), map.database().size(), map.queries().size(), device);
    Recall global = evaluation.global();
    if (global == null) {
      console.line("The map has no ground truth, so recall is unknown.");
    } else {
      String header =
          global.atN().keySet().stream()
              .map(n -> String.format(Locale.ROOT, "%9s", "recall@" + n))
              .collect(Collectors.joining("  "));
      console.line("%-15s %s", "", header);
      line(console, "netvlad", global);
      line(console, "patch-netvlad", evaluation.reranked());
      if (global.withoutPositives() > 0) {
        console.line(
            "%d of %d queries have no match in the map and are left out.",
            global.withoutPositives(), global.queries());
      }
    }
    run.metrics(Bootstrap.USUAL).ifPresent(metrics -> metrics(console, metrics));
    console.line("index: %s", evaluation.index());
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

  private static void metrics(Console console, EvaluationMetrics metrics) {
    if (metrics.leftOut() > 0) {
      console.line("Verdicts leave out %d queries.", metrics.leftOut());
    }
    for (RankingMetrics order : List.of(metrics.global(), metrics.reranked())) {
      String text =
          Metrics.ALL.stream()
              .filter(metric -> !metric.isOnCurve())
              .flatMap(
                  metric ->
                      metric.measure(order, WithoutPositive.LEFT_OUT).stream()
                          .map(value -> metric.name() + " " + number(value.estimate())))
              .collect(Collectors.joining(", "));
      console.line("%s: %s", order.outcomes().order(), text);
    }
    PairedComparison gain = metrics.gain(1);
    console.line(
        "re-ranking at rank 1: %d queries won, %d lost, %d tied, p = %.3g (exact McNemar)",
        gain.won().size(), gain.lost().size(), gain.tied(), gain.pValue());
    console.line("[...]: %s", Bootstrap.USUAL.words());
    metrics.reranked().bestMatch().ifPresent(curve -> console.line("%s", curve.convention()));
  }

  private static String number(Estimate estimate) {
    return estimate.hasInterval()
        ? String.format(
            Locale.ROOT, "%.3f [%.3f, %.3f]", estimate.value(), estimate.low(), estimate.high())
        : String.format(Locale.ROOT, "%.3f", estimate.value());
  }

  private static void line(Console console, String name, @Nullable Recall recall) {
    if (recall != null) {
      line(console, name, recall.atN());
    }
  }

  private static void line(Console console, String name, Map<Integer, Double> shares) {
    String values =
        shares.values().stream()
            .map(share -> String.format(Locale.ROOT, "%9.3f", share))
            .collect(Collectors.joining("  "));
    console.line("%-15s %s", name, values);
  }
}
