package org.vladoscope.report;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vladoscope.config.ConfigText;
import org.vladoscope.graph.QueryTime;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.MetricValue;
import org.vladoscope.metric.Metrics;
import org.vladoscope.metric.PairedComparison;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.run.EvaluationMetrics;
import org.vladoscope.run.Run;

/**
 * A run as one HTML page with nothing outside it: metrics with their conventions, figures, the
 * exact configuration, times, and every query. Readable in light and dark, and printed.
 */
public final class HtmlReport {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

  private static final String STYLE =
      """
      :root { --text: #1f2328; --soft: #59636e; --back: #ffffff; --panel: #f6f8fa;
              --rule: #d1d9e0; --line0: #b35900; --line1: #0860ca; }
      @media (prefers-color-scheme: dark) {
        :root { --text: #e6edf3; --soft: #9198a1; --back: #0d1117; --panel: #161b22;
                --rule: #3d444d; --line0: #f0a04b; --line1: #6cb2ff; } }
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
      svg { width: 100%; height: auto; } svg text { fill: var(--text); font: 12px system-ui, sans-serif; }
      svg .tick { fill: var(--soft); } svg .grid { stroke: var(--rule); stroke-width: 1; }
      svg .line { fill: none; stroke-width: 2; } svg .interval { stroke-width: 2; opacity: .55; }
      svg .line0 { stroke: var(--line0); stroke-dasharray: 6 4; } svg .line1 { stroke: var(--line1); }
      svg .interval { stroke-dasharray: none; }
      svg .mark0 { fill: var(--line0); } svg .mark1 { fill: var(--line1); }
      """;

  private static final List<String> HEADS =
      List.of("matches", "rank before", "rank after", "cosine before", "pair score after");

  private final HtmlPage page;

