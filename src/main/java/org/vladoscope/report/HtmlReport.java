package org.vladoscope.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vladoscope.common.PlainText;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.figure.Colour;
import org.vladoscope.figure.Palette;
import org.vladoscope.figure.Svg;
import org.vladoscope.graph.QueryTime;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.MetricValue;
import org.vladoscope.metric.Metrics;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.PrecisionRecall;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.RecallCurve;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.report.ReportChart.Line;
import org.vladoscope.run.ConditionMetrics;
import org.vladoscope.run.EvaluationMetrics;
import org.vladoscope.run.Run;

/**
 * A run as one HTML page with nothing outside it: metrics with their conventions, figures, the
 * exact configuration, times, and every query. Readable in light and dark, and printed.
 */
public final class HtmlReport {

  private static final int MOST_POINTS = 400;
  static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

  private static final String COLOURS =
      String.format(
          Locale.ROOT,
          """
          :root { --text: %s; --soft: %s; --back: #ffffff; --panel: #f6f8fa;
                  --rule: %s; --global: %s; --reranked: %s; }
          @media (prefers-color-scheme: dark) {
            :root { --text: #e6edf3; --soft: #9198a1; --back: #0d1117; --panel: #161b22;
                    --rule: #3d444d; --global: %s; --reranked: %s; } }
          """,
          Palette.INK.hex(),
          Palette.MUTED.hex(),
          ReportChart.RULE.hex(),
          Palette.GLOBAL.hex(),
          Palette.RERANKED.hex(),
          Palette.GLOBAL_ON_DARK.hex(),
          Palette.RERANKED_ON_DARK.hex());

  /** What {@link #COLOURS} calls the colours of figures. */
  private static final Map<Colour, String> VARIABLES =
      Map.of(
          Palette.INK, "text",
          Palette.MUTED, "soft",
          ReportChart.RULE, "rule",
          Palette.GLOBAL, "global",
          Palette.RERANKED, "reranked");

  static final String STYLE =
      COLOURS
          + """
          body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back);
                 max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
          h1 { font-size: 1.6rem; margin-bottom: .2rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
          p.note { color: var(--soft); font-size: .85rem; margin: .3rem 0; }
          table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .6rem 0; }
          th, td { text-align: right; padding: .25rem .7rem; border-bottom: 1px solid var(--rule); }
          th { font-weight: 600; } th.name, td.name { text-align: left; overflow-wrap: anywhere; }
          td small { color: var(--soft); }
          .wide { overflow-x: auto; } .figures { display: flex; flex-wrap: wrap; gap: 1rem; }
          figure { flex: 1 1 26rem; margin: 0; background: var(--panel); border-radius: 8px;
                   padding: .8rem; }
          figcaption { font-weight: 600; margin-bottom: .3rem; }
          svg { width: 100%; height: auto; font-family: system-ui, sans-serif; }
          """;

  private HtmlReport() {}

  /** Text that can stand anywhere in a page. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    String plain = PlainText.of(text);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** The page. */
  public static String of(Run run) {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n")
        .append("<meta name='viewport' content='width=device-width, initial-scale=1'>\n")
        .append("<title>Evaluation of ")
        .append(escaped(run.map()))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>Evaluation of ")
        .append(escaped(run.map()))
        .append("</h1>\n<p class='note'>")
        .append(
            escaped(
                DATE.format(run.date())
                    + " · "
                    + run.software()
                    + " · "
                    + run.device()
                    + " · "
                    + run.databaseSize()
                    + " database images, "
                    + run.queries().size()
                    + " queries"
                    + (run.hasGroundTruth() ? " · " + run.groundTruth() : "")))
        .append("</p>\n");
    run.metrics(Bootstrap.USUAL)
        .ifPresentOrElse(
            metrics -> metrics(html, metrics),
            () -> html.append("<p>The map has no ground truth, so recall is unknown.</p>\n"));
    byCondition(html, run);
    ConfidenceSection.write(html, run);
    configuration(html, run);
    times(html, run);
    failures(html, run);
    queries(html, run);
    return html.append("</body>\n</html>\n").toString();
  }

