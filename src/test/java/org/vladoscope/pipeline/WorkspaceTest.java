package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.image.ImageSize;
import org.vladoscope.match.MatchConfig;
import org.vladoscope.match.PairMatch;
import org.vladoscope.match.RansacScore;
import org.vladoscope.match.RapidScore;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.PlaceTruth;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.vlad.PatchScale;

/** From a folder of drawn images to rankings, with the real network. */
@Tag("slow")
class WorkspaceTest {

  private static final PipelineConfig CONFIG = TinyMap.CONFIG;
  private static final int IMAGES = TinyMap.DATABASE + TinyMap.QUERIES;

  @TempDir Path folder;
  private Path mapFolder;
  private Compute compute;
  private DescriptorStore store;

  @BeforeEach
  void openMapAndStore() throws IOException {
    mapFolder = TinyMap.write(folder.resolve("map"));
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
  }

  @AfterEach
  void closeThem() {
    store.close();
    compute.close();
  }

  // --- answers ---

  @Test
  void everyQueryIsRankedAgainstEveryDatabaseImage() {
    try (Workspace workspace = open()) {
      Evaluation evaluation = workspace.pipeline(CONFIG).evaluate(Progress.NONE);

      assertThat(evaluation.failures()).isEmpty();
      assertThat(evaluation.results()).hasSize(TinyMap.QUERIES);
      assertThat(workspace.networkRuns()).isEqualTo(IMAGES);
      assertThat(evaluation.seconds())
          .containsOnlyKeys("features", "vocabulary", "global", "search", "rerank");
      for (int q = 0; q < TinyMap.QUERIES; q++) {
        QueryResult result = evaluation.results().get(q);
        assertThat(result.query()).isEqualTo(workspace.map().queries().get(q));
        assertIsARanking(result, q);
      }
    }
  }

  private static void assertIsARanking(QueryResult result, int query) {
    List<Candidate> candidates = result.candidates();
    assertThat(candidates.stream().map(Candidate::databaseIndex))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(candidates.stream().map(Candidate::rankAfter))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(candidates.stream().map(Reranked.class::isInstance))
        .containsExactly(true, true, true, true, true, false, false, false);
    assertThat(candidates.subList(0, 5).stream().map(c -> -((Reranked) c).score())).isSorted();
    assertThat(result.beforeReranking().stream().map(Candidate::rankBefore))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(result.beforeReranking().stream().map(Candidate::distance)).isSorted();
    for (Candidate candidate : candidates) {
      assertThat(candidate.truth()).isEqualTo(PlaceTruth.of(candidate.databaseIndex() == query));
    }
  }

  @Test
  void thePlaceOfAQueryIsRecognised() {
    try (Workspace workspace = open()) {
      Evaluation evaluation = workspace.pipeline(CONFIG).evaluate(Progress.NONE);

      assertThat(Objects.requireNonNull(evaluation.reranked()).atN()).containsEntry(1, 1.0);
      assertThat(Objects.requireNonNull(evaluation.global()).atN()).containsEntry(5, 1.0);
    }
  }

  @Test
  void recallIsThatOfTheRankings() {
    try (Workspace workspace = open()) {
      Evaluation evaluation = workspace.pipeline(CONFIG).evaluate(Progress.NONE);

      long first =
          evaluation.results().stream()
              .filter(r -> r.beforeReranking().getFirst().truth() == PlaceTruth.SAME_PLACE)
              .count();
      assertThat(Objects.requireNonNull(evaluation.global()).atN())
          .containsEntry(1, (double) first / TinyMap.QUERIES);
    }
  }

  @Test
  void aCopyOfADatabaseImageFindsItself() throws IOException {
    Path copy = Files.copy(mapFolder.resolve("database/place6.png"), folder.resolve("unknown.png"));
    try (Workspace workspace = open()) {
      QueryResult result = workspace.pipeline(CONFIG).query(PlaceImage.of(copy), Progress.NONE);

      Candidate first = result.candidates().getFirst();
      assertThat(first.image().name()).isEqualTo("place6.png");
      assertThat(first.distance()).isZero();
      assertThat(first.truth())
          .as("the map does not know this query")
          .isEqualTo(PlaceTruth.UNKNOWN);
      assertThat(result.candidates()).hasSize(TinyMap.DATABASE);
    }
  }

