package org.vladoscope.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.run.ConditionMetrics;
import org.vladoscope.run.Run;

/** Recall by condition as a table of text. */
final class ConditionTable {

  private static final int SHORTEST = 9;

  private ConditionTable() {}

  /** Prints nothing where nothing is known of conditions. */
  static void print(Console console, Run run, WithoutPositive way) {
    List<ConditionMetrics> conditions = run.byCondition(Bootstrap.USUAL);
    if (conditions.isEmpty()) {
      return;
    }
    int width = conditions.stream().mapToInt(c -> c.condition().length()).max().orElse(SHORTEST);
    String row = "%-" + Math.max(SHORTEST, width) + "s  %-13s  %7s  %10s  %s";
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
          isOwn ? "netvlad" : "as retrieved",
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
  static String text(Metric metric, Estimate estimate) {
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
}
