package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.Requirement;
import org.vladoscope.cli.window.GuiLauncher;
import org.vladoscope.cli.window.WindowStart;
import org.vladoscope.compute.Precision;
import org.vladoscope.compute.Processor;
import org.vladoscope.config.Preset;
import org.vladoscope.store.DescriptorStore;
import tools.jackson.databind.JsonNode;

/** The commands as a user types them, on a few places of the sample map. */
@Tag("slow")
class CommandLineMainTest {

  private static final Path TOWN = FewPlaces.TOWN;
  private static final List<String> PLACES = FewPlaces.NAMES;
  private static final List<String> SMALL = FewPlaces.SMALL;

  @TempDir static Path folder;
  private static Path map = Path.of("");
  private static Path cache = Path.of("");

  private final Terminal terminal = new Terminal();

  @BeforeAll
  static void copyAFewPlaces() throws IOException {
    map = FewPlaces.write(folder);
    cache = folder.resolve("cache");
  }

  @Test
  void indexPreparesAMapAndSaysWhatItHolds() throws IOException {
    Path json = folder.resolve("index.json");
    assertThat(run("index", map, "--json", json)).isZero();
    assertThat(terminal.out.toString())
        .contains("few places is ready: 7 database images, 3 queries");
    assertThat(Terminal.read(json).path("counts").path("database").asInt()).isEqualTo(7);
  }

  @Test
  void theVersionIsPrinted() {
    assertThat(run("--version")).isZero();
    assertThat(terminal.out.toString()).startsWith("Vladoscope ");
  }

  @Test
  void exportModelWritesWhatWasTrainedAndSaysWhatItIs() throws IOException {
    Path json = folder.resolve("model-result.json");
    Path model = folder.resolve("models/few");
    assertThat(run("export-model", map, model, "--json", json)).isZero();
    assertThat(terminal.out.toString())
        .contains(
            "few.safetensors: 8 clusters of 96 values, projection of patches to 32 dimensions.");
    assertThat(Path.of(Terminal.read(json).path("model").asString())).exists();
    assertThat(Terminal.read(folder.resolve("models/few.json")).path("map").asString())
        .isEqualTo("few places");
  }

  @Test
  void queryPrintsTheRightPlaceFirst() throws IOException {
    Path json = folder.resolve("query.json");
    assertThat(run("query", map, "dark_020.jpg", "--top", "3", "--json", json)).isZero();
    JsonNode candidates = Terminal.read(json).path("queries").path(0).path("candidates");
    assertThat(candidates.size()).isEqualTo(3);
    assertThat(candidates.path(0).path("image").asString()).isEqualTo("020.jpg");
    assertThat(candidates.path(0).path("positive").asBoolean()).isTrue();
    assertThat(terminal.out.toString()).contains("020.jpg  (right)");
  }

  @Test
  void queryDrawsAStripOfOneImage() throws IOException {
    Path strip = folder.resolve("new/strip.svg");
    assertThat(run("query", map, "dark_020.jpg", "--strip", strip)).isZero();
    assertThat(Files.readString(strip)).contains("The first 5 candidates of dark_020.jpg");

    assertThat(run("query", map, "dark_020.jpg", "dark_005.jpg", "--strip", strip))
        .isEqualTo(CommandLineMain.FAILED);
    assertThat(terminal.err.toString()).contains("--strip draws one image, not 2");
    assertThat(run("query", map, "dark_020.jpg", "--strip", folder.resolve("strip.gif")))
        .isEqualTo(CommandLineMain.FAILED);
    assertThat(terminal.err.toString()).contains("Strips are written as png, svg or pdf, not gif.");
  }

  @Test
  void queryTakesAnImageFileThatIsNotInTheMap() {
    Path picture = TOWN.resolve("database/place_047.jpg");
    assertThat(run("query", map, picture)).isZero();
    assertThat(terminal.out.toString().lines().filter(l -> l.startsWith("     1 ")).findFirst())
        .hasValueSatisfying(line -> assertThat(line).contains("047.jpg").contains("0.0000"));
  }

