package org.vladoscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.Conditions;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.file.numpy.NpyArray;
import org.vladoscope.file.numpy.NpyFile;
import org.vladoscope.metric.WithoutPositive;
import org.vladoscope.pipeline.Pipeline;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.run.AnswerMeasures;
import org.vladoscope.run.MachineLoad;
import org.vladoscope.run.Run;
import org.vladoscope.run.SampleRuns;
import org.vladoscope.run.SweepResult;
import org.vladoscope.store.DescriptorStore;
import org.xml.sax.InputSource;

/** Files that other programs read. */
@Tag("slow")
class ExportTest {

  @TempDir Path folder;

  private static String golden(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ExportTest.class.getResourceAsStream("/golden/eval/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static PlaceImage image(Path folder, String name) {
    return new PlaceImage(name, folder.resolve(name), null);
  }

  private static Candidate candidate(PlaceImage image, int id, int before, int after) {
    return new Reranked(
        image, image, id, before, after, .5, PlaceTruth.UNKNOWN, List.of(1.0 / after), -after);
  }

  /** Two queries: the first right at 2 and then 1, the second without a match. */
  private PlaceMap map() {
    List<PlaceImage> database = new ArrayList<>();
    for (String name : List.of("a.jpg", "street/b.jpg", "c.jpg")) {
      database.add(image(folder.resolve("database"), name));
    }
    List<PlaceImage> queries =
        List.of(
            image(folder.resolve("queries"), "night/q.jpg"),
            image(folder.resolve("queries"), "r.jpg"));
    return new PlaceMap(
        "town",
        folder,
        database,
        queries,
        false,
        CameraViews.NONE,
        GroundTruth.of(List.of(new int[] {1}, new int[0])),
        List.of());
  }

  private static Evaluation evaluation(PlaceMap map) {
    List<PlaceImage> d = map.database();
    return new Evaluation(
        List.of(
            new QueryResult(
                map.queries().get(0),
                List.of(
                    candidate(d.get(1), 1, 2, 1),
                    candidate(d.get(0), 0, 1, 2),
                    candidate(d.get(2), 2, 3, 3))),
            new QueryResult(
                map.queries().get(1),
                List.of(
                    candidate(d.get(2), 2, 1, 1),
                    candidate(d.get(1), 1, 2, 2),
                    candidate(d.get(0), 0, 3, 3)))),
        null,
        null,
        "Flat",
        null,
        Map.of(),
        Map.of(),
        List.of());
  }

  private static Run run() {
    Run sample = SampleRuns.run("20260304-a", TinyMap.CONFIG);
    return new Run(
        sample.id(),
        sample.map(),
        sample.readAs(),
        sample.config(),
        sample.software(),
        sample.device(),
        sample.date(),
        sample.index(),
        sample.groundTruth(),
        3,
        3,
        List.of(
            new Run.Query("night/q.jpg", 1, 2, 1, .875, 1.0, "", "street/b.jpg"),
            new Run.Query("r.jpg", 0, Run.NOT_FOUND, Run.NOT_FOUND, .5, .25, "", "c, \"d\".jpg")),
        sample.seconds(),
        sample.totalSeconds(),
        sample.queryTime(),
        sample.megabytesPerImage(),
        sample.failures(),
        sample.notices(),
        AnswerMeasures.NONE,
        Conditions.NONE,
        Optional.empty());
  }

  @Test
  void predictionsAndRecallsAreThoseOfTheOriginalByteForByte() throws IOException {
    PlaceMap map = map();
    Path out = folder.resolve("out");

    List<Path> files = FieldFiles.predictions(out, evaluation(map), run(), map);

    assertThat(files.stream().map(f -> f.getFileName().toString()))
        .containsExactly(
            "NetVLAD_predictions.txt",
            "PatchNetVLAD_predictions.txt",
            "pairs-vladoscope.txt",
            "pairsfile.txt",
            "recalls.txt");
    for (Path file : files.stream().filter(f -> !f.toString().contains("pairs")).toList()) {
      assertThat(Files.readString(file)).isEqualTo(golden(file.getFileName().toString()));
    }
  }

  @Test
  void aRunsTableIsCsvWithNamesInQuotesWhereTheyNeedThem() throws IOException {
    assertThat(RunTables.csv(run())).isEqualTo(golden("run.csv"));
  }

  @Test
  void aSweepsTableHasEverySettingEveryFigureAndEveryFailure() {
    Run good = run();
    Run same = SampleRuns.run("b", TinyMap.CONFIG.withRerank(3), 2, 1);
    String csv =
        RunTables.csv(
            List.of(
                SweepResult.of(good, MachineLoad.UNKNOWN),
                SweepResult.of(same, MachineLoad.UNKNOWN),
                SweepResult.failed(TinyMap.CONFIG.withRerank(4), "no, not \"this\"")),
            WithoutPositive.LEFT_OUT);

    List<String> lines = csv.lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst())
        .startsWith("imageSize.width,imageSize.height,decoding,backbone,")
        .contains("netvlad_mean_reciprocal_rank,", ",patch_netvlad_mean_reciprocal_rank,")
        .endsWith(
            "queries_without_match,ms_per_query,ms_measured,other_programs,mb_per_image,seconds,pareto_front,failure");
    assertThat(lines.get(1))
        .startsWith("160,128,")
        .endsWith(",left out,31.5000,true,unknown,0.375000,2.12500,true,");
    assertThat(lines.get(2)).endsWith(",false,");
    assertThat(lines.get(3)).endsWith(",,unknown,,,false,\"no, not \"\"this\"\"\"");
  }