  private HtmlReport(HtmlPage page) {
    this.page = page;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** The page. */
  public static String of(Run run) {
    HtmlReport report = new HtmlReport(new HtmlPage());
    report.page.element(
        "html",
        () -> {
          report.head(run);
          report.page.element("body", () -> report.body(run));
        },
        "lang",
        "en");
    return report.page.html();
  }

  private static String title(Run run) {
    return "Evaluation of " + run.map();
  }

  private void head(Run run) {
    page.element(
        "head",
        () ->
            page.empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .element("title", title(run))
                .element("style", STYLE));
  }

  private void body(Run run) {
    page.element("h1", title(run));
    note(
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
            + (run.hasGroundTruth() ? " · " + run.groundTruth() : ""));
    run.metrics(Bootstrap.USUAL)
        .ifPresentOrElse(
            this::metrics,
            () -> page.element("p", "The map has no ground truth, so recall is unknown."));
    configuration(run);
    times(run);
    failures(run);
    queries(run);
  }

  private void metrics(EvaluationMetrics metrics) {
    page.element("h2", "Recall");
    wideTable(
        () -> {
          row(
              () -> {
                name("th", "");
                Metrics.RECALL.forEach(metric -> page.element("th", metric.label()));
              });
          for (WithoutPositive convention : conventions(metrics)) {
            String treated =
                metrics.global().outcomes().withoutPositive() == 0
                    ? ""
                    : ", queries without a match " + convention.words();
            recallRow("global descriptors" + treated, metrics.global(), convention);
            recallRow("re-ranked" + treated, metrics.reranked(), convention);
          }
        });
    sentence(metrics.global().recall().convention());
    sentence(metrics.reranked().recall().convention());
    page.element(
        "div",
        () -> {
          figure("Recall", ReportCharts.recall(metrics));
          if (metrics.global().bestMatch().isPresent()
              && metrics.reranked().bestMatch().isPresent()) {
            figure("Precision and recall over best matches", ReportCharts.precision(metrics));
          }
        },
        "class",
        "figures");
    others(metrics);
    gain(metrics);
  }

  private void wideTable(Runnable rows) {
    page.element("div", () -> page.element("table", rows), "class", "wide");
  }

  private void row(Runnable cells) {
    page.element("tr", cells);
  }

  private void name(String tag, String text) {
    page.element(tag, text, "class", "name");
  }

  private static List<WithoutPositive> conventions(EvaluationMetrics metrics) {
    return metrics.global().outcomes().withoutPositive() == 0
        ? List.of(WithoutPositive.LEFT_OUT)
        : List.of(WithoutPositive.values());
  }

  private void recallRow(String name, RankingMetrics order, WithoutPositive way) {
    row(
        () -> {
          name("td", name);
          Metrics.RECALL.forEach(metric -> value(metric, metric.measure(order, way)));
        });
  }

  private void value(Metric metric, Optional<MetricValue> measured) {
    page.element(
        "td",
        () ->
            measured
                .map(MetricValue::estimate)
                .ifPresent(
                    e -> {
                      page.text(metric.text(e.value(), 3));
                      if (e.hasInterval()) {
                        page.empty("br")
                            .element(
                                "small", metric.text(e.low(), 3) + "–" + metric.text(e.high(), 3));
                      }
                    }));
  }

  private void note(String text) {
    page.element("p", text, "class", "note");
  }

  private void sentence(String text) {
    note(text + ".");
  }

  private void figure(String caption, ReportChart chart) {
    page.element(
        "figure",
        () -> {
          page.element("figcaption", caption);
          chart.draw(page);
        });
  }

  private void others(EvaluationMetrics metrics) {
    page.element("h2", "Metrics");
    Set<String> conventions = new LinkedHashSet<>();
    page.element(
        "table",
        () -> {
          row(
              () -> {
                name("th", "");
                page.element("th", "global descriptors").element("th", "re-ranked");
              });
          for (Metric metric : Metrics.besideRecall()) {
            Optional<MetricValue> before =
                metric.measure(metrics.global(), WithoutPositive.LEFT_OUT);
            Optional<MetricValue> after =
                metric.measure(metrics.reranked(), WithoutPositive.LEFT_OUT);
            if (before.isPresent() || after.isPresent()) {
              row(
                  () -> {
                    name("td", metric.name());
                    value(metric, before);
                    value(metric, after);
                  });
              before.map(MetricValue::convention).ifPresent(conventions::add);
              after.map(MetricValue::convention).ifPresent(conventions::add);
            }
          }
        });
    conventions.forEach(this::sentence);
  }

  private void gain(EvaluationMetrics metrics) {
    PairedComparison gain = metrics.gain(1);
    page.element("h2", "What re-ranking changed at rank 1");
    page.element(
        "p",
        format(
            "%d won, %d lost, %d tied; p = %.3g.",
            gain.won().size(), gain.lost().size(), gain.tied(), gain.pValue()));
    sentence(gain.convention());
  }

  private void configuration(Run run) {
    page.element("h2", "Configuration");
    page.element("p", ConfigText.summary(run.config()));
    page.element(
        "table",
        () -> {
          row(
              () -> {
                name("th", "setting");
                name("th", "value");
              });
          ConfigText.settings(run.config()).forEach(this::pair);
          pair("searched by", run.index());
        });
  }

  private void pair(String name, String value) {
    row(
        () -> {
          name("td", name);
          name("td", value);
        });
  }

  private void times(Run run) {
    page.element("h2", "Time and memory");
    page.element(
        "table",
        () -> {
          pair(
              "one query",
              format(
                  "%.1f ms%s",
                  run.queryTime().milliseconds(),
                  run.queryTime().measured() ? "" : ", estimated: not all stages ran"));
          pair("patch descriptors of an image", format("%.3f MB", run.megabytesPerImage()));
          run.seconds()
              .forEach((stage, seconds) -> pair("stage " + stage, format("%.2f s", seconds)));
          pair("in all", format("%.2f s", run.totalSeconds()));
        });
    sentence(
        QueryTime.CONVENTION
            + "; memory as 32-bit floats, 1 MB = 10⁶ bytes; stages in wall time, and quick where"
            + " the cache held their results");
  }

  private void failures(Run run) {
    if (run.failures().isEmpty()) {
      return;
    }
    page.element("h2", "Images left out");
    page.element("table", () -> new TreeMap<>(run.failures()).forEach(this::pair));
  }

  private void queries(Run run) {
    page.element("h2", "Queries");
    wideTable(
        () -> {
          row(
              () -> {
                name("th", "query");
                HEADS.forEach(head -> page.element("th", head));
                name("th", "answer");
              });
          run.queries().forEach(query -> query(query, run.hasGroundTruth()));
        });
  }

  private void query(Run.Query q, boolean judged) {
    row(
        () -> {
          name("td", q.name());
          page.element("td", judged ? Integer.toString(q.positives()) : "")
              .element("td", rank(q, q.rankBefore()))
              .element("td", rank(q, q.rankAfter()))
              .element("td", number(q.scoreBefore()))
              .element("td", number(q.scoreAfter()));
          name("td", q.answer());
        });
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
