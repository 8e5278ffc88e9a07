package org.vladoscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.ConfigJson;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.file.numpy.NpyFile;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.run.Run;
import org.vladoscope.run.RunJson;
import org.vladoscope.run.RunRecorder;
import org.vladoscope.run.RunStore;
import org.vladoscope.run.WarpCalibration;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.store.WholeFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code evaluate} with everything it can write, and {@code sweep}, as a user types them. */
@Tag("slow")
class MeasureCommandsTest {

  @TempDir static Path folder;
  private static Path map = Path.of("");
  private static Path cache = Path.of("");

  private final Terminal terminal = new Terminal();

  @BeforeAll
  static void copyAFewPlaces() throws IOException {
    map = FewPlaces.write(folder);
    cache = folder.resolve("cache");
  }

  private int run(Object... words) {
    List<Object> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(FewPlaces.SMALL);
    all.addAll(List.of("--cache", cache));
    return terminal.type(all.toArray());
  }

  private static Path file(String name) {
    return folder.resolve(name);
  }

  // --- the numbers ---

  @Test
  void evaluateAndSweepGiveTheNumbersOfTheEngine() throws IOException {
    assertThat(run("evaluate", map, "--json", file("one.json"))).isZero();
    assertThat(
            run(
                "sweep",
                map,
                "--vary",
                "scorer=weighted-rapid/ransac",
                "--results",
                file("numbers.sweep.jsonl"),
                "--json",
                file("sweep.json")))
        .isZero();

    JsonNode one = Terminal.read(file("one.json")).path("run");
    PipelineConfig config = ConfigJson.read(one.path("configuration"));
    JsonNode engine;
    try (Compute compute = Compute.open(DeviceChoice.CPU, 2);
        DescriptorStore store = DescriptorStore.open(cache, DescriptorStore.DEFAULT_LIMIT);
        Workspace workspace =
            Workspace.open(PlaceMapFormats.known().read(map, Progress.NONE), compute, store)) {
      engine =
          JsonMapper.shared()
              .valueToTree(
                  RunJson.of(new RunRecorder(workspace).record(config, Progress.NONE).run()));
    }
    assertThat(one.path("metrics")).isEqualTo(engine.path("metrics"));
    assertThat(one.path("queries")).isEqualTo(engine.path("queries"));
    List<JsonNode> rows = new ArrayList<>();
    Terminal.read(file("sweep.json")).path("results").forEach(rows::add);
    assertThat(rows).hasSize(2);
    JsonNode usual =
        rows.stream()
            .map(r -> r.path("run"))
            .filter(r -> ConfigJson.read(r.path("configuration")).equals(config))
            .findFirst()
            .orElseThrow();
    assertThat(usual.path("metrics")).isEqualTo(engine.path("metrics"));
    assertThat(usual.path("queries")).isEqualTo(engine.path("queries"));
  }

  @Test
  void theTablePrintsMetricsWithTheirConventions() {
    assertThat(run("evaluate", map)).isZero();

    assertThat(terminal.out.toString())
        .contains("recall@100")
        .contains("re-ranked: recall@1 1.000 [1.000, 1.000], mean reciprocal rank 1.000")
        .contains("95 % interval by bootstrap over queries")
        .contains("starting at recall 0 and precision 1")
        .contains("(exact McNemar)");
  }

  @Test
  void queriesWithoutAMatchAreLeftOutUnlessOneAsksForThemToCount() throws IOException {
    Path csv = Files.writeString(file("two.csv"), "dark_005.jpg,005.jpg\ndark_020.jpg,020.jpg");

    assertThat(run("evaluate", map, "--ground-truth", csv)).isZero();
    assertThat(terminal.out.toString())
        .contains("1 of 3 queries have no match in the map and are left out.")
        .containsPattern("patch-netvlad +1\\.000")
        .contains("re-ranked: recall@1 1.000 [");

    assertThat(run("evaluate", map, "--ground-truth", csv, "--count-unmatched")).isZero();
    assertThat(terminal.out.toString())
        .contains("1 of 3 queries have no match in the map and are counted as misses.")
        .containsPattern("patch-netvlad +0\\.667")
        .contains("re-ranked: recall@1 0.667 [")
        .contains("3 queries; 1 without a positive counted as misses");

    Object[] sweep = {
      "sweep",
      map,
      "--ground-truth",
      csv,
      "--vary",
      "rerank=5",
      "--results",
      file("two.sweep.jsonl")
    };
    assertThat(run(sweep)).isZero();
    assertThat(terminal.out.toString())
        .contains("recall: queries without a match left out")
        .containsPattern("\n +1\\.000 +1\\.000");
    List<Object> counting = new ArrayList<>(Arrays.asList(sweep));
    counting.addAll(List.of("--count-unmatched", "--csv", file("two-sweep.csv")));
    assertThat(run(counting.toArray())).isZero();
    assertThat(terminal.out.toString())
        .contains("recall: queries without a match counted as misses")
        .containsPattern("\n +0\\.667 +0\\.667");
    assertThat(file("two-sweep.csv")).content().contains("0.666667");
  }

