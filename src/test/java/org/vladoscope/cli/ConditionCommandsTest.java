package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Recall by condition as it is typed; the ranking is given, so that every number is known. */
@Tag("slow")
class ConditionCommandsTest {

  @TempDir Path folder;

  private final Terminal terminal = new Terminal();
  private Path map = Path.of("");
  private Path ranking = Path.of("");

  /** Ranks of the right answers: night 1 and 2, fog 1, 6 and none. */
  @BeforeEach
  void paintAMap() throws IOException {
    map = folder.resolve("map");
    for (int i = 0; i < 6; i++) {
      picture("database/d" + i + ".png", i);
    }
    for (String query : List.of("night/a", "night/b", "fog/c", "fog/d", "fog/e")) {
      picture("queries/" + query + ".png", 3);
    }
    Files.writeString(
        map.resolve("ground_truth.csv"),
        "night/a.png,d0.png\nnight/b.png,d1.png\nfog/c.png,d2.png\nfog/d.png,d3.png\nfog/e.png\n");
    ranking = folder.resolve("pairs.txt");
    Files.writeString(
        ranking,
        pairs("night/a", 0, 1, 2, 3, 4, 5)
            + pairs("night/b", 5, 1, 2, 3, 4, 0)
            + pairs("fog/c", 2, 1, 0, 3, 4, 5)
            + pairs("fog/d", 0, 1, 4, 5, 2, 3)
            + pairs("fog/e", 0, 1, 4, 5, 2, 3));
  }

  private static String pairs(String query, int... images) {
    StringBuilder lines = new StringBuilder();
    for (int image : images) {
      lines.append(query).append(".png d").append(image).append(".png\n");
    }
    return lines.toString();
  }

  private void picture(String name, int seed) throws IOException {
    Path file = map.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(Color.HSBtoRGB(seed / 6f, 1, 1)));
    graphics.fillRect(8, 8, 40, 30);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private int evaluate(Object... words) {
    List<Object> all = new ArrayList<>(List.of("evaluate", map, "--rankings", ranking));
    all.addAll(List.of("--rerank", "0", "--cache", "none"));
    all.addAll(Arrays.asList(words));
    return terminal.type(all.toArray());
  }

  private static double recall(JsonNode run, int condition, int n) {
    return run.path("conditions")
        .path("list")
        .path(condition)
        .path("netvlad")
        .path("recall")
        .path(Integer.toString(n))
        .path("value")
        .asDouble(-1);
  }

  @Test
  void foldersOfQueriesGiveATableByConditionAndTheRunsJson() throws IOException {
    Path json = folder.resolve("out.json");

    assertThat(evaluate("--json", json)).as(terminal.err.toString()).isZero();

    assertThat(terminal.out.toString())
        .contains("by condition (folders of the queries):")
        .containsPattern("fog +as retrieved +3 +2 +0\\.500 \\[0\\.000, 1\\.000\\] +0\\.500 \\[.*")
        .containsPattern(
            "night +as retrieved +2 +2 +0\\.500 \\[.*\\] +1\\.000 \\[1\\.000, 1\\.000\\]")
        .contains("a query counts under each of its conditions");
    JsonNode run = Terminal.read(json).path("run");
    assertThat(run.path("conditions").path("list").path(0).path("name").asString())
        .isEqualTo("fog");
    assertThat(recall(run, 0, 1)).isEqualTo(.5);
    assertThat(recall(run, 0, 5)).isEqualTo(.5);
    assertThat(recall(run, 0, 10)).isEqualTo(1);
    assertThat(recall(run, 1, 1)).isEqualTo(.5);
    assertThat(recall(run, 1, 5)).isEqualTo(1);
  }

  @Test
  void aTableOfConditionsIsTakenInsteadAndKeptInTheMapFile() throws IOException {
    Path table = map.resolve("weather.csv");
    Files.writeString(
        table,
        "query,condition\nnight/a.png,rain\nfog/c.png,rain\nfog/c.png,wind\nfog/e.png,sun\n");
    Path json = folder.resolve("out.json");

    assertThat(evaluate("--conditions", table, "--json", json)).isZero();

    JsonNode run = Terminal.read(json).path("run");
    assertThat(recall(run, 0, 1)).as("rain").isEqualTo(1);
    assertThat(recall(run, 2, 1)).as("sun has no match").isEqualTo(-1);
    assertThat(terminal.out.toString())
        .contains("by condition (weather.csv):")
        .containsPattern("sun +as retrieved +1 +0 +- +- +- +-")
        .contains("weather.csv names no condition of 2 queries.");
    assertThat(terminal.type("inspect", map, "--save", "--conditions", table)).isZero();
    assertThat(terminal.out.toString()).contains("conditions: weather.csv");
    assertThat(evaluate()).isZero();
    assertThat(terminal.out.toString()).contains("by condition (weather.csv):");
  }

  @Test
  void aConditionCanBeMeasuredAlone() {
    assertThat(evaluate("--condition", "fog")).isZero();

    assertThat(terminal.err.toString())
        .contains("Only the condition fog: 3 of 5 queries among 6 of 6 database images.");
    assertThat(terminal.out.toString())
        .startsWith("map, fog: 6 database images, 3 queries")
        .doesNotContain("by condition");
  }

  @Test
  void wrongConditionsAreRefusedInASentence() throws IOException {
    Path table = folder.resolve("weather.csv");
    Files.writeString(table, "query,condition\nday/x.png,sun\n");

    assertThat(evaluate("--condition", "hail")).isEqualTo(CommandLineMain.FAILED);
    assertThat(terminal.err.toString())
        .contains("There is no condition 'hail'; choose fog or night.");
    assertThat(evaluate("--conditions", table)).isEqualTo(CommandLineMain.FAILED);
    assertThat(terminal.err.toString())
        .contains(table + " names 1 query that the map does not have: day/x.png.");
    assertThat(terminal.type("inspect", map, "--save", "--condition", "fog"))
        .isEqualTo(CommandLineMain.WRONG_USAGE);
  }
}