  @Test
  void aQueryAnswersAsTheEvaluationDoes() {
    try (Workspace workspace = open()) {
      Pipeline pipeline = workspace.pipeline(CONFIG);
      QueryResult alone = pipeline.query(workspace.map().queries().get(3), Progress.NONE);

      assertThat(alone).isEqualTo(pipeline.evaluate(Progress.NONE).results().get(3));
    }
  }

  @Test
  void aPairIsComparedAtEveryPatchSize() {
    try (Workspace workspace = open()) {
      Pipeline pipeline = workspace.pipeline(CONFIG);
      PlaceImage place = workspace.map().database().getFirst();

      PairMatch itself = pipeline.prepare(Progress.NONE).match(place, place, Progress.NONE);

      assertThat(itself.scales().stream().map(s -> s.grid().count())).containsExactly(63, 48);
      assertThat(itself.scales())
          .allSatisfy(s -> assertThat(s.matches().query()).isEqualTo(s.matches().candidate()))
          .allSatisfy(s -> assertThat(s.matches().count()).isEqualTo(s.grid().count()));
    }
  }

  // --- maps without queries ---

  @Test
  void inAMapWithoutQueriesAnImageNeverFindsItself() throws IOException {
    Path bare = folder.resolve("bare");
    for (int i = 0; i < 4; i++) {
      TinyMap.place(bare.resolve("north/" + i + ".png"), i, 0);
    }
    // The same images, byte for byte, under the same names: other images all the same.
    Files.createDirectory(bare.resolve("south"));
    for (int i = 0; i < 4; i++) {
      Files.copy(bare.resolve("north/" + i + ".png"), bare.resolve("south/" + i + ".png"));
    }
    PlaceMapFormats formats = PlaceMapFormats.known();
    PlaceMap map = formats.read(bare, formats.byId("images"), 25, Progress.NONE);
    try (Workspace workspace = Workspace.open(map, compute, store)) {
      Evaluation evaluation = workspace.pipeline(CONFIG).evaluate(Progress.NONE);

      assertThat(evaluation.global()).as("nothing is known about matches").isNull();
      assertThat(evaluation.results()).hasSize(8);
      for (QueryResult result : evaluation.results()) {
        String name = result.query().name();
        String twin =
            name.startsWith("north")
                ? name.replace("north", "south")
                : name.replace("south", "north");
        assertThat(result.candidates()).hasSize(7);
        assertThat(result.candidates().stream().map(c -> c.image().name())).doesNotContain(name);
        assertThat(result.beforeReranking().getFirst().image().name()).isEqualTo(twin);
      }
    }
  }

  @Test
  void aMapOfASinglePictureHasAnEmptyAnswer() throws IOException {
    Path single = folder.resolve("single");
    TinyMap.place(single.resolve("a.png"), 1, 0);
    try (Workspace workspace = open(single)) {
      Evaluation evaluation = workspace.pipeline(CONFIG).evaluate(Progress.NONE);

      assertThat(evaluation.results()).hasSize(1);
      assertThat(evaluation.results().getFirst().candidates()).isEmpty();
    }
  }

  @Test
  void blackPicturesHaveNumbersForDistancesAndScores() throws IOException {
    Path night = Files.createDirectory(folder.resolve("night"));
    BufferedImage black = new BufferedImage(160, 128, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 3; i++) {
      ImageIO.write(black, "png", night.resolve(i + ".png").toFile());
    }
    TinyMap.place(night.resolve("3.png"), 1, 0);
    try (Workspace workspace = open(night)) {
      QueryResult result = workspace.pipeline(CONFIG).evaluate(Progress.NONE).results().getFirst();

      assertThat(result.candidates().stream().map(c -> c.image().name()))
          .containsExactly("1.png", "2.png", "3.png");
      assertThat(result.candidates().stream().map(Candidate::distance))
          .allSatisfy(d -> assertThat(d).isFinite());
      assertThat(result.reranked().stream().map(Reranked::score))
          .allSatisfy(d -> assertThat(d).isFinite());
    }
  }

  // --- caches ---

