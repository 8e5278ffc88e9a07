package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.Shutdown;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
class LabCommandTest {

  private static final List<String> SMALL =
      List.of("--images", "4", "--features", "20", "--dims", "8", "--clusters", "3");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theRaceIsPrintedAndWrittenAsJson(@TempDir Path folder) {
    Path file = folder.resolve("race.json");
    assertThat(lab("vlad", "--rounds", "2", "--json", file.toString())).isZero();
    assertThat(out.toString()).contains("T=4 images", "looping", "naivec", "truvec", "ours");
    JsonNode json = JsonMapper.builder().build().readTree(file.toFile());
    assertThat(json.path("clusters").asInt()).isEqualTo(3);
    assertThat(json.path("formulations").size()).isEqualTo(5);
    for (JsonNode lane : json.path("formulations")) {
      assertThat(lane.path("cpuSeconds").asDouble()).isNotNegative();
      assertThat(lane.path("allocatedBytes").asLong()).isGreaterThan(4 * 3 * 8 * 4);
      assertThat(lane.path("maxDifference").asDouble(1)).isLessThanOrEqualTo(1e-5);
    }
  }

  @Test
  void sizesThatCannotBeRacedFailWithOneLineAndWriteNothing(@TempDir Path folder) {
    Path file = folder.resolve("race.json");
    assertThat(run("lab", "vlad", "--features", "0", "--json", file.toString())).isEqualTo(1);
    assertThat(err.toString().lines()).singleElement().asString().contains("features = 0");
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void wrongUsageIsToldApartFromFailure() {
    assertThat(run("lab", "vlad", "--images", "many")).isEqualTo(2);
    assertThat(run("lab")).isEqualTo(2);
    assertThat(err.toString()).contains("many", "lab vlad");
  }

  private int lab(String command, String... more) {
    List<String> all = new java.util.ArrayList<>(List.of("lab", command));
    all.addAll(SMALL);
    all.addAll(List.of(more));
    return run(all.toArray(new String[0]));
  }

  private int run(String... arguments) {
    Console console =
        new Console(new PrintWriter(out), new PrintWriter(err), false, new Shutdown());
    return CommandLineMain.run(start -> 0, console, arguments);
  }
}
