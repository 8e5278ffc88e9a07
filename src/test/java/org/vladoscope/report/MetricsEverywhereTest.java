package org.vladoscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.Estimate;
import org.vladoscope.metric.Metric;
import org.vladoscope.metric.MetricValue;
import org.vladoscope.metric.Metrics;
import org.vladoscope.metric.RankingMetrics;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.run.AnswerMeasures;
import org.vladoscope.run.MachineLoad;
import org.vladoscope.run.Run;
import org.vladoscope.run.RunJson;
import org.vladoscope.run.SampleRuns;
import org.vladoscope.run.SweepResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One run, a query of which has no match, in each form that shows metrics. */
class MetricsEverywhereTest {

  /** Found at 1 and at 2 after re-ranking, not found, and one that cannot be found. */
  private static final Run RUN = withoutMatch(SampleRuns.run("a", TinyMap.CONFIG, 1, 2, 0));

  private static Run withoutMatch(Run run) {
    List<Run.Query> queries = new ArrayList<>(run.queries());
    queries.add(new Run.Query("q3.jpg", 0, Run.NOT_FOUND, Run.NOT_FOUND, .5, .25, "", "x.jpg"));
    return SampleRuns.with(run, queries, AnswerMeasures.NONE, Conditions.NONE);
  }

  private static RankingMetrics reranked() {
    return RUN.metrics(Bootstrap.USUAL).orElseThrow().reranked();
  }

  private static MetricValue value(Metric metric, WithoutPositive way) {
    return metric.measure(reranked(), way).orElseThrow();
  }

  private static CSVRecord csv(WithoutPositive way) throws IOException {
    String text = RunTables.csv(List.of(SweepResult.of(RUN, MachineLoad.UNKNOWN)), way);
    try (CSVParser parser =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(text))) {
      return parser.getRecords().getFirst();
    }
  }

  @Test
  void theTableOfASweepHasEveryMetricOfBothOrders() throws IOException {
    Map<String, String> line = csv(WithoutPositive.LEFT_OUT).toMap();

    for (Metric metric : Metrics.ALL) {
      assertThat(line)
          .containsKey("netvlad_" + metric.id())
          .containsEntry(
              "patch_netvlad_" + metric.id(),
              String.format(
                  Locale.ROOT, "%.6g", value(metric, WithoutPositive.LEFT_OUT).estimate().value()));
    }
  }

  @Test
  void aRunsFileHasEveryMetricWithItsIntervalItsDirectionAndItsConvention() {
    JsonNode json = JsonMapper.shared().valueToTree(RunJson.of(RUN));

    for (Metric metric : Metrics.ALL) {
      JsonNode written = json.at("/metrics/patch-netvlad/values").path(metric.id());
      MetricValue value = value(metric, WithoutPositive.LEFT_OUT);
      assertThat(written.path("name").asString()).isEqualTo(metric.name());
      assertThat(written.path("value").asDouble()).isEqualTo(value.estimate().value());
      assertThat(written.has("low")).isEqualTo(value.estimate().hasInterval());
      assertThat(written.path("higherIsBetter").asBoolean()).isEqualTo(metric.isHigherBetter());
      assertThat(written.path("convention").asString()).isEqualTo(value.convention());
    }
  }

  @Test
  void theReportHasEveryMetricWithItsInterval() {
    String html = HtmlReport.of(RUN);

    for (Metric metric : Metrics.ALL) {
      Estimate estimate = value(metric, WithoutPositive.LEFT_OUT).estimate();
      String shown =
          metric.text(estimate.value(), 3)
              + (estimate.hasInterval()
                  ? "<br><small>"
                      + metric.text(estimate.low(), 3)
                      + "\u2013"
                      + metric.text(estimate.high(), 3)
                      + "</small>"
                  : "");
      assertThat(html).contains("<td>" + shown + "</td>");
    }
    Metrics.RECALL.forEach(metric -> assertThat(html).contains("<th>" + metric.label() + "</th>"));
    Metrics.besideRecall().forEach(metric -> assertThat(html).contains(metric.name()));
  }

  @Test
  void recallLeavesQueriesWithoutAMatchOutInEveryFormUnlessAskedOtherwise() throws IOException {
    Metric recall = Metrics.RECALL.getFirst();

    assertThat(value(recall, WithoutPositive.LEFT_OUT).estimate().value()).isEqualTo(1 / 3.0);
    assertThat(SweepResult.of(RUN, MachineLoad.UNKNOWN).recall(1)).isEqualTo(1 / 3.0);
    assertThat(csv(WithoutPositive.LEFT_OUT).get("patch_netvlad_recall_at_1"))
        .isEqualTo("0.333333");
    assertThat(
            JsonMapper.shared()
                .<JsonNode>valueToTree(RunJson.of(RUN))
                .at("/metrics/patch-netvlad/values/recall_at_1/value")
                .asDouble())
        .isEqualTo(1 / 3.0);
    assertThat(HtmlReport.of(RUN)).contains("recall@1</td><td>0.333<br>");

    assertThat(csv(WithoutPositive.COUNTED_AS_MISS).get("patch_netvlad_recall_at_1"))
        .isEqualTo("0.250000");
    assertThat(
            SweepResult.of(RUN, MachineLoad.UNKNOWN)
                .value(recall, true, WithoutPositive.COUNTED_AS_MISS))
        .isEqualTo(.25);
  }

  @Test
  void everyMetricHasANameOfItsOwnInFilesAndTables() {
    assertThat(Metrics.ALL)
        .extracting(Metric::id)
        .doesNotHaveDuplicates()
        .allMatch(MetricsEverywhereTest::isPlain);
    assertThat(Metrics.ALL).extracting(Metric::label).doesNotHaveDuplicates();
    assertThat(Metrics.ALL).extracting(Metric::name).doesNotHaveDuplicates();
  }

  private static boolean isPlain(String id) {
    return id.matches("[a-z][a-z0-9_]*");
  }
}