  @Test
  void aSecondRunFindsEverythingInTheCache() {
    List<String> cold = evaluate(CONFIG, IMAGES);

    List<String> warm = evaluate(CONFIG, 0);

    assertThat(warm).isEqualTo(cold);
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() {
    List<String> two = evaluate(CONFIG, IMAGES);
    try (Compute one = Compute.open(DeviceChoice.CPU, 1);
        DescriptorStore empty = DescriptorStore.temporary();
        Workspace workspace = Workspace.open(read(mapFolder), one, empty)) {
      Evaluation evaluation = workspace.pipeline(CONFIG).evaluate(Progress.NONE);

      assertThat(rankings(evaluation)).isEqualTo(two);
    }
  }

  @Test
  void otherPatchSizesAndWeightsNeedNoNetwork() {
    evaluate(CONFIG, IMAGES);
    MatchConfig ransac = new MatchConfig(new RansacScore(1.5), 1.5, List.of(.2, .8), .5);

    for (PipelineConfig changed :
        List.of(
            CONFIG.withScales(
                List.of(new PatchScale(4, 2)),
                new MatchConfig(new RapidScore(), 1.5, List.of(1.0), 0)),
            CONFIG.withMatching(ransac),
            CONFIG.withRerank(8))) {
      List<String> warm = evaluate(changed, 0);
      try (DescriptorStore empty = DescriptorStore.temporary();
          Workspace cold = Workspace.open(read(mapFolder), compute, empty)) {
        assertThat(warm)
            .as("a warm cache gives what a cold one does")
            .isEqualTo(rankings(cold.pipeline(changed).evaluate(Progress.NONE)));
      }
    }
  }

  @Test
  void pipelinesOfOneWorkspaceShareTheirFeatures() {
    try (Workspace workspace = open()) {
      workspace.pipeline(CONFIG).evaluate(Progress.NONE);
      workspace
          .pipeline(
              CONFIG.withScales(
                  List.of(new PatchScale(5, 1)),
                  new MatchConfig(new RapidScore(), 1.5, List.of(1.0), 0)))
          .evaluate(Progress.NONE);

      assertThat(workspace.networkRuns()).isEqualTo(IMAGES);
    }
  }

  @Test
  void aDamagedFeatureEntryIsComputedAgain() throws IOException {
    List<String> expected = evaluate(CONFIG, IMAGES);
    deleteEntries(file -> !file.startsWith(store.root().resolve("features")));
    flipAByte(entries().getFirst());

    assertThat(evaluate(CONFIG, 1)).isEqualTo(expected);
    assertThat(evaluate(CONFIG, 0)).isEqualTo(expected);
  }

  @Test
  void aCacheInWhichEveryEntryIsDamagedChangesNoResult() throws IOException {
    List<String> expected = evaluate(CONFIG, IMAGES);
    for (Path entry : entries()) {
      flipAByte(entry);
    }

    assertThat(evaluate(CONFIG, IMAGES)).isEqualTo(expected);
  }

  @Test
  void aChangedImageIsNoticed() throws IOException {
    evaluate(CONFIG, IMAGES);
    Files.delete(mapFolder.resolve("database/place7.png"));
    TinyMap.place(mapFolder.resolve("database/place7.png"), 77, 0);

    evaluate(CONFIG, 1);
  }

  // --- images that cannot be used ---

  @Test
  void badImagesAreListedAndTheRestWorks() throws IOException {
    Path database = mapFolder.resolve("database/place2.png");
    Path query = mapFolder.resolve("queries/query4.png");
    Files.writeString(database, "no image");
    Files.write(query, Arrays.copyOf(Files.readAllBytes(query), 400));
    try (Workspace workspace = open()) {
      Pipeline pipeline = workspace.pipeline(CONFIG);
      Evaluation evaluation = pipeline.evaluate(Progress.NONE);

      assertThat(evaluation.failures())
          .containsOnlyKeys("database/place2.png", "queries/query4.png")
          .allSatisfy((name, reason) -> assertThat(reason).contains(Path.of(name).toString()));
      assertThat(pipeline.prepare(Progress.NONE).failures()).isEqualTo(evaluation.failures());
      assertThat(evaluation.results().stream().map(r -> r.query().name()))
          .containsExactly("query0.png", "query1.png", "query2.png", "query3.png");
      for (QueryResult result : evaluation.results()) {
        assertThat(result.candidates().stream().map(c -> c.image().name()))
            .hasSize(7)
            .doesNotContain("place2.png");
        for (Candidate candidate : result.candidates()) {
          assertThat(candidate.image())
              .isEqualTo(workspace.map().database().get(candidate.databaseIndex()));
        }
      }
      assertThat(Objects.requireNonNull(evaluation.global()).queries()).isEqualTo(4);
    }
  }

  @Test
  void aBadImageInAMapWithoutQueriesIsNeitherQueryNorCandidate() throws IOException {
    Files.writeString(mapFolder.resolve("database/place0.png"), "no image");
    try (Workspace workspace = open(mapFolder.resolve("database"))) {
      Evaluation evaluation = workspace.pipeline(CONFIG).evaluate(Progress.NONE);

      assertThat(evaluation.failures()).containsOnlyKeys("database/place0.png");
      assertThat(evaluation.results()).hasSize(7);
      assertThat(evaluation.results())
          .allSatisfy(r -> assertThat(r.candidates()).hasSize(6))
          .noneSatisfy(r -> assertThat(r.query().name()).isEqualTo("place0.png"));
    }
  }

  @Test
  void anImageThatIsDeletedMeanwhileIsListed() throws IOException {
    PlaceMap map = read(mapFolder);
    Files.delete(mapFolder.resolve("database/place1.png"));
    try (Workspace workspace = Workspace.open(map, compute, store)) {
      Evaluation evaluation = workspace.pipeline(CONFIG).evaluate(Progress.NONE);

      assertThat(evaluation.failures()).containsOnlyKeys("database/place1.png");
      assertThat(evaluation.results()).hasSize(TinyMap.QUERIES);
    }
  }

  @Test
  void aMapOfNothingButBadImagesIsAClearError() throws IOException {
    for (int i = 0; i < TinyMap.DATABASE; i++) {
      Files.writeString(mapFolder.resolve("database/place" + i + ".png"), "no image");
    }
    try (Workspace workspace = open()) {
      assertThatThrownBy(() -> workspace.pipeline(CONFIG).evaluate(Progress.NONE))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("None of the 8 database images")
          .hasMessageContaining("place0.png");
    }
  }

  @Test
  void aQueryThatCannotBeReadIsAClearError() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.jpg"), "no image");
    try (Workspace workspace = open()) {
      for (Path file : List.of(notes, folder.resolve("gone.jpg"))) {
        assertThatThrownBy(
                () -> workspace.pipeline(CONFIG).query(PlaceImage.of(file), Progress.NONE))
            .isInstanceOf(InputException.class)
            .hasMessageContaining(file.toString());
      }
    }
  }