  @Test
  void theReportStandsAloneAndShowsEveryNumberOfTheRun() throws Exception {
    Run run = run();

    String html = HtmlReport.of(run);

    assertThat(html)
        .contains("prefers-color-scheme: dark")
        .contains("<svg")
        .contains("1.000")
        .contains("queries without a match left out")
        .contains("queries without a match counted as misses")
        .contains("matching.inlierTolerance")
        .contains("night/q.jpg")
        .contains("0.8750")
        .contains("c, &quot;d&quot;.jpg")
        .doesNotContain("http:", "https:", "src=")
        .doesNotContain("NaN")
        .doesNotContain("2147483647");
    String svg = html.substring(html.indexOf("<svg"), html.indexOf("</svg>") + 6);
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName("polyline")
                .getLength())
        .as("one line each for global and re-ranked")
        .isEqualTo(2);
  }

  @Test
  void namesInTheReportAreTextAndNothingElse() {
    Run sample = SampleRuns.run("a", TinyMap.CONFIG, 1);
    Run evil =
        new Run(
            sample.id(),
            "<script>alert(1)</script>",
            sample.readAs(),
            sample.config(),
            sample.software(),
            "a & b",
            sample.date(),
            sample.index(),
            sample.groundTruth(),
            3,
            3,
            List.of(new Run.Query("'><img onerror=x>", 1, 1, 1, .5, .5, "", "\u0007</td>")),
            sample.seconds(),
            1,
            sample.queryTime(),
            1,
            Map.of(),
            List.of(),
            AnswerMeasures.NONE,
            Conditions.NONE,
            Optional.empty());

    assertThat(HtmlReport.of(evil))
        .contains("&lt;script&gt;", "a &amp; b", "&#39;&gt;&lt;img", "\uFFFD&lt;/td&gt;")
        .doesNotContain("<script", "<img");
  }

  @Test
  void descriptorsAreWrittenInTheOriginalsLayoutAndCollidingNamesAreTold() throws Exception {
    Path mapFolder = TinyMap.write(folder.resolve("map"));
    TinyMap.place(mapFolder.resolve("database/other/place3.png"), 9, 0);
    PlaceMap map = PlaceMapFormats.known().read(mapFolder, Progress.NONE);
    Path out = folder.resolve("out");
    try (Compute compute = Compute.open(DeviceChoice.CPU, 2);
        DescriptorStore store = DescriptorStore.temporary();
        Workspace workspace = Workspace.open(map, compute, store)) {
      Pipeline pipeline = workspace.pipeline(TinyMap.CONFIG);

      List<String> warnings = FieldFiles.descriptors(out, pipeline, map, true, Progress.NONE);

      assertThat(warnings)
          .singleElement()
          .asString()
          .contains("place3.png", "other/place3.png", "same");
      NpyArray globals = NpyFile.read(out.resolve("queries/globalfeats.npy"));
      float[] third = pipeline.prepare(Progress.NONE).global(map.queries().get(3), Progress.NONE);
      assertThat(globals.shape()).containsExactly(TinyMap.QUERIES, third.length);
      assertThat((float) globals.number(3 * third.length + 7)).isEqualTo(third[7]);
      assertThat(Files.readString(out.resolve("queries/images.txt"))).startsWith("query0.png\n");
      FloatMatrix patches =
          pipeline.prepare(Progress.NONE).patches(map.queries().get(3), Progress.NONE).get(1);
      NpyArray file = NpyFile.read(out.resolve("queries/patchfeats_psize3_query3.npy"));
      assertThat(file.shape()).containsExactly(16, 48);
      assertThat((float) file.number(5 * 48 + 11)).isEqualTo(patches.get(11, 5));
    }
  }
}
