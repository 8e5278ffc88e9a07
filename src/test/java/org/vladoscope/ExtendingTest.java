package org.vladoscope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.cli.FewPlaces;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * "Extending Vladoscope", followed to the letter: each class of the page is compiled as it stands
 * there, its line is put into the list it names, and a process of its own runs the program that
 * comes of it.
 */
@Tag("slow")
class ExtendingTest {

  private static final Path PAGE = Path.of("src/site/markdown/extending.md");
  private static final Path SOURCES = Path.of("src/main/java/org/vladoscope");

  /** The heading of each section that is followed, and the list that gets its line. */
  private static final Map<String, String> LISTS =
      Map.of(
          "An aggregator", "aggregate/Aggregators.java",
          "A pair scorer", "match/PairScorers.java",
          "A metric", "metric/Metrics.java",
          "An overlay", "ui/explore/overlay/known/Overlays.java");

  /** The last element of each list, behind which the line goes. */
  private static final Map<String, String> LAST =
      Map.of(
          "An aggregator", "new AsGivenAggregator()",
          "A pair scorer", "new RansacScore(1.5)",
          "A metric", "new RecallAtFullPrecision()",
          "An overlay", "new ScoreShareOverlay()");

  /** Small images keep it quick. */
  private static final List<String> SMALL =
      List.of("--image-size", "320x256", "--whitening", "32", "--rerank", "5");

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("record (\\w+)");

  @TempDir static Path folder;

  private static Path map = Path.of("");

  @BeforeAll
  static void followThePage() throws IOException {
    String page = Files.readString(PAGE);
    List<String> files = new ArrayList<>();
    for (String heading : LISTS.keySet()) {
      Matcher blocks = BLOCK.matcher(page.substring(page.indexOf("## " + heading + "\n")));
      assertThat(blocks.find()).as(heading).isTrue();
      String source = blocks.group(1);
      assertThat(blocks.find()).as(heading).isTrue();
      String line = blocks.group(1).strip();
      Matcher name = CLASS.matcher(source);
      assertThat(name.find()).as(heading).isTrue();
      files.add(write(name.group(1) + ".java", source));
      Path list = SOURCES.resolve(LISTS.get(heading));
      String last = LAST.get(heading);
      String text = Files.readString(list);
      assertThat(text).contains(last);
      files.add(write(list.getFileName().toString(), text.replace(last, last + ", " + line)));
    }
    List<String> options =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-d", classes(), "-cp", property("java.class.path")));
    options.addAll(files);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, options.toArray(String[]::new))).isZero();
    map = FewPlaces.write(folder);
  }

  private static String write(String name, String source) throws IOException {
    Path file = folder.resolve("sources").resolve(name);
    Files.createDirectories(folder.resolve("sources"));
    Files.createDirectories(Path.of(classes()));
    return Files.writeString(file, source).toString();
  }

  private static String classes() {
    return folder.resolve("classes").toString();
  }

  private static String property(String name) {
    return System.getProperty(name);
  }

  /** Runs a main class with the new variants before the program's own lists. */
  private static String run(String main, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(property("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-Dai.djl.offline=true",
                "-cp",
                classes() + File.pathSeparator + property("java.class.path"),
                main));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as(text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private static String vladoscope(String command, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    all.addAll(SMALL);
    all.addAll(List.of("--cache", folder.resolve("cache").toString()));
    return run("org.vladoscope.Main", all.toArray(String[]::new));
  }

  private static JsonNode json(String name) throws IOException {
    return JsonMapper.builder().build().readTree(Files.readString(folder.resolve(name)));
  }

  @Test
  void theCommandLineListsWhatWasAdded() throws Exception {
    String help = run("org.vladoscope.Main", "evaluate", "--help");

    assertThat(help.replaceAll("\\s+", " "))
        .contains("megaloc, as-given, power-mean", "rapid, ransac, matched-share");
  }

  @Test
  void anEvaluationUsesScorerAndMetricAndItsRunNamesThem() throws Exception {
    String table =
        vladoscope(
            "evaluate",
            map.toString(),
            "--scorer",
            "matched-share:least=2",
            "--json",
            folder.resolve("scored.json").toString(),
            "--report",
            folder.resolve("scored.html").toString());

    assertThat(table).contains("median rank 1\n").contains("median rank of the first positive;");
    assertThat(Files.readString(folder.resolve("scored.html")))
        .contains("<td class='name'>median rank</td><td>1</td><td>1</td>");
    JsonNode run = json("scored.json").path("run");
    assertThat(run.at("/configuration/matching/scorer").toString())
        .isEqualTo("{\"id\":\"matched-share\",\"least\":2}");
    JsonNode median = run.at("/metrics/patch-netvlad/values/median_rank");
    assertThat(median.path("value").asDouble()).isEqualTo(1);
    assertThat(median.path("higherIsBetter").asBoolean(true)).isFalse();
  }

  @Test
  void anAggregatorWithoutPatchesRanksByItsGlobalDescriptors() throws Exception {
    vladoscope(
        "evaluate",
        map.toString(),
        "--aggregator",
        "power-mean:power=2",
        "--json",
        folder.resolve("mean.json").toString());

    JsonNode all = json("mean.json");
    assertThat(all.at("/run/configuration/aggregator").toString())
        .isEqualTo("{\"id\":\"power-mean\",\"power\":2.0}");
    assertThat(all.at("/config/aggregatorSettings/power").asString()).isEqualTo("2.0");
    for (JsonNode query : all.at("/run/queries")) {
      assertThat(query.path("rankAfter")).isEqualTo(query.path("rankBefore"));
    }
  }

  @Test
  void aSweepVariesThemAndItsTableHasTheMetric() throws Exception {
    Path csv = folder.resolve("sweep.csv");
    vladoscope(
        "sweep",
        map.toString(),
        "--vary",
        "aggregator=netvlad/power-mean/power-mean:power=2",
        "--vary",
        "scorer=rapid/matched-share",
        "--results",
        folder.resolve("sweep.jsonl").toString(),
        "--csv",
        csv.toString());

    List<String> lines = Files.readAllLines(csv);
    assertThat(lines.getFirst()).contains("aggregator,", "netvlad_median_rank");
    assertThat(String.join("\n", lines)).contains(",power-mean,", ",matched-share,");
  }

  @Test
  void theWindowOffersAll() throws Exception {
    Path lines = folder.resolve("window.txt");
    run("org.vladoscope.ui.ExtendedWindow", folder.toString(), lines.toString());

    assertThat(Files.readAllLines(lines))
        .contains("explore choice Power mean", "explore choice Matched share")
        .contains("scorer text Least matches", "scored least=3")
        .contains("scorer text 'many' is no number of matches.")
        .anySatisfy(line -> assertThat(line).startsWith("command").contains("Certainty", "5"))
        .anySatisfy(line -> assertThat(line).startsWith("figure").contains("Largest share"))
        .contains("results text Median")
        .anySatisfy(
            line -> assertThat(line).startsWith("sweep clusters Aggregator").contains("power-mean"))
        .contains("sweep column Median");
  }
}
