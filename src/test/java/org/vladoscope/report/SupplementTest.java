package org.vladoscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.CellGeometry;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.RgbImage;
import org.vladoscope.match.PairMatch;
import org.vladoscope.match.PatchMatches;
import org.vladoscope.match.PatchSimilarity;
import org.vladoscope.match.RansacScorer;
import org.vladoscope.match.ScaleMatch;
import org.vladoscope.pipeline.PreparedMap;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.report.SupplementChoice.Named;
import org.vladoscope.run.Run;
import org.vladoscope.run.RunRecorder;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.store.SampleMap;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.SoftAssignment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of a paper's supplement against the engine that its numbers come from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class SupplementTest {

  /** What would end an element, an attribute or a script, and letters of other alphabets. */
  private static final String ODD =
      "</script><script>alert(\"q'1\")</script> & Stra\u00dfe \u00fc.png";

  private static final Pattern DATA =
      Pattern.compile("<script type='application/json' id='data'>(.*?)</script>", Pattern.DOTALL);

  private Compute compute;
  private DescriptorStore store;
  private Workspace workspace;
  private PlaceMap map;
  private PreparedMap prepared;
  private Evaluation evaluation;
  private Run run;

  @BeforeAll
  void evaluate(@TempDir Path folder) throws IOException {
    TinyMap.write(folder);
    List<PlaceImage> database = new ArrayList<>();
    for (int i = 0; i < TinyMap.DATABASE; i++) {
      database.add(image(folder, "database/place" + i + ".png", "place" + i + ".png"));
    }
    List<PlaceImage> queries = new ArrayList<>();
    List<int[]> truth = new ArrayList<>();
    for (int i = 0; i < TinyMap.QUERIES; i++) {
      String name = i == 1 ? ODD : "query" + i + ".png";
      queries.add(image(folder, "queries/query" + i + ".png", name));
      truth.add(new int[] {i});
    }
    map =
        new PlaceMap(
            "<b>M\u00fcnchen</b>",
            folder,
            database,
            queries,
            false,
            CameraViews.NONE,
            GroundTruth.of(truth),
            List.of());
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.temporary();
    workspace = Workspace.open(map, compute, store);
    RunRecorder.Recorded recorded =
        new RunRecorder(workspace).record(TinyMap.CONFIG, Progress.NONE);
    evaluation = recorded.evaluation();
    run = recorded.run();
    prepared = workspace.pipeline(TinyMap.CONFIG).prepare(Progress.NONE);
  }

  @AfterAll
  void close() {
    workspace.close();
    store.close();
    compute.close();
  }

  private static PlaceImage image(Path folder, String file, String name) {
    return new PlaceImage(name, folder.resolve(file), null);
  }

  private Supplement supplement() {
    return new Supplement(map.name(), TinyMap.CONFIG, engine(), Optional.of(run));
  }

  private SupplementChoice named(Named... names) {
    return SupplementChoice.of(List.of(names), evaluation, map);
  }

  private static Named first(String query) {
    return new Named(query, Optional.empty());
  }

  private static JsonNode data(String page) {
    Matcher found = DATA.matcher(page);
    assertThat(found.find()).isTrue();
    return JsonMapper.shared().readTree(found.group(1));
  }

  private static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }

  @Test
  void matchesScoresAndClustersAreThoseOfTheEngine() {
    String page =
        supplement().page(named(new Named("query2.png", Optional.of("place5.png"))), Progress.NONE);

    JsonNode pair = data(page).path("pairs").get(0);
    PlaceImage query = map.queries().get(2);
    PlaceImage candidate = map.database().get(5);
    PairMatch match = prepared.match(query, candidate, Progress.NONE);
    List<double[]> shares = match.shares(TinyMap.CONFIG.matching());
    assertThat(pair.path("score").asDouble()).isEqualTo(match.score(TinyMap.CONFIG.matching()));
    assertThat(pair.path("scales").size()).isEqualTo(match.scales().size());
    for (int s = 0; s < match.scales().size(); s++) {
      ScaleMatch scale = match.scales().get(s);
      JsonNode json = pair.path("scales").get(s);
      assertThat(json.path("score").asDouble())
          .isEqualTo(scale.score(TinyMap.CONFIG.matching().scorer()));
      assertThat(ints(json.path("matches").path("query"))).isEqualTo(scale.matches().query());
      assertThat(ints(json.path("matches").path("candidate")))
          .isEqualTo(scale.matches().candidate());
      assertThat(ints(json.path("nearest").get(0)))
          .isEqualTo(scale.similarity().nearestInCandidate());
      assertThat(ints(json.path("nearest").get(1))).isEqualTo(scale.similarity().nearestInQuery());
      for (int i = 0; i < scale.matches().count(); i++) {
        assertThat(json.path("matches").path("inlier").get(i).asInt() == 1)
            .isEqualTo(scale.inliers().inliers()[i]);
        assertThat(json.path("matches").path("share").get(i).asDouble())
            .isCloseTo(shares.get(s)[i], within(1e-7));
      }
      for (int p = 0; p < scale.grid().count(); p++) {
        assertThat(json.path("cosine").get(0).get(p).asInt() * SupplementData.COSINE_UNIT)
            .isCloseTo(scale.similarity().querySimilarity()[p], within(6e-5));
        // Where the script draws a patch.
        double x =
            json.path("x").asDouble() + p % scale.grid().columns() * json.path("step").asInt();
        double y =
            json.path("y").asDouble() + p / scale.grid().columns() * json.path("step").asInt();
        assertThat(x).isEqualTo(scale.grid().centerX(p));
        assertThat(y).isEqualTo(scale.grid().centerY(p));
      }
    }
    SoftAssignment assignment = prepared.assignment(candidate, Progress.NONE);
    int[] cells = ints(pair.path("cells").get(1));
    assertThat(cells).hasSize(assignment.height() * assignment.width());
    for (int cell = 0; cell < cells.length; cell++) {
      assertThat(cells[cell]).isEqualTo(assignment.strongest(cell));
    }
    assertThat(page)
        .contains(
            String.format(Locale.ROOT, ": %.4f. Higher is better", pair.path("score").asDouble()));
  }

  @Test
  void namesCannotEndAnElementAndAreReadAsTheyAre() {
    String page = supplement().page(named(first(ODD)), Progress.NONE);

    assertThat(page)
        .doesNotContain("<script>alert")
        .doesNotContain("<b>M")
        .contains("&lt;b&gt;M\u00fcnchen&lt;/b&gt;")
        .contains(
            "&lt;/script&gt;&lt;script&gt;alert(&quot;q&#39;1&quot;)&lt;/script&gt; &amp;"
                + " Stra\u00dfe \u00fc.png");
    assertThat(Pattern.compile("</script>").matcher(page).results().count()).isEqualTo(2);
  }

  @Test
  void thePageAsksForNothingOutsideIt() {
    String page = supplement().page(named(first("query0.png")), Progress.NONE);

    assertThat(page)
        .doesNotContainIgnoringCase("http:")
        .doesNotContainIgnoringCase("https:")
        .doesNotContain("src='//")
        .doesNotContain("url(")
        .doesNotContain("@import")
        .contains("default-src 'none'");
    assertThat(Pattern.compile("\\b(?:src|href)=['\"]([^'\"]{0,10})").matcher(page).results())
        .allMatch(source -> source.group(1).equals("data:image"));
  }

  @Test
  void bothImagesLieInThePageAsJpegs() throws IOException {
    String page = supplement().page(named(first("query0.png")), Progress.NONE);

    List<String> images =
        Pattern.compile("data:image/jpeg;base64,([A-Za-z0-9+/=]+)")
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(images).hasSize(2);
    for (String image : images) {
      assertThat(ImageDecoder.decode("page.jpg", Base64.getDecoder().decode(image)).size())
          .isEqualTo(TinyMap.CONFIG.imageSize());
    }
  }

  @Test
  void recallAndEverySettingStandInThePage() {
    String page = supplement().page(named(first("query0.png")), Progress.NONE);

    assertThat(page)
        .contains("<h2>Recall</h2>", "<h2>Configuration</h2>", "<svg", "recall@N")
        .contains("prefers-color-scheme: dark", "@media print");
    String withoutRun =
        new Supplement(map.name(), TinyMap.CONFIG, engine(), Optional.empty())
            .page(named(first("query0.png")), Progress.NONE);
    assertThat(withoutRun)
        .contains("Recall was not measured with these settings")
        .doesNotContain("<h2>Recall</h2>");
  }

  private Supplement.Engine engine() {
    return new Supplement.Engine() {
      @Override
      public PairMatch match(PlaceImage query, PlaceImage candidate, Progress progress) {
        return prepared.match(query, candidate, progress);
      }

      @Override
      public SoftAssignment assignment(PlaceImage image, Progress progress) {
        return prepared.assignment(image, progress);
      }
    };
  }

  @Test
  void nothingIsWrittenOfWhatWasCancelled(@TempDir Path folder) {
    Path file = folder.resolve("paper.html");
    Progress stopped =
        new Progress() {
          private boolean begun;

          @Override
          public void report(String message, double fraction) {
            begun = true;
          }

          @Override
          public boolean isCancelled() {
            return begun;
          }
        };

    assertThatThrownBy(() -> supplement().write(file, named(first("query0.png")), stopped))
        .isInstanceOf(CancellationException.class);
    assertThat(folder).isEmptyDirectory();

    int bytes = supplement().write(file, named(first("query0.png")), Progress.NONE);
    assertThat(file).hasSize(bytes);
  }

  @Test
  void anImageThatIsMadeOfNoiseStaysWithinItsRoom() {
    byte[] noise = new byte[3 * 640 * 480];
    new Random(7).nextBytes(noise);
    var image = new RgbImage(640, 480, noise);

    assertThat(InlineJpeg.address(image, 120_000).length()).isLessThanOrEqualTo(120_000);
  }

  @Test
  void tenPairsOfPhotographsAreNoMoreThanThreeMegabytes(@TempDir Path folder) throws IOException {
    PipelineConfig config = Preset.DEFAULT.config();
    Path sample = SampleMap.find().orElseThrow();
    List<SupplementPair> pairs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String name = String.format("place_%03d.jpg", 6 * i);
      pairs.add(
          new SupplementPair(
              PlaceImage.of(sample.resolve("queries/dusk/" + name)),
              PlaceImage.of(sample.resolve("database/" + name)),
              PlaceTruth.SAME_PLACE,
              "Rank 1.",
              OptionalDouble.of(1)));
    }
    Supplement busy = new Supplement("town", config, everyPatchMatches(config), Optional.of(run));

    int bytes =
        busy.write(
            folder.resolve("paper.html"), new SupplementChoice(pairs, "Ten."), Progress.NONE);

    assertThat(bytes).isBetween(1_000_000, 3_000_000);
    // Photographs did not have to become thumbnails for that.
    Matcher images =
        Pattern.compile("data:image/jpeg;base64,([A-Za-z0-9+/=]+)")
            .matcher(Files.readString(folder.resolve("paper.html")));
    assertThat(
            images
                .results()
                .map(
                    found ->
                        ImageDecoder.decode("x.jpg", Base64.getDecoder().decode(found.group(1))))
                .map(image -> image.size().width()))
        .hasSize(20)
        .allMatch(width -> width >= 480);
  }

  /** More to say of a pair than any real one has: patches are alike in both images. */
  private Supplement.Engine everyPatchMatches(PipelineConfig config) {
    int rows = 30;
    int columns = 40;
    Random random = new Random(5);
    return new Supplement.Engine() {
      @Override
      public PairMatch match(PlaceImage query, PlaceImage candidate, Progress progress) {
        List<ScaleMatch> scales = new ArrayList<>();
        for (PatchScale scale : config.scales()) {
          PatchGrid grid = new PatchGrid(rows, columns, scale, new CellGeometry(16, 16, 0));
          FloatMatrix patches = unit(grid.count(), 48, random);
          PatchSimilarity similarity = PatchSimilarity.between(patches, patches, compute);
          PatchMatches matches = similarity.mutual();
          scales.add(
              new ScaleMatch(
                  grid,
                  similarity,
                  matches,
                  new RansacScorer(1.5).score(matches, grid),
                  List.of()));
        }
        return new PairMatch(scales);
      }

      @Override
      public SoftAssignment assignment(PlaceImage image, Progress progress) {
        return new SoftAssignment(rows, columns, unit(rows * columns, 64, random));
      }
    };
  }

  private static FloatMatrix unit(int rows, int columns, Random random) {
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      double sum = 0;
      for (int c = 0; c < columns; c++) {
        row[c] = random.nextFloat();
        sum += row[c] * row[c];
      }
      for (int c = 0; c < columns; c++) {
        row[c] /= (float) Math.sqrt(sum);
      }
    }
    return FloatMatrix.ofRows(values);
  }

  @Test
  void foldersOfTheComputerThatMadeThePageAreNotInIt() {
    BackboneChoice backbone =
        TinyMap.CONFIG.backbone().withWeights(Path.of("/home/ada/secret/tuned.pt"));
    PipelineConfig own = TinyMap.CONFIG.withBackbone(backbone);

    String page =
        new Supplement(map.name(), own, engine(), Optional.of(run))
            .page(named(first("query0.png")), Progress.NONE);

    assertThat(page)
        .contains("tuned.pt")
        .doesNotContain("secret")
        .doesNotContain(map.database().getFirst().file().toString().replace("place0.png", ""));
  }

  @Test
  void namesThatTheMapDoesNotHaveAreTold() {
    assertThatThrownBy(() -> named(first("query9.png")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'query9.png' is no query of");
    assertThatThrownBy(() -> named(new Named("query0.png", Optional.of("place9.png"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'place9.png' is no database image");
  }

  /** Query q, whose right image, number q, is at these ranks among three candidates. */
  private QueryResult ranked(int q, int before, int after) {
    List<Candidate> candidates = new ArrayList<>();
    List<Integer> others = new ArrayList<>(List.of(5, 6, 7));
    for (int rank = 1; rank <= 3; rank++) {
      boolean right = rank == after;
      int id = right ? q : others.removeFirst();
      PlaceImage image = map.database().get(id);
      int rankBefore = right ? before : rank == before ? after : rank;
      candidates.add(
          new Reranked(
              image,
              map.queries().get(q),
              id,
              rankBefore,
              rank,
              .5,
              right ? PlaceTruth.SAME_PLACE : PlaceTruth.OTHER_PLACE,
              List.of(1.0 / rank, 1.0),
              -rank));
    }
    return new QueryResult(map.queries().get(q), candidates);
  }

  private static Evaluation evaluation(QueryResult... results) {
    return new Evaluation(
        List.of(results), null, null, "Flat", null, Map.of(), Map.of(), List.of());
  }

  @Test
  void rescuedQueriesComeByTheirRiseAndWrongOnesFromTheWorst() {
    Evaluation all =
        evaluation(
            ranked(0, 1, 1), ranked(1, 2, 1), ranked(2, 3, 1), ranked(3, 1, 2), ranked(4, 9, 9));

    SupplementChoice choice = SupplementChoice.telling(all, map, 10);

    assertThat(choice.pairs().stream().map(pair -> pair.query().name()))
        .containsExactly("query2.png", ODD, "query4.png", "query3.png");
    assertThat(choice.words()).contains("2 of 2 queries", "no sample");
    assertThat(choice.pairs().getFirst().words()).isEqualTo("Rank 1 after re-ranking, 3 before.");
    assertThat(choice.pairs().get(2).words())
        .endsWith("No right image is among the query's 3 candidates.");
    assertThat(choice.pairs().get(3).words()).endsWith("first right image is at rank 2.");

    assertThat(
            SupplementChoice.telling(all, map, 2).pairs().stream().map(pair -> pair.query().name()))
        .containsExactly("query2.png", "query4.png");
    assertThatThrownBy(() -> SupplementChoice.telling(evaluation(ranked(0, 1, 1)), map, 10))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("name queries or pairs");
    assertThatThrownBy(() -> SupplementChoice.telling(all, map, 51))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1 to 50 pairs, not 51");
  }
}