  @Test
  void verdictsCountInEveryNumberThatIsPrintedAndWritten() throws IOException {
    Path csv =
        Files.writeString(
            file("one-wrong.csv"),
            "dark_005.jpg,005.jpg\ndark_020.jpg,080.jpg\ndark_033.jpg,033.jpg");
    Path verdicts =
        Files.writeString(
            map.resolve("verdicts.json"),
            "{\"version\":1,\"verdicts\":[{\"query\":\"dark_020.jpg\","
                + "\"groundTruthLooksWrong\":true}]}");
    try {
      assertThat(
              run(
                  "evaluate",
                  map,
                  "--ground-truth",
                  csv,
                  "--verdicts",
                  "--json",
                  file("verdicts-count.json")))
          .as(terminal.err.toString())
          .isZero();
    } finally {
      Files.delete(verdicts);
    }

    assertThat(terminal.out.toString())
        .contains(", with verdicts (1 queries left out)")
        .contains("re-ranked: recall@1 1.000 [")
        .containsPattern("patch-netvlad +1\\.000");
    JsonNode all = Terminal.read(file("verdicts-count.json"));
    assertThat(all.at("/recall/patch-netvlad/1").asDouble()).isEqualTo(1);
    assertThat(all.at("/run/metrics/patch-netvlad/recall/1/value").asDouble()).isEqualTo(1);
  }

  // --- what is written ---

  @Test
  void everythingThatIsAskedForIsWritten() throws IOException {
    assertThat(
            run(
                "evaluate",
                map,
                "--csv",
                file("run.csv"),
                "--report",
                file("new/run.html"),
                "--predictions",
                file("predictions"),
                "--descriptors",
                file("descriptors")))
        .as(terminal.err.toString())
        .isZero();

    assertThat(Files.readString(file("run.csv"))).contains("dark_005.jpg,1,").contains(",005.jpg");
    assertThat(Files.readString(file("new/run.html"))).contains("Evaluation of few places");
    assertThat(Files.readString(file("predictions/PatchNetVLAD_predictions.txt")))
        .startsWith("# kapture format: 1.0\n# query_image, map_image\n")
        .contains("queries/dark_005.jpg, database/005.jpg\n");
    assertThat(Files.readString(file("predictions/recalls.txt")))
        .contains("Recall PatchNetVLAD@1: 1.0000\n");
    assertThat(file("descriptors/database/globalfeats.npy")).exists();
  }

  // --- methods of other programs ---

  @Test
  void warpedImagesCalibrateAMapWithoutGroundTruthAndEverythingSaysSo() throws IOException {
    Path unjudged = Files.createDirectories(file("unjudged"));
    Path database = Files.createDirectories(unjudged.resolve("database"));
    for (int i = 10; i < 32; i++) {
      String name = "place_0%d.jpg".formatted(i);
      Files.copy(FewPlaces.TOWN.resolve("database").resolve(name), database.resolve(name));
    }
    Files.createDirectories(unjudged.resolve("queries"));
    Files.copy(
        map.resolve("queries/dark_020.jpg"), unjudged.resolve("queries").resolve("dark_020.jpg"));
    String source = " answers to warped copies of this map's own images";

    assertThat(
            run(
                "query",
                unjudged,
                "dark_020.jpg",
                "--calibrate",
                "warps",
                "--json",
                file("warps.json")))
        .as(terminal.err.toString())
        .isZero();
    assertThat(terminal.out.toString())
        .containsPattern("probability that the first is right: \\d+ %, calibrated on \\d+" + source)
        .contains(WarpCalibration.trust());
    JsonNode asked = Terminal.read(file("warps.json")).at("/queries/0");
    assertThat(asked.path("calibratedOn").asString()).endsWith(source);
    assertThat(asked.path("trust").asString()).isEqualTo(WarpCalibration.trust());

    assertThat(
            run(
                "evaluate",
                unjudged,
                "--calibrate",
                "warps",
                "--csv",
                file("warps.csv"),
                "--json",
                file("warps.json")))
        .as(terminal.err.toString())
        .isZero();
    assertThat(terminal.out.toString())
        .containsPattern("probabilities calibrated on \\d+" + source);
    assertThat(Files.readString(file("warps.csv")))
        .contains(",probability,calibrated_on")
        .contains(source);
    JsonNode run = Terminal.read(file("warps.json")).path("run");
    assertThat(run.at("/confidence/calibratedOn").asString()).endsWith(source);
    assertThat(run.at("/queries/0/probability").asDouble())
        .as("the same curve, found again")
        .isEqualTo(asked.path("probability").asDouble());
    assertThat(RunJson.read(run).calibration())
        .hasValueSatisfying(curve -> assertThat(curve.source()).endsWith(source));
  }

