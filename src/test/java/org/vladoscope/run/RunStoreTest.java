package org.vladoscope.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.InputException;
import org.vladoscope.config.ConfigJson;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.MapOrigin;
import org.vladoscope.match.ZScoreFusion;
import org.vladoscope.metric.Bootstrap;
import org.vladoscope.pipeline.TinyMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RunStoreTest {

  private static final Run RUN = SampleRuns.run("20260304-a", TinyMap.CONFIG, 1, 0, 2);

  @TempDir Path folder;
  private Path map;
  private Path cache;

  @BeforeEach
  void makeMap() throws IOException {
    map = Files.createDirectory(folder.resolve("map"));
    cache = folder.resolve("cache");
  }

  private RunStore store() {
    return new RunStore(map, cache);
  }

  @Test
  void aRunIsReadAsItWasSavedBesideTheMap() throws IOException {
    Path file = store().save(RUN);

    assertThat(file.getParent()).isEqualTo(map.resolve(RunStore.FOLDER));
    assertThat(store().read().runs()).containsExactly(RUN);
    assertThat(store().read().warnings()).isEmpty();
    try (var files = Files.list(map.resolve(RunStore.FOLDER))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void theFileHoldsTheMetricsWithTheirConventions() throws IOException {
    JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(store().save(RUN)));

    JsonNode recall = json.path("metrics").path("patch-netvlad").path("recall");
    assertThat(recall.path("1").path("value").asDouble()).isEqualTo(1 / 3.0);
    assertThat(recall.path("1").path("low").isNumber()).isTrue();
    assertThat(recall.path("convention").asString()).contains("among the first N; 3 queries");
    assertThat(json.path("queries").path(1).path("rankAfter").isNull()).isTrue();
    assertThat(json.path("configuration").path("imageSize").path("width").asInt()).isEqualTo(160);
    assertThat(RUN.metrics(Bootstrap.USUAL).orElseThrow().reranked().recall().convention())
        .isEqualTo(recall.path("convention").asString());
  }

  @Test
  void theFileSaysHowTheMapWasReadAndFilesFromBeforeThatCanStillBeRead() throws IOException {
    Path file = store().save(RUN);
    ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(Files.readAllBytes(file));
    assertThat(json.path("readAs").path("format").asString()).isEqualTo("database-queries");
    assertThat(json.path("readAs").path("found").path(0).asString()).contains("40 images");
    assertThat(json.path("readAs").path("notices").path(0).asString()).isEqualTo("A notice.");
    json.remove("readAs");
    Files.writeString(file, json.toString());

    assertThat(store().read().runs().getFirst().readAs()).isEqualTo(MapOrigin.NONE);
  }

  @Test
  void aFolderThatCanOnlyBeReadKeepsNewRunsInTheCacheAndItsOwnStay() throws IOException {
    store().save(RUN);
    RunStore readOnly = new RunStore(map, cache, path -> false);
    Run other = SampleRuns.run("20260304-b", TinyMap.CONFIG, 1, 1, 1);

    assertThat(readOnly.save(other).toString()).startsWith(cache.toString());
    assertThat(readOnly.read().runs()).containsExactlyInAnyOrder(RUN, other);
    try (var files = Files.list(map.resolve(RunStore.FOLDER))) {
      assertThat(files).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ oops | is not JSON",
        "[1, 2] | it is not a run",
        "{'accuracy': 1} | it is not a run",
        "{'version': 9} | its version is 9, not 1",
        "{'version': 1} | id is missing",
      })
  void aFileThatIsNoRunIsNamedAndLeftAsItIs(String content, String reason) throws IOException {
    store().save(RUN);
    Path foreign = map.resolve(RunStore.FOLDER).resolve("foreign.json");
    Files.writeString(foreign, content.replace('\'', '"'));

    RunStore.Found found = store().read();

    assertThat(found.runs()).containsExactly(RUN);
    assertThat(found.warnings()).singleElement().asString().contains("foreign.json", reason);
    assertThat(Files.readString(foreign)).isEqualTo(content.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"width\" : 160 | \"width\" : \"wide\" | imageSize.width is not a whole number",
        "\"rapid\" | \"quick\" | There is no scorer 'quick'; choose weighted-rapid or rapid or"
            + " ransac.",
        "\"rapid\" | \"rapid\", \"mood\" : 1 | matching.scorer.mood is not known",
        "\"rerank\" : 5 | \"rerank\" : -1 | not -1",
        "\"rankAfter\" : 2 | \"rankAfter\" : -2 | is -2, which is no rank",
        "2026-03-04T05 | yesterday | its date",
      })
  void aRunThatWasTamperedWithIsNamedWithTheFieldThatIsWrong(
      String text, String other, String reason) throws IOException {
    Path file = store().save(RUN);
    String content = Files.readString(file);
    assertThat(content).contains(text);
    Files.writeString(file, content.replace(text, other));

    assertThat(store().read().warnings()).singleElement().asString().contains(file + "", reason);
  }

  @Test
  void aSettingThatAFileDoesNotHaveYetIsTheUsualOne() throws IOException {
    Path file = store().save(RUN);
    String content = Files.readString(file);
    Files.writeString(
        file,
        content
            .replaceFirst("\"inlierTolerance\" : 1.5", "\"x\" : 0")
            .replaceFirst(",\\s*\"x\" : 0", ""));

    assertThat(store().read(file).config()).isEqualTo(RUN.config());
  }

  @Test
  void measuresOfAnswersAreReadAsTheyWereWritten() throws IOException {
    Run measured = SampleRuns.measured(TinyMap.CONFIG);
    Path file = store().save(measured);

    assertThat(store().read(file)).isEqualTo(measured);
    JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(file));
    assertThat(json.at("/confidenceMeasures/elsewhere").asString())
        .isEqualTo("more than 25 m from it");
    assertThat(json.at("/confidenceMeasures/distance_ratio/rightArea").asDouble()).isEqualTo(1);
    assertThat(json.at("/confidenceMeasures/distance_ratio/queries").asInt()).isEqualTo(3);
    assertThat(json.at("/confidenceMeasures/distance_ratio/lowerIsSurer").asBoolean()).isTrue();
    assertThat(json.at("/confidenceMeasures/first_similarity/rightArea").asDouble()).isEqualTo(.5);
    assertThat(json.at("/queries/3/confidenceMeasures").propertyNames())
        .containsExactly("first_similarity");
    assertThat(json.at("/queries/0").has("probability")).isFalse();
  }

  @Test
  void aMeasureThatIsNoNumberIsNamed() throws IOException {
    Path file = store().save(SampleRuns.measured(TinyMap.CONFIG));
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("\"distance_ratio\" : 0.25", "\"distance_ratio\" : \"low\""));

    assertThatThrownBy(() -> store().read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("confidenceMeasures of a query are no numbers");
  }

  @Test
  void aRunFromBeforeFusionsCouldBeChosenWasFusedByZScores() throws IOException {
    Path file = store().save(RUN);
    String content = Files.readString(file);
    Files.writeString(
        file, content.replaceFirst("\"fusion\" : \\{\\s*\"id\" : \"z-score\"\\s*\\},", ""));
    assertThat(Files.readString(file)).doesNotContain("fusion");

    assertThat(store().read(file).config().matching().fusion()).isEqualTo(new ZScoreFusion());
  }

  @Test
  void aDeletedRunIsGone() {
    store().save(RUN);
    store().delete("../map/" + RUN.id());
    assertThat(store().read().runs()).hasSize(1);
    store().delete(RUN.id());
    assertThat(store().read().runs()).isEmpty();
  }

  @Test
  void everyPresetIsReadAsItWasWritten() {
    for (Preset preset : Preset.values()) {
      PipelineConfig config = preset.config();
      assertThat(ConfigJson.read(JsonMapper.shared().valueToTree(ConfigJson.of(config))))
          .isEqualTo(config);
    }
  }

  @Test
  void runsAreComparedQueryByQueryByName() {
    PipelineConfig other = TinyMap.CONFIG.withRerank(3);
    Run second = SampleRuns.run("20260304-b", other, 3, 1, 0, 1);

    RunComparison comparison = RunComparison.of(List.of(RUN, second));

    assertThat(comparison.rows().stream().map(RunComparison.Row::query))
        .containsExactly("q0.jpg", "q1.jpg", "q2.jpg", "q3.jpg");
    assertThat(comparison.rows().get(3).inRuns().getFirst()).isNull();
    assertThat(comparison.rows().getFirst().rise(0, 1)).isEqualTo(-2);
    assertThat(comparison.paired(0, 1, 1).won()).containsExactly(1);
    assertThat(comparison.paired(0, 1, 1).lost()).containsExactly(0);
    assertThat(comparison.paired(0, 1, 1).bothMissed()).containsExactly(2);
    assertThat(comparison.settings()).containsExactly(Map.entry("rerank", List.of("5", "3")));
    assertThatThrownBy(() -> RunComparison.of(List.of(RUN)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("two or more");
  }
}