  @Test
  void matchDrawsAFigureAndGivesPointsInPixelsOfTheFiles() throws IOException {
    Path json = folder.resolve("match.json");
    Path figure = folder.resolve("new folder/figure.png");
    Path a = map.resolve("queries/dark_020.jpg");
    Path b = map.resolve("database/020.jpg");
    assertThat(run("match", a, b, "--figure", figure, "--json", json)).isZero();
    BufferedImage picture = ImageIO.read(figure.toFile());
    assertThat(picture.getWidth()).isGreaterThan(2 * 320);
    JsonNode scale = Terminal.read(json).path("scales").path(0);
    assertThat(scale.path("patchSize").asInt()).isEqualTo(2);
    assertThat(scale.path("mutualMatches").asInt()).isGreaterThan(10);
    assertThat(scale.path("inliers").asInt())
        .isGreaterThan(scale.path("mutualMatches").asInt() / 2);
    assertThat(scale.path("matches").size()).isEqualTo(scale.path("mutualMatches").asInt());
    for (JsonNode match : scale.path("matches")) {
      assertThat(match.path("a").path(0).asDouble()).isBetween(0.0, 640.0);
      assertThat(match.path("b").path(1).asDouble()).isBetween(0.0, 480.0);
    }
  }

  @Test
  void precisionOfProjectionAndMatchingAreOptionsOfTheirOwnAndToldWithTheDevice()
      throws IOException {
    Requirement.met(Processor.current().refusal(Precision.BF16));
    Path a = map.resolve("queries/dark_020.jpg");
    Path b = map.resolve("database/020.jpg");
    Path json = folder.resolve("narrow.json");
    assertThat(run("match", a, b, "--precision", "bf16", "--json", json)).isZero();
    assertThat(Terminal.read(json).path("device").asString())
        .endsWith("bf16 for network and projection");
    assertThat(Terminal.read(json).path("config").path("precision").asString()).isEqualTo("bf16");
    assertThat(Terminal.read(json).path("config").path("matchPrecision").asString())
        .isEqualTo("fp32");
    assertThat(run("match", a, b, "--match-precision", "bf16", "--json", json)).isZero();
    assertThat(Terminal.read(json).path("device").asString()).endsWith("bf16 for matching");
    assertThat(Terminal.read(json).path("config").path("precision").asString()).isEqualTo("fp32");
    assertThat(Terminal.read(json).path("config").path("matchPrecision").asString())
        .isEqualTo("bf16");
  }

  @Test
  void anImageMatchedWithItselfMatchesPatchByPatch() throws IOException {
    Path json = folder.resolve("self.json");
    Path a = map.resolve("database/033.jpg");
    assertThat(run("match", a, a, "--scorer", "ransac", "--json", json)).isZero();
    for (JsonNode scale : Terminal.read(json).path("scales")) {
      assertThat(scale.path("inliers").asInt()).isEqualTo(scale.path("patches").asInt());
      assertThat(scale.path("ransacScore").asDouble()).isEqualTo(1.0);
    }
    // Three patch sizes of weight 1.
    assertThat(Terminal.read(json).path("pairScore").asDouble()).isCloseTo(3.0, within(1e-9));
  }

  @Test
  void evaluateWritesEverythingARunConsistsOf() throws IOException {
    Path json = folder.resolve("evaluate.json");
    assertThat(run("evaluate", map, "--json", json)).isZero();
    JsonNode result = Terminal.read(json);
    assertThat(result.path("config").path("patchSizes").toString()).isEqualTo("[2,5,8]");
    assertThat(result.path("device").asString()).isNotBlank();
    assertThat(result.path("counts").path("queries").asInt()).isEqualTo(3);
    assertThat(result.path("counts").path("queriesWithoutPositives").asInt()).isZero();
    for (String method : List.of("netvlad", "patch-netvlad")) {
      for (String n : List.of("1", "5", "10", "20")) {
        assertThat(result.path("recall").path(method).path(n).isNumber()).isTrue();
        assertThat(result.path("recallCountingAll").path(method).path(n).isNumber()).isTrue();
      }
    }
    assertThat(result.path("recall").path("patch-netvlad").path("1").asDouble()).isEqualTo(1.0);
    for (String stage : List.of("features", "vocabulary", "global", "search", "rerank")) {
      assertThat(result.path("seconds").path(stage).isNumber()).isTrue();
    }
    JsonNode ranking = result.path("rankings").path(0);
    assertThat(ranking.path("query").asString()).isEqualTo("dark_005.jpg");
    assertThat(ranking.path("patch-netvlad").path(0).asString()).isEqualTo("005.jpg");
    assertThat(ranking.path("netvlad").size()).isEqualTo(7);
    assertThat(terminal.out.toString()).contains("recall@1").contains("patch-netvlad");
  }

