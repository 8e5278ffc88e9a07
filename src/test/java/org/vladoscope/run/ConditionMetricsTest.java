package org.vladoscope.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.Conditions.Condition;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.metric.MetricValue;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.report.HtmlReport;
import org.vladoscope.report.RunTables;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Recall by condition, of runs made up by hand. */
class ConditionMetricsTest {

  /** Positives at ranks 1 to 4 before, and after at these; query 3 is not found after. */
  private static final Run RUN =
      with(
          SampleRuns.run("20260304-a", TinyMap.CONFIG, 1, 1, 6, 0),
          new Conditions(
              "weather.csv",
              "A note.",
              List.of(
                  new Condition("all", List.of(0, 1, 2, 3)),
                  new Condition("night", List.of(1, 2)),
                  new Condition("fog", List.of(2, 3)),
                  new Condition("snow", List.of()))));

  @TempDir Path folder;

  private static Run with(Run run, Conditions conditions) {
    return SampleRuns.with(run, run.queries(), run.measures(), conditions);
  }

  private static double recall(ConditionMetrics metrics, int place, boolean reranked) {
    return metrics
        .measure(ConditionMetrics.SHOWN.get(place), reranked, WithoutPositive.LEFT_OUT)
        .orElseThrow()
        .estimate()
        .value();
  }

  @Test
  void eachConditionHasTheRecallOfItsQueriesAndAQueryMayCountTwice() {
    List<ConditionMetrics> all = RUN.byCondition(Bootstrap.USUAL);

    ConditionMetrics night = all.get(1);
    assertThat(night.condition()).isEqualTo("night");
    assertThat(night.queries()).isEqualTo(2);
    assertThat(night.withMatch()).isEqualTo(2);
    assertThat(recall(night, 0, false)).as("ranks 2 and 3 before").isZero();
    assertThat(recall(night, 1, false)).isEqualTo(1);
    assertThat(recall(night, 0, true)).as("ranks 1 and 6 after").isEqualTo(.5);
    assertThat(recall(night, 1, true)).isEqualTo(.5);
    assertThat(recall(night, 2, true)).isEqualTo(1);
    assertThat(recall(all.get(2), 2, true)).as("ranks 6 and none after").isEqualTo(.5);
    assertThat(
            night
                .measure(ConditionMetrics.SHOWN.getFirst(), true, WithoutPositive.LEFT_OUT)
                .flatMap(MetricValue::queries))
        .contains(new MetricValue.Queries(List.of(1), List.of(2)));
  }

  @Test
  void aConditionOfAllQueriesHasTheNumbersOfTheRun() {
    ConditionMetrics all = RUN.byCondition(Bootstrap.USUAL).getFirst();

    EvaluationMetrics whole = RUN.metrics(Bootstrap.USUAL).orElseThrow();
    assertThat(all.global()).isEqualTo(whole.global());
    assertThat(all.reranked()).isEqualTo(whole.reranked());
  }

  @Test
  void ofNoQueriesThereIsNoRecall() {
    ConditionMetrics snow = RUN.byCondition(Bootstrap.NONE).get(3);

    assertThat(snow.queries()).isZero();
    for (WithoutPositive way : WithoutPositive.values()) {
      assertThat(snow.measure(ConditionMetrics.SHOWN.getFirst(), true, way)).isEmpty();
    }
  }

  @Test
  void theFileOfARunHasItAndIsReadBackAlike() throws IOException {
    RunStore store = new RunStore(folder, folder.resolve("cache"));
    Path file = store.save(RUN);

    JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(file));
    JsonNode night = json.path("conditions").path("list").path(1);
    assertThat(night.path("name").asString()).isEqualTo("night");
    assertThat(night.path("queries").asInt()).isEqualTo(2);
    assertThat(night.path("queriesWithMatch").asInt()).isEqualTo(2);
    JsonNode recall = night.path("patch-netvlad").path("recall").path("1");
    assertThat(recall.path("value").asDouble()).isEqualTo(.5);
    assertThat(recall.path("low").isNumber()).isTrue();
    assertThat(night.path("netvlad").path("recall").path("1").path("value").asDouble()).isZero();
    assertThat(json.path("conditions").path("list").path(3).path("netvlad").has("recall"))
        .isFalse();
    assertThat(json.path("queries").path(2).path("conditions").toString())
        .isEqualTo("[\"all\",\"night\",\"fog\"]");
    assertThat(store.read(file)).isEqualTo(RUN);
  }

  @Test
  void aFileWithAConditionThatIsNotListedIsRefused() throws IOException {
    RunStore store = new RunStore(folder, folder.resolve("cache"));
    Path file = store.save(RUN);
    ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(Files.readAllBytes(file));
    ((ObjectNode) json.path("queries").path(1)).putArray("conditions").add("hail");
    Files.writeString(file, json.toString());

    assertThatThrownBy(() -> store.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("query q1.jpg has the condition 'hail', which is not listed");
  }

  @Test
  void tableAndReportShowIt() {
    List<String> lines = RunTables.csv(RUN).lines().toList();
    assertThat(lines.getFirst()).endsWith(",answer,probability,conditions");
    assertThat(lines.get(3)).endsWith(",,all;night;fog");

    String html = HtmlReport.of(RUN);
    assertThat(html)
        .contains("<h2>Recall by condition</h2>")
        .contains("<td class='name'>fog</td>")
        .contains("Conditions by weather.csv.", "A note.")
        .contains("a query counts under each of its conditions");
    assertThat(HtmlReport.of(with(RUN, Conditions.NONE))).doesNotContain("by condition");
  }
}
