package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.cli.benchmark.BenchmarkCommand;
import org.vladoscope.cli.benchmark.WindowBenchmark;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.Shutdown;
import org.vladoscope.common.Timings;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
class BenchmarkCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<PipelineConfig> asked = new ArrayList<>();

  private int run(String... arguments) {
    WindowBenchmark benchmark =
        (map, config, compute, store, repeat, progress) -> {
          asked.add(config);
          return new WindowBenchmark.Result(
              List.of(
                  new Timings("weights", List.of(30.0, 10.0, 20.0), List.of(1.0, 2.0, 4.0), 25.0),
                  new Timings("query", List.of(7.0), List.of(5.0), null)),
              List.of(new Timings("queries change", List.of(80.0), List.of(6.0), 50.0)),
              List.of("it was in the engine room"));
        };
    Console console =
        new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, new Shutdown());
    return CommandLineMain.run(
        start -> 1,
        List.of(
            BenchmarkCommand.of(
                benchmark,
                (map, compute, store, dark, width, height, output) ->
                    List.of(output.resolve(dark + " " + width + " by " + height)),
                "")),
        PlaceMapFormats.known(),
        console,
        arguments);
  }

  @Test
  void pagesAreDrawnAtTheSizeAskedFor(@TempDir Path folder) {
    String output = folder.resolve("images").toString();
    assertThat(
            run("benchmark", "guide-images", "map", output, "--window-size", "2560x1440", "--dark"))
        .isZero();
    assertThat(out.toString()).contains("true 2560 by 1440");
    assertThat(run("benchmark", "guide-images", "map", output, "--window-size", "large"))
        .isNotZero();
    assertThat(err.toString()).contains("such as 1280x760, not large");
  }

  @Test
  void theTableAndTheFileSayWhatWasMeasuredAndWhetherTheGoalsAreReached(@TempDir Path folder) {
    Path json = folder.resolve("figures.json");

    assertThat(run("benchmark", "explore", "some/map", "--json", json.toString())).isZero();

    assertThat(out.toString().lines().map(l -> l.replaceAll(" +", " ")))
        .contains(
            "weights 10.0 20.0 30.0 2.0 25, reached",
            "query 7.0 7.0 7.0 5.0 ",
            "queries change 80.0 6.0 50, MISSED");
    JsonNode read = JsonMapper.shared().readTree(json.toFile());
    assertThat(read.at("/timings/0/median").asDouble()).isEqualTo(20);
    assertThat(read.at("/longestPauses/0/reached").asBoolean()).isFalse();
    assertThat(read.at("/config/rerank").asInt()).isEqualTo(100);
    assertThat(out.toString()).doesNotContain("engine room");
  }

  @Test
  void theDefaultConfigurationWithAHundredCandidatesIsMeasuredUnlessToldOtherwise() {
    run("benchmark", "explore", "some/map");
    run("benchmark", "explore", "some/map", "--rerank", "7", "--verbose");

    assertThat(asked)
        .containsExactly(
            Preset.DEFAULT.config().withRerank(100), Preset.DEFAULT.config().withRerank(7));
    assertThat(out.toString()).contains("engine room");
  }

  @Test
  void nothingCannotBeRepeated() {
    assertThat(run("benchmark", "explore", "some/map", "--repeat", "0")).isNotZero();
    assertThat(err.toString()).contains("--repeat must be 1 or more, not 0.");
    assertThat(asked).isEmpty();
  }

  @Test
  void aStepOfTheEngineThatDoesNotExistIsRefusedWithTheOnesThatDo() {
    assertThat(run("benchmark", "engine", "--steps", "pooling65")).isNotZero();

    assertThat(err.toString())
        .contains("There is no step 'pooling65'; choose vgg16, dinov2, dinov2-fused,");
  }
}