  /** Recall with its curves, and the other metrics. */
  static void metrics(StringBuilder html, EvaluationMetrics metrics) {
    html.append("<h2>Recall</h2>\n<div class='wide'><table>\n<tr><th class='name'></th>");
    for (Metric metric : Metrics.RECALL) {
      html.append("<th>").append(escaped(metric.label())).append("</th>");
    }
    html.append("</tr>\n");
    for (WithoutPositive convention : conventions(metrics)) {
      String treated =
          metrics.global().outcomes().withoutPositive() == 0
              ? ""
              : ", queries without a match " + convention.words();
      String order = metrics.global().outcomes().order();
      recallRow(html, order + treated, metrics.global(), convention);
      if (metrics.isReranked()) {
        recallRow(html, "re-ranked" + treated, metrics.reranked(), convention);
      }
    }
    html.append("</table></div>\n");
    note(html, metrics.global().recall().convention());
    note(
        html,
        metrics.isReranked()
            ? metrics.reranked().recall().convention()
            : "Nothing was re-ranked: both columns and lines are one ranking.");
    html.append("<div class='figures'>\n");
    figure(html, "Recall", recallChart(metrics));
    if (metrics.global().bestMatch().isPresent() && metrics.reranked().bestMatch().isPresent()) {
      figure(html, "Precision and recall over best matches", precisionChart(metrics));
    }
    html.append("</div>\n");
    others(html, metrics);
    if (metrics.isReranked()) {
      gain(html, metrics);
    }
  }

  private static List<WithoutPositive> conventions(EvaluationMetrics metrics) {
    return metrics.global().outcomes().withoutPositive() == 0
        ? List.of(WithoutPositive.LEFT_OUT)
        : List.of(WithoutPositive.values());
  }

  private static void recallRow(
      StringBuilder html, String name, RankingMetrics order, WithoutPositive way) {
    html.append("<tr><td class='name'>").append(escaped(name)).append("</td>");
    for (Metric metric : Metrics.RECALL) {
      html.append("<td>")
          .append(metric.measure(order, way).map(v -> estimate(metric, v.estimate())).orElse(""))
          .append("</td>");
    }
    html.append("</tr>\n");
  }

  private static String estimate(Metric metric, Estimate e) {
    String value = escaped(metric.text(e.value(), 3));
    return e.hasInterval()
        ? value
            + "<br><small>"
            + escaped(metric.text(e.low(), 3) + "–" + metric.text(e.high(), 3))
            + "</small>"
        : value;
  }

  static void note(StringBuilder html, String text) {
    html.append("<p class='note'>").append(escaped(text)).append(".</p>\n");
  }

  static void figure(StringBuilder html, String caption, ReportChart chart) {
    html.append("<figure><figcaption>")
        .append(escaped(caption))
        .append("</figcaption>\n")
        .append(Svg.element(chart.figure(), VARIABLES))
        .append("</figure>\n");
  }

  static ReportChart recallChart(EvaluationMetrics metrics) {
    ReportChart chart = new ReportChart("Recall at N, global and re-ranked", "N", "recall@N");
    List<RecallCurve.Point> first = metrics.global().recall().points();
    int number = first.size();
    for (int i = 0; i < number; i++) {
      chart.tick(place(i, number), Integer.toString(first.get(i).n()));
    }
    recall(chart, Line.GLOBAL, metrics.global(), -.006);
    recall(chart, Line.RERANKED, metrics.reranked(), .006);
    return chart;
  }