  // --- settings that do not fit ---

  @Test
  void aPatchLargerThanTheFeatureMapIsAClearError() {
    PipelineConfig tooLarge =
        CONFIG.withScales(
            List.of(new PatchScale(9, 1)), new MatchConfig(new RapidScore(), 1.5, List.of(1.0), 0));
    try (Workspace workspace = open()) {
      assertThatThrownBy(() -> workspace.pipeline(tooLarge).evaluate(Progress.NONE))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("9×9")
          .hasMessageContaining("8×10");
      assertThat(workspace.networkRuns()).as("refused before anything is computed").isZero();
    }
  }

  @Test
  void anImageSizeTheNetworkCannotTakeIsAClearError() {
    PipelineConfig odd = CONFIG.withImageSize(new ImageSize(100, 100));
    try (Workspace workspace = open()) {
      assertThatThrownBy(() -> workspace.pipeline(odd).evaluate(Progress.NONE))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("100x100")
          .hasMessageContaining("multiples of 32");
      assertThat(workspace.networkRuns()).as("refused before anything is computed").isZero();
    }
  }

  @Test
  void anImageOfTheMapIsRecognisedHoweverItsPathIsWritten() throws IOException {
    Path bare = folder.resolve("nested");
    for (int i = 0; i < 3; i++) {
      TinyMap.place(bare.resolve("north/" + i + ".png"), i, 0);
    }
    PlaceImage roundabout = PlaceImage.of(bare.resolve("north/../north/1.png"));
    try (Workspace workspace = open(bare)) {
      QueryResult result = workspace.pipeline(CONFIG).query(roundabout, Progress.NONE);
      assertThat(result.candidates().stream().map(c -> c.image().name()))
          .containsExactlyInAnyOrder("north/0.png", "north/2.png");
    }
  }

  // --- cancelling ---