  @Test
  void evaluateTakesAMapInPartsAndFindsTheSame() throws IOException {
    Path whole = folder.resolve("whole.json");
    Path parts = folder.resolve("parts.json");
    assertThat(run("evaluate", map, "--json", whole)).isZero();
    assertThat(
            run(
                "evaluate",
                "--database",
                map.resolve("database"),
                "--queries",
                map.resolve("queries"),
                "--ground-truth",
                map.resolve("ground_truth.csv"),
                "--json",
                parts))
        .isZero();
    assertThat(Terminal.read(parts).path("rankings"))
        .isEqualTo(Terminal.read(whole).path("rankings"));
    assertThat(Terminal.read(parts).path("recall")).isEqualTo(Terminal.read(whole).path("recall"));
  }

  @Test
  void aRunWithoutCacheFindsTheSameAndLeavesNothing() throws IOException {
    Path cached = folder.resolve("cached.json");
    Path uncached = folder.resolve("uncached.json");
    assertThat(run("evaluate", map, "--json", cached)).isZero();
    assertThat(runPlainly("evaluate", map, "--cache", "none", "--json", uncached)).isZero();
    assertThat(Terminal.read(uncached).path("rankings"))
        .isEqualTo(Terminal.read(cached).path("rankings"));
  }

  @Test
  void cacheListsAndEmptiesItself() throws IOException {
    Path own = folder.resolve("own cache");
    assertThat(runPlainly("index", map, "--cache", own)).isZero();
    assertThat(terminal.type("cache", "list", "--cache", own)).isZero();
    assertThat(terminal.out.toString()).contains("features").contains("10 entries");
    Path foreign = Files.writeString(own.resolve("mine.txt"), "keep me");
    assertThat(terminal.type("cache", "clear", "--cache", own)).isZero();
    assertThat(terminal.out.toString()).contains("is empty");
    assertThat(foreign).exists();
  }