  @Test
  void whatCannotBeCalibratedByWarpedImagesIsRefusedInASentence() {
    assertThat(run("evaluate", map, "--calibrate", "warps")).isNotZero();
    assertThat(terminal.err.toString())
        .contains("Calibrating by warped images takes a database of 20 images or more, not 7.");
    assertThat(run("query", map, "dark_020.jpg", "--calibrate", "weather")).isNotZero();
    assertThat(terminal.err.toString()).contains("--calibrate takes warps, not 'weather'.");
    assertThat(runGlobally("evaluate", map, "--calibrate", "warps")).isNotZero();
    assertThat(terminal.err.toString()).contains("Nothing is re-ranked");
  }

  /** As {@link #run}, but nothing is re-ranked. */
  private int runGlobally(Object... words) {
    List<Object> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(FewPlaces.SMALL.subList(0, FewPlaces.SMALL.indexOf("--rerank")));
    all.addAll(List.of("--rerank", "0", "--cache", cache));
    return terminal.type(all.toArray());
  }

  private static float[] unit(int length, int at) {
    float[] values = new float[length];
    values[at] = 1;
    return values;
  }

  /**
   * Descriptors by hand for the seven images and three queries.
   *
   * @param shift the queries look like the images so many places further
   */
  private static Path method(String name, int shift) throws IOException {
    Path method = Files.createDirectories(file(name));
    WholeFile.stream(
        method.resolve("database_descriptors.npy"),
        out -> NpyFile.write(out, 7, 7, i -> unit(7, i)));
    WholeFile.stream(
        method.resolve("queries_descriptors.npy"),
        out -> NpyFile.write(out, 3, 7, i -> unit(7, (i + shift) % 7)));
    return method;
  }

  @Test
  void answersByGlobalDescriptorsAloneHaveMeasuresThatAreNoProbabilities() throws IOException {
    Path right = method("sure", 0);
    assertThat(
            runGlobally(
                "evaluate", map, "--global-descriptors", right, "--json", file("sure.json")))
        .as(terminal.err.toString())
        .isZero();
    assertThat(terminal.out.toString())
        .contains("confidence by distance ratio (no probability; lower is surer)")
        .contains("confidence by first similarity (no probability; higher is surer)")
        .contains("elsewhere: more than 5 images from it in the order of the database")
        .doesNotContain("spatial spread");
    JsonNode query = Terminal.read(file("sure.json")).at("/run/queries/0");
    assertThat(query.at("/confidenceMeasures/first_similarity").asDouble()).isEqualTo(1);
    assertThat(query.has("probability")).isFalse();

    assertThat(
            runGlobally(
                "query",
                map,
                "dark_005.jpg",
                "--global-descriptors",
                right,
                "--json",
                file("sure.json")))
        .as(terminal.err.toString())
        .isZero();
    assertThat(terminal.out.toString())
        .contains("  first similarity 1.0000: cosine similarity of the first candidate")
        .contains("These are no probabilities")
        .doesNotContain("probability that the first is right");
    assertThat(
            Terminal.read(file("sure.json"))
                .at("/queries/0/confidenceMeasures/first_similarity")
                .asDouble())
        .isEqualTo(1);
  }