  @Test
  void aCancelledRunStopsAndTheNextOneGoesOnWhereItStopped() {
    int finished;
    try (Workspace workspace = open()) {
      assertThatThrownBy(() -> workspace.pipeline(CONFIG).evaluate(new CancelAfter(3, m -> true)))
          .isInstanceOf(CancellationException.class);
      finished = workspace.networkRuns();
    }
    // Both threads may have been busy with one more image.
    assertThat(finished).isBetween(2, 5);

    List<String> resumed = evaluate(CONFIG, IMAGES - finished);

    try (DescriptorStore empty = DescriptorStore.temporary();
        Workspace cold = Workspace.open(read(mapFolder), compute, empty)) {
      assertThat(resumed).isEqualTo(rankings(cold.pipeline(CONFIG).evaluate(Progress.NONE)));
    }
  }

  @Test
  void aRunCancelledWhileReRankingLeavesTheWorkspaceUsable() {
    try (Workspace workspace = open()) {
      Pipeline pipeline = workspace.pipeline(CONFIG);
      assertThatThrownBy(
              () -> pipeline.evaluate(new CancelAfter(2, m -> m.startsWith("Re-ranking"))))
          .isInstanceOf(CancellationException.class);

      List<String> again = rankings(pipeline.evaluate(Progress.NONE));

      assertThat(again).isEqualTo(evaluate(CONFIG, 0));
      assertThat(workspace.networkRuns()).isEqualTo(IMAGES);
    }
  }

  @Test
  void whatIsCancelledBeforeItBeginsDoesNothing() {
    try (Workspace workspace = open()) {
      CancelAfter progress = new CancelAfter(0, m -> true);

      assertThatThrownBy(() -> workspace.pipeline(CONFIG).evaluate(progress))
          .isInstanceOf(CancellationException.class);
      assertThat(workspace.networkRuns()).isZero();
    }
  }

  @Test
  void progressNeverGoesBackToTheBeginning() {
    List<Double> fractions = new java.util.concurrent.CopyOnWriteArrayList<>();
    Progress recorder =
        new Progress() {
          @Override
          public void report(String message, double fraction) {
            fractions.add(fraction);
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        };
    try (Compute one = Compute.open(DeviceChoice.CPU, 1);
        Workspace workspace = Workspace.open(read(mapFolder), one, store)) {
      workspace.pipeline(CONFIG).evaluate(recorder);
    }

    assertThat(fractions).isSorted().allSatisfy(f -> assertThat(f).isBetween(0.0, 1.0));
    assertThat(fractions.getLast()).isEqualTo(1.0);
  }

  // --- helpers ---

  /** Cancels at a report, counting those that it is asked to count. */
  private static final class CancelAfter implements Progress {
    private final int reports;
    private final Predicate<String> counts;
    private final AtomicInteger seen = new AtomicInteger();

    CancelAfter(int reports, Predicate<String> counts) {
      this.reports = reports;
      this.counts = counts;
    }

    @Override
    public void report(String message, double fraction) {
      if (counts.test(message)) {
        seen.incrementAndGet();
      }
    }

    @Override
    public boolean isCancelled() {
      return seen.get() >= reports;
    }
  }

  private Workspace open() {
    return open(mapFolder);
  }

  private Workspace open(Path map) {
    return Workspace.open(read(map), compute, store);
  }

  private static PlaceMap read(Path map) {
    return PlaceMapFormats.known().read(map, Progress.NONE);
  }

  /** The rankings of a fresh workspace on the common store. */
  private List<String> evaluate(PipelineConfig config, int expectedNetworkRuns) {
    try (Workspace workspace = open()) {
      Evaluation evaluation = workspace.pipeline(config).evaluate(Progress.NONE);
      assertThat(workspace.networkRuns()).isEqualTo(expectedNetworkRuns);
      return rankings(evaluation);
    }
  }

  /** Names, distances and scores of all candidates of all queries. */
  private static List<String> rankings(Evaluation evaluation) {
    return evaluation.results().stream()
        .flatMap(
            r ->
                r.candidates().stream()
                    .map(
                        c ->
                            String.join(
                                " ",
                                r.query().name(),
                                c.image().name(),
                                String.valueOf(c.rankBefore()),
                                String.valueOf(c.distance()),
                                c instanceof Reranked known
                                    ? String.valueOf(known.score())
                                    : "NaN")))
        .toList();
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> files = Files.walk(store.root())) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void deleteEntries(Predicate<Path> which) throws IOException {
    for (Path entry : entries()) {
      if (which.test(entry)) {
        Files.delete(entry);
      }
    }
  }

  private static void flipAByte(Path entry) throws IOException {
    byte[] content = Files.readAllBytes(entry);
    content[content.length / 2] ^= 1;
    Files.write(entry, content);
  }
}