  /**
   * Draws the recall of one order.
   *
   * @param aside how far the intervals stand beside the points, so that both can be seen
   */
  private static void recall(ReportChart chart, Line line, RankingMetrics order, double aside) {
    List<RecallCurve.Point> recalls = order.recall().points();
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < recalls.size(); i++) {
      Estimate recall = recalls.get(i).recall();
      double at = place(i, recalls.size());
      points.add(new double[] {at, recall.value()});
      if (recall.hasInterval()) {
        chart.interval(line, at + aside, recall.low(), recall.high());
      }
    }
    chart.line(line, points, true);
  }

  private static double place(int index, int number) {
    return number == 1 ? .5 : .04 + .92 * index / (number - 1);
  }

  private static ReportChart precisionChart(EvaluationMetrics metrics) {
    ReportChart chart =
        new ReportChart("Precision over recall, global and re-ranked", "recall", "precision");
    chart.shareTicks();
    precision(chart, Line.GLOBAL, metrics.global());
    precision(chart, Line.RERANKED, metrics.reranked());
    return chart;
  }

  private static void precision(ReportChart chart, Line line, RankingMetrics order) {
    PrecisionRecall curve = order.bestMatch().orElseThrow().thinned(MOST_POINTS);
    chart.line(
        line,
        curve.points().stream().map(p -> new double[] {p.recall(), p.precision()}).toList(),
        false);
  }

  private static void others(StringBuilder html, EvaluationMetrics metrics) {
    html.append("<h2>Metrics</h2>\n<table>\n<tr><th class='name'></th>")
        .append("<th>global descriptors</th><th>re-ranked</th></tr>\n");
    Set<String> conventions = new LinkedHashSet<>();
    for (Metric metric : Metrics.besideRecall()) {
      Optional<MetricValue> before = metric.measure(metrics.global(), WithoutPositive.LEFT_OUT);
      Optional<MetricValue> after = metric.measure(metrics.reranked(), WithoutPositive.LEFT_OUT);
      if (before.isPresent() && after.isPresent()) {
        html.append("<tr><td class='name'>")
            .append(escaped(metric.name()))
            .append("</td><td>")
            .append(estimate(metric, before.get().estimate()))
            .append("</td><td>")
            .append(estimate(metric, after.get().estimate()))
            .append("</td></tr>\n");
        conventions.add(before.get().convention());
        conventions.add(after.get().convention());
      }
    }
    html.append("</table>\n");
    conventions.forEach(convention -> note(html, convention));
  }

  private static void gain(StringBuilder html, EvaluationMetrics metrics) {
    PairedComparison gain = metrics.gain(1);
    html.append(
        format(
            "<h2>What re-ranking changed at rank 1</h2>%n<p>%d won, %d lost, %d tied; p ="
                + " %.3g.</p>%n",
            gain.won().size(), gain.lost().size(), gain.tied(), gain.pValue()));
    note(html, gain.convention());
  }

  private static void byCondition(StringBuilder html, Run run) {
    List<ConditionMetrics> conditions = run.byCondition(Bootstrap.USUAL);
    if (conditions.isEmpty()) {
      return;
    }
    html.append("<h2>Recall by condition</h2>\n<div class='wide'><table>\n<tr>")
        .append("<th class='name'>condition</th><th class='name'></th>")
        .append("<th>queries</th><th>with a match</th>");
    for (Metric metric : ConditionMetrics.SHOWN) {
      html.append("<th>").append(escaped(metric.label())).append("</th>");
    }
    html.append("</tr>\n");
    for (ConditionMetrics condition : conditions) {
      conditionRow(html, condition, false);
      if (run.config().reranks()) {
        conditionRow(html, condition, true);
      }
    }
    html.append("</table></div>\n");
    note(html, ConditionMetrics.convention(WithoutPositive.LEFT_OUT));
    note(html, "Conditions by " + run.conditions().source());
    if (!run.conditions().note().isEmpty()) {
      note(html, run.conditions().note().replaceFirst("\\.$", ""));
    }
  }

  private static void conditionRow(
      StringBuilder html, ConditionMetrics condition, boolean afterReranking) {
    html.append("<tr><td class='name'>")
        .append(escaped(condition.condition()))
        .append("</td><td class='name'>")
        .append(escaped(condition.order(afterReranking).outcomes().order()))
        .append("</td><td>")
        .append(condition.queries())
        .append("</td><td>")
        .append(condition.withMatch())
        .append("</td>");
    for (Metric metric : ConditionMetrics.SHOWN) {
      html.append("<td>")
          .append(
              condition
                  .measure(metric, afterReranking, WithoutPositive.LEFT_OUT)
                  .map(value -> estimate(metric, value.estimate()))
                  .orElse("\u2013"))
          .append("</td>");
    }
    html.append("</tr>\n");
  }

  private static void configuration(StringBuilder html, Run run) {
    configuration(html, run.config(), Optional.of(run.index()));
  }

  /**
   * Every setting.
   *
   * @param index what searched, if that is known
   */
  static void configuration(StringBuilder html, PipelineConfig config, Optional<String> index) {
    configuration(html, config, ConfigText.settings(config), index);
  }

  /** Every setting, in a page for strangers: of files only their names. */
  static void publicConfiguration(
      StringBuilder html, PipelineConfig config, Optional<String> index) {
    configuration(html, config, ConfigText.publicSettings(config), index);
  }

  private static void configuration(
      StringBuilder html,
      PipelineConfig config,
      Map<String, String> settings,
      Optional<String> index) {
    html.append("<h2>Configuration</h2>\n<p>")
        .append(escaped(ConfigText.summary(config)))
        .append(
            "</p>\n<table>\n<tr><th class='name'>setting</th><th class='name'>value</th></tr>\n");
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      pair(html, setting.getKey(), setting.getValue());
    }
    index.ifPresent(words -> pair(html, "searched by", words));
    html.append("</table>\n");
  }

  private static void pair(StringBuilder html, String name, String value) {
    html.append("<tr><td class='name'>")
        .append(escaped(name))
        .append("</td><td class='name'>")
        .append(escaped(value))
        .append("</td></tr>\n");
  }

  private static void times(StringBuilder html, Run run) {
    html.append("<h2>Time and memory</h2>\n<table>\n");
    pair(
        html,
        "one query",
        format(
            "%.1f ms%s",
            run.queryTime().milliseconds(),
            run.queryTime().measured() ? "" : ", estimated: not all stages ran"));
    pair(html, "patch descriptors of an image", format("%.3f MB", run.megabytesPerImage()));
    run.seconds()
        .forEach((stage, seconds) -> pair(html, "stage " + stage, format("%.2f s", seconds)));
    pair(html, "in all", format("%.2f s", run.totalSeconds()));
    html.append("</table>\n");
    note(
        html,
        QueryTime.CONVENTION
            + "; memory as 32-bit floats, 1 MB = 10⁶ bytes; stages in wall time, and quick where"
            + " the cache held their results");
  }

  private static void failures(StringBuilder html, Run run) {
    run.notices().forEach(notice -> note(html, notice));
    if (run.failures().isEmpty()) {
      return;
    }
    html.append("<h2>Images left out</h2>\n<table>\n");
    run.failures().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> pair(html, e.getKey(), e.getValue()));
    html.append("</table>\n");
  }

  private static void queries(StringBuilder html, Run run) {
    html.append("<h2>Queries</h2>\n<div class='wide'><table>\n<tr><th class='name'>query</th>")
        .append("<th>matches</th><th>rank before</th><th>rank after</th>")
        .append("<th>cosine before</th><th>pair score after</th>")
        .append("<th class='name'>answer</th></tr>\n");
    for (Run.Query q : run.queries()) {
      html.append("<tr><td class='name'>")
          .append(escaped(q.name()))
          .append("</td><td>")
          .append(run.hasGroundTruth() ? Integer.toString(q.positives()) : "")
          .append("</td><td>")
          .append(rank(q, q.rankBefore()))
          .append("</td><td>")
          .append(rank(q, q.rankAfter()))
          .append("</td><td>")
          .append(number(q.scoreBefore()))
          .append("</td><td>")
          .append(number(q.scoreAfter()))
          .append("</td><td class='name'>")
          .append(escaped(q.answer()))
          .append("</td></tr>\n");
    }
    html.append("</table></div>\n");
  }

  private static String rank(Run.Query query, int rank) {
    if (query.positives() == 0) {
      return "";
    }
    return rank == Run.NOT_FOUND ? "not found" : Integer.toString(rank);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : format("%.4f", value);
  }
}