  @Test
  void descriptorsOfAnotherProgramAreEvaluatedAndTheRunSaysWhichAndReadsBack() throws IOException {
    Path right = method("right", 0);
    assertThat(
            runGlobally(
                "evaluate", map, "--global-descriptors", right, "--json", file("right.json")))
        .as(terminal.err.toString())
        .isZero();

    JsonNode json = Terminal.read(file("right.json"));
    assertThat(json.path("reranked").asBoolean()).isFalse();
    assertThat(json.path("recall").path("patch-netvlad").isMissingNode()).isTrue();
    assertThat(json.at("/run/metrics/netvlad/recall/1/value").asDouble()).isEqualTo(1);
    Run run = RunJson.read(json.path("run"));
    assertThat(run.config().retrieval())
        .isEqualTo(RetrievalSource.descriptors(right, Optional.empty()));
    JsonNode again = JsonMapper.shared().valueToTree(RunJson.of(run));
    assertThat(again.path("configuration").toString())
        .isEqualTo(json.at("/run/configuration").toString());
    assertThat(terminal.out.toString())
        .contains("Nothing is re-ranked.")
        .contains("candidates: descriptors of right");
  }

  @Test
  void rankingsOfAnotherProgramAreEvaluatedWithAndWithoutReranking() throws IOException {
    Path pairs = file("pairs.txt");
    Files.writeString(
        pairs,
        "dark_005.jpg 020.jpg\ndark_005.jpg 005.jpg\n"
            + "dark_020.jpg 020.jpg\ndark_033.jpg 047.jpg\n");
    assertThat(runGlobally("evaluate", map, "--rankings", pairs, "--json", file("given.json")))
        .as(terminal.err.toString())
        .isZero();
    JsonNode given = Terminal.read(file("given.json"));
    assertThat(given.at("/run/metrics/netvlad/recall/1/value").asDouble()).isEqualTo(1 / 3.0);
    assertThat(given.at("/run/metrics/netvlad/recall/5/value").asDouble()).isEqualTo(2 / 3.0);
    assertThat(RunJson.read(given.path("run")).config().retrieval())
        .isEqualTo(RetrievalSource.rankings(pairs));

    assertThat(run("evaluate", map, "--rankings", pairs, "--json", file("ranked.json"))).isZero();
    JsonNode ranked = Terminal.read(file("ranked.json"));
    assertThat(ranked.path("reranked").asBoolean()).isTrue();
    assertThat(ranked.at("/run/metrics/patch-netvlad/recall/1/value").asDouble())
        .isEqualTo(2 / 3.0);
  }

  @Test
  void aSweepHoldsMethodsAgainstEachOther() throws IOException {
    Path right = method("sweep right", 0);
    Path wrong = method("sweep wrong", 1);
    assertThat(
            runGlobally(
                "sweep",
                map,
                "--vary",
                "global-descriptors=" + right,
                "--vary",
                "global-descriptors=" + wrong,
                "--results",
                file("methods.sweep.jsonl"),
                "--json",
                file("methods.json")))
        .as(terminal.err.toString())
        .isZero();

    List<Run> runs = new ArrayList<>();
    Terminal.read(file("methods.json"))
        .path("results")
        .forEach(row -> runs.add(RunJson.read(row.path("run"))));
    assertThat(runs)
        .extracting(r -> r.config().retrieval().files().getFirst().getParent())
        .containsExactlyInAnyOrder(right, wrong);
    assertThat(runs)
        .allSatisfy(
            r ->
                assertThat(r.queries().getFirst().rankBefore())
                    .isEqualTo(
                        r.config().retrieval().files().getFirst().startsWith(right) ? 1 : 2));
  }

  @Test
  void aKeptRunCanBeComparedWithLater() throws IOException {
    assertThat(run("evaluate", map, "--save-run")).isZero();
    String id =
        terminal
            .out
            .toString()
            .lines()
            .filter(l -> l.startsWith("run: "))
            .findFirst()
            .orElseThrow();
    String name = id.substring("run: ".length(), id.indexOf(','));
    Path kept = map.resolve(RunStore.FOLDER).resolve(name + ".json");
    assertThat(kept).exists();

    assertThat(
            run(
                "evaluate",
                map,
                "--matcher",
                "ransac",
                "--compare",
                name,
                "--compare",
                kept,
                "--json",
                file("compared.json")))
        .isZero();

    assertThat(terminal.out.toString())
        .contains("against " + name + " at rank 1: 0 won, 0 lost, 3 tied");
    JsonNode comparisons = Terminal.read(file("compared.json")).path("comparisons");
    assertThat(comparisons.size()).isEqualTo(2);
    assertThat(comparisons.path(0).path("settings").path("matching.scorer").toString())
        .isEqualTo("[\"weighted-rapid\",\"ransac\"]");
    assertThat(run("evaluate", map, "--compare", "no-such-run")).isEqualTo(CommandLineMain.FAILED);
    assertThat(terminal.err.toString()).contains("There is no run 'no-such-run'");
  }