  @Test
  void aCorruptImageIsReportedAndLeftOut() throws IOException {
    Path brokenMap = folder.resolve("broken");
    Path broken = Files.createDirectories(brokenMap.resolve("database"));
    for (String place : PLACES.subList(0, 3)) {
      Files.copy(map.resolve("database/" + place + ".jpg"), broken.resolve(place + ".jpg"));
    }
    Files.writeString(broken.resolve("torn.jpg"), "no image");
    assertThat(run("evaluate", brokenMap)).isZero();
    assertThat(terminal.err.toString()).contains("Left out database/torn.jpg");
    assertThat(terminal.out.toString()).contains("no ground truth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "evaluate /no/such/map; There is no map at",
        "query {map} nowhere.jpg; neither an image file nor a query",
        "match {map}/database/005.jpg /no/image.jpg; There is no image file",
        "evaluate {map} --image-size 333x256; multiples of 32",
        "evaluate {map} --patch-sizes 40; does not fit the feature map",
        "evaluate {map} --backbone vgg99; There is no backbone 'vgg99'",
        "evaluate {map} --weights {map}/ground_truth.csv; not a TorchScript network",
        "evaluate {map} --device gpu; No GPU was found",
      })
  void whatCannotBeDoneIsOneSentenceAndExitCode1(String command, String sentence) {
    List<Object> words = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      words.add(word.replace("{map}", map.toString()));
    }
    if (!command.contains("image-size") && !command.startsWith("match /")) {
      words.addAll(SMALL);
    }
    words.addAll(List.of("--cache", cache));
    assertThat(terminal.type(words.toArray()))
        .as(terminal.err.toString())
        .isEqualTo(CommandLineMain.FAILED);
    assertThat(terminal.err.toString()).contains(sentence).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "evaluate; Missing required",
        "evaluate x --preset fastest; fastest' is not a preset",
        "evaluate x --patch-sizes 2,5 --strides 1; 2 patch sizes need as many strides, not 1",
        "evaluate x --patch-sizes 2,5 --patch-weights 1; 2 patch sizes need as many weights, not 1",
        "evaluate x --patch-sizes 0; starts at 1",
        "evaluate x --patch-weights 1,-1,1; must be 0 or more",
        "evaluate x --whitening many; number of dimensions or none",
        "evaluate x --clusters 1; between 2 and 1024",
        "evaluate x --vlad v3; v3' is not a version of NetVLAD",
        "evaluate x --rerank -1; The number of candidates to re-rank is 0 or more, not -1",
        "evaluate x --device tpu; tpu' is not a device",
        "evaluate x --precision fp8; fp8' is not a precision; choose fp32 or bf16",
        "evaluate x --match-precision half; half' is not a precision",
        "evaluate x --image-size large; large' is not an image size",
        "evaluate x --no-such-option; --no-such-option",
        "match one.jpg; IMAGE_B",
      })
  void whatIsNotUnderstoodIsExplainedWithExitCode2(String command, String sentence) {
    assertThat(terminal.type((Object[]) command.split(" ", -1)))
        .isEqualTo(CommandLineMain.WRONG_USAGE);
    assertThat(terminal.err.toString())
        .contains(sentence)
        .contains("--help")
        .doesNotContain("\tat ");
  }

  @Test
  void theCauseOfAFailureIsShownOnRequestOnly() {
    assertThat(terminal.type("evaluate", "/no/such/map")).isEqualTo(CommandLineMain.FAILED);
    assertThat(terminal.err.toString().lines()).hasSize(1);
    assertThat(terminal.type("evaluate", "/no/such/map", "--verbose"))
        .isEqualTo(CommandLineMain.FAILED);
    assertThat(terminal.err.toString()).contains("InputException").contains("\tat ");
  }

  @Test
  void withoutACommandTheWindowOpensWithTheGivenMap() {
    List<String> opened = new ArrayList<>();
    GuiLauncher gui =
        start -> {
          opened.add(start.map() + " " + start.startupTime());
          return 0;
        };
    CommandLineMain.run(gui, terminal.console());
    CommandLineMain.run(gui, terminal.console(), "some/map");
    CommandLineMain.run(gui, terminal.console(), "gui", "other/map");
    CommandLineMain.run(gui, terminal.console(), "--startup-time");
    assertThat(opened)
        .containsExactly("null false", "some/map false", "other/map false", "null true");
  }

  @Test
  void theWindowCanBeginWithOtherSettingsAndOnAnotherCache(@TempDir Path folder) {
    List<WindowStart> starts = new ArrayList<>();
    GuiLauncher gui =
        start -> {
          starts.add(start);
          return 0;
        };

    assertThat(
            CommandLineMain.run(
                gui,
                terminal.console(),
                "gui",
                "some/map",
                "--preset",
                "speed",
                "--rerank",
                "7",
                "--cache",
                folder.toString()))
        .isEqualTo(CommandLineMain.OK);

    WindowStart start = starts.getFirst();
    assertThat(start.config()).isEqualTo(Preset.SPEED.config().withRerank(7));
    try (DescriptorStore store = start.store().get()) {
      assertThat(store.root()).isEqualTo(folder);
    }
  }

  @Test
  void theWindowTakesResultsOfAnotherProgramOnlyForAMapThatIsNamed() throws IOException {
    Path ranking = cache.resolveSibling("ranking.txt");
    Files.writeString(ranking, "q.jpg, a.jpg");
    GuiLauncher gui =
        start -> {
          throw new AssertionError("no window is opened");
        };

    assertThat(
            CommandLineMain.run(gui, terminal.console(), "gui", "--rankings", ranking.toString()))
        .isEqualTo(CommandLineMain.FAILED);

    assertThat(terminal.err.toString()).contains("name its folder");
  }

  private int run(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--cache", cache));
    return runPlainly(all.toArray());
  }

  private int runPlainly(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(SMALL);
    int exitCode = terminal.type(all.toArray());
    assertThat(terminal.err.toString()).doesNotContain("unexpected");
    return exitCode;
  }
}