  @Test
  void aSweepThatIsStartedAgainGoesOnWhereItWas() {
    Object[] command = {"sweep", map, "--vary", "rerank=5/2", "--csv", file("sweep.csv")};
    assertThat(run(command)).isZero();
    assertThat(terminal.out.toString())
        .contains("2 configurations to evaluate, 0 finished before")
        .contains("vladoscope-runs/sweep.sweep.jsonl");

    assertThat(run(command)).isZero();
    assertThat(terminal.out.toString()).contains("0 configurations to evaluate, 2 finished before");
    assertThat(file("sweep.csv")).content().contains("patch_netvlad_recall_at_1").hasLineCount(3);

    assertThat(run("sweep", map, "--vary", "rerank=5/2/3", "--plan")).isZero();
    assertThat(terminal.out.toString()).contains("1 configurations to evaluate, 2 finished before");
    assertThat(run("sweep", map, "--vary", "rerank=2", "--restart")).isZero();
    assertThat(terminal.out.toString()).contains("1 configurations to evaluate, 0 finished before");
  }

  @Test
  void aPlanAloneWritesNothing() {
    Path file = file("never.sweep.jsonl");
    assertThat(run("sweep", map, "--vary", "patch-sizes=2,5/40", "--plan", "--results", file))
        .isZero();
    assertThat(terminal.out.toString()).contains("1 configurations to evaluate");
    assertThat(terminal.err.toString())
        .contains("Left out")
        .contains("does not fit the feature map");
    assertThat(file).doesNotExist();
  }

  // --- what is right ---

  @Test
  void anotherGroundTruthCanBeGiven() throws IOException {
    Path csv = Files.writeString(file("other.csv"), "dark_005.jpg,080.jpg\ndark_020.jpg");
    assertThat(run("evaluate", map, "--ground-truth", csv, "--json", file("other.json"))).isZero();
    assertThat(terminal.err.toString()).contains("Warning: 2 of 3 queries have no match");
    assertThat(
            Terminal.read(file("other.json"))
                .path("recall")
                .path("patch-netvlad")
                .path("1")
                .asDouble())
        .isZero();

    assertThat(run("evaluate", map, "--frame-tolerance", "0", "--json", file("frames.json")))
        .isZero();
    assertThat(
            Terminal.read(file("frames.json"))
                .path("recall")
                .path("patch-netvlad")
                .path("1")
                .asDouble())
        .isEqualTo(1.0);
    assertThat(run("evaluate", map, "--frame-tolerance", "99")).isZero();
    assertThat(terminal.err.toString()).contains("every database image is a match");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "sweep x; --vary",
        "sweep x --vary speed=1/2; 'speed' cannot be varied",
        "sweep x --vary scorer; is not NAME=VALUE",
        "sweep x --vary scorer=rapid/quick; There is no scorer 'quick'",
        "sweep x --vary clusters=8/many; 'many' is no value for clusters",
        "match x y --scorer quick; There is no scorer 'quick'; choose weighted-rapid or rapid or"
            + " ransac",
        "match x y --scorer rapid:tolerance=2; 'rapid' has no setting 'tolerance'",
        "match x y --ransac-tolerance 0; The RANSAC tolerance must be greater than 0",
        "match x y --scorer ransac:tolerance=2 --ransac-tolerance 3; leave one of them out",
        "evaluate x --database y --queries z; not both",
        "evaluate --database y; MAP, or --database and --queries",
        "evaluate x --frame-offset 2; needs --frame-tolerance",
        "evaluate x --frame-tolerance 2 --radius 5; cannot go with",
        "evaluate x --frame-tolerance 2 --max-heading 40; cannot go with",
        "evaluate x --ground-truth y --max-heading 40; is for matches by poses",
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
  void configurationsThatFailAreToldAndTheExitCodeIs1() {
    Path file = file("failing.sweep.jsonl");
    int code =
        run(
            "sweep",
            map,
            "--vary",
            "backbone=mobilenetv2-coco",
            "--vary",
            "rerank=5",
            "--weights",
            map.resolve("ground_truth.csv"),
            "--results",
            file);

    assertThat(code).as(terminal.out.toString() + terminal.err).isEqualTo(CommandLineMain.OK);

    code =
        run(
            "sweep",
            map,
            "--vary",
            "rerank=5",
            "--weights",
            map.resolve("ground_truth.csv"),
            "--results",
            file);
    assertThat(code).isEqualTo(CommandLineMain.FAILED);
    assertThat(terminal.err.toString())
        .contains("Failed: ")
        .contains("1 of 1 configurations failed");
  }
}
