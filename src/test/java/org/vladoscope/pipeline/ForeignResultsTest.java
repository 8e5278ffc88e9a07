package org.vladoscope.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.file.numpy.NpyFile;
import org.vladoscope.index.Distance;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.faiss.FaissIndex;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.ranking.QueryResult;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.ranking.Retrieved;
import org.vladoscope.report.FieldFiles;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.store.WholeFile;
import org.vladoscope.vlad.ReductionConfig;

/** Descriptors and rankings of other programs as the method of a map. */
class ForeignResultsTest {

  private static final PipelineConfig GLOBAL_ONLY = TinyMap.CONFIG.withRerank(0);

  @TempDir Path folder;
  private Compute compute;
  private DescriptorStore store;

  @BeforeEach
  void openStore() {
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
  }

  @AfterEach
  void closeThem() {
    store.close();
    compute.close();
  }

  /** Files of the right names that are no images: three places in the database, two queries. */
  private Path unreadable() throws IOException {
    Path map = folder.resolve("map");
    for (String name :
        List.of("database/a", "database/b", "database/c", "queries/p", "queries/q")) {
      Path file = map.resolve(name + ".jpg");
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, "no image");
    }
    Files.writeString(map.resolve("ground_truth.csv"), "p.jpg,a.jpg\nq.jpg,b.jpg\n");
    return map;
  }

  private Workspace open(Path map) {
    return Workspace.open(PlaceMapFormats.known().read(map, Progress.NONE), compute, store);
  }

  private static Path npy(Path file, float[]... rows) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    WholeFile.stream(file, out -> NpyFile.write(out, rows.length, rows[0].length, i -> rows[i]));
    return file;
  }

  private Path method(float[][] database, float[][] queries) throws IOException {
    Path method = folder.resolve("method");
    npy(method.resolve("database_descriptors.npy"), database);
    npy(method.resolve("queries_descriptors.npy"), queries);
    return method;
  }

  /** p lies at a; q lies nearer to c than to its own place b. */
  private Path byHand() throws IOException {
    return method(
        new float[][] {{1, 0}, {0, 1}, {.6f, .8f}}, new float[][] {{1, 0}, {.5f, .8660254f}});
  }

  private static RetrievalSource descriptors(Path path) {
    return RetrievalSource.descriptors(path, Optional.empty());
  }

  private static List<String> names(QueryResult result) {
    return result.candidates().stream().map(c -> c.image().name()).toList();
  }

  private Evaluation evaluate(Path map, RetrievalSource source) {
    try (Workspace workspace = open(map)) {
      return workspace.pipeline(GLOBAL_ONLY.withRetrieval(source)).evaluate(Progress.NONE);
    }
  }

  private void assertRefused(RetrievalSource source, String... parts) throws IOException {
    Path map = unreadable();
    assertThatThrownBy(() -> evaluate(map, source))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(parts);
  }

  // --- descriptors ---

  @Test
  void descriptorsByHandGiveTheRecallByHandAndNoPictureIsDecoded() throws IOException {
    try (Workspace workspace = open(unreadable())) {
      Evaluation evaluation =
          workspace
              .pipeline(GLOBAL_ONLY.withRetrieval(descriptors(byHand())))
              .evaluate(Progress.NONE);

      assertThat(evaluation.failures()).isEmpty();
      assertThat(evaluation.isReranked()).isFalse();
      assertThat(names(evaluation.results().get(0))).containsExactly("a.jpg", "c.jpg", "b.jpg");
      assertThat(names(evaluation.results().get(1))).containsExactly("c.jpg", "b.jpg", "a.jpg");
      assertThat(evaluation.results().get(0).candidates()).allMatch(Retrieved.class::isInstance);
      assertThat(Objects.requireNonNull(evaluation.global()).atN()).containsEntry(1, .5);
      assertThat(Objects.requireNonNull(evaluation.global()).atN()).containsEntry(5, 1.0);
      assertThat(evaluation.notices()).anyMatch(n -> n.contains("sorted names"));
      assertThat(workspace.networkRuns()).isZero();
    }
  }

  @Test
  void ourOwnExportGivesExactlyOurRanking() throws IOException {
    Path map = TinyMap.write(folder.resolve("tiny"));
    Path exported = folder.resolve("exported");
    try (Workspace workspace = open(map)) {
      Pipeline own = workspace.pipeline(TinyMap.CONFIG);
      Evaluation expected = own.evaluate(Progress.NONE);
      FieldFiles.descriptors(exported, own, workspace.map(), false, Progress.NONE);
      Evaluation found =
          workspace
              .pipeline(TinyMap.CONFIG.withRetrieval(descriptors(exported)))
              .evaluate(Progress.NONE);

      assertThat(found.results()).isEqualTo(expected.results());
      assertThat(found.results().getFirst().candidates().getFirst()).isInstanceOf(Reranked.class);
    }
  }

  @Test
  void descriptorsThatAreNotOfUnitLengthAreScaledAndThatIsSaid() throws IOException {
    Evaluation evaluation =
        evaluate(
            unreadable(),
            descriptors(
                method(new float[][] {{9, 0}, {0, 1}, {6, 8}}, new float[][] {{2, 0}, {0, 3}})));

    assertThat(names(evaluation.results().get(0))).containsExactly("a.jpg", "c.jpg", "b.jpg");
    assertThat(evaluation.notices()).anyMatch(n -> n.startsWith("4 of 5 descriptors were not"));
  }

  @Test
  void aListBesideTheFileGivesTheOrderOfItsRows() throws IOException {
    Path method = byHand();
    Files.writeString(method.resolve("database_descriptors.txt"), "c.jpg\nb.jpg\na.jpg\n");

    Evaluation evaluation = evaluate(unreadable(), descriptors(method));

    assertThat(names(evaluation.results().get(0))).containsExactly("c.jpg", "a.jpg", "b.jpg");
  }

  @Test
  void hlocFeaturesAreFoundByTheNamesOfImages() throws IOException {
    Path file = folder.resolve("global-feats.h5");
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      var database = hdf.putGroup("database");
      database.putGroup("a.jpg").putDataset("global_descriptor", new float[] {1, 0});
      database.putGroup("b.jpg").putDataset("global_descriptor", new float[] {0, 1});
      database.putGroup("c.jpg").putDataset("global_descriptor", new float[] {.6f, .8f});
      database.putGroup("z.jpg").putDataset("global_descriptor", new float[] {0, 1});
      var queries = hdf.putGroup("queries");
      queries.putGroup("p.jpg").putDataset("global_descriptor", new float[] {1, 0});
    }

    Evaluation evaluation = evaluate(unreadable(), descriptors(file));

    assertThat(evaluation.results()).hasSize(1);
    assertThat(names(evaluation.results().get(0))).containsExactly("a.jpg", "c.jpg", "b.jpg");
    assertThat(evaluation.failures()).containsOnlyKeys("queries/q.jpg");
    assertThat(evaluation.notices())
        .anyMatch(n -> n.contains("1 of the 5 names") && n.contains("database/z.jpg"));
  }

  @Test
  void aFlatIndexIsReadAsItsDescriptors() throws IOException {
    Path method = folder.resolve("indexed");
    Path queries =
        npy(
            method.resolve("queries_descriptors.npy"),
            new float[] {1, 0},
            new float[] {.5f, .8660254f});
    assertThat(queries).exists();
    byte[] kind = "IxF2".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer index = ByteBuffer.allocate(45 + 24).order(ByteOrder.LITTLE_ENDIAN);
    index.put(kind).putInt(2).putLong(3).putLong(1 << 20).putLong(1 << 20).put((byte) 1);
    index.putInt(1).putLong(6);
    for (float value : new float[] {1, 0, 0, 1, .6f, .8f}) {
      index.putFloat(value);
    }
    Files.write(method.resolve("index.faiss"), index.array());

    Evaluation evaluation = evaluate(unreadable(), descriptors(method));

    assertThat(names(evaluation.results().get(0))).containsExactly("a.jpg", "c.jpg", "b.jpg");
    Files.write(method.resolve("index.faiss"), Arrays.copyOf(index.array(), 60));
    assertRefused(descriptors(method), "index.faiss", "cut off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Flat", "HNSW8", "IVF1,Flat", "IVF2,Flat"})
  void anIndexThatFaissWroteIsReadAsItsDescriptors(String kind) throws IOException {
    Path method = folder.resolve("faiss");
    npy(method.resolve("queries_descriptors.npy"), new float[] {1, 0}, new float[] {0, 1});
    FloatMatrix known = FloatMatrix.of(3, 2, new float[] {1, 0, 0, 1, .6f, .8f});
    Path file = method.resolve("index.faiss");
    try (FaissIndex index =
        FaissIndex.create(IndexConfig.of(kind), 2, Distance.EUCLIDEAN, compute)) {
      if (!index.isTrained()) {
        index.train(known, Progress.NONE);
      }
      index.add(known, Progress.NONE);
      index.save(file);
    }

    Evaluation evaluation = evaluate(unreadable(), descriptors(method));

    assertThat(names(evaluation.results().get(1))).containsExactly("b.jpg", "c.jpg", "a.jpg");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 4; length < whole.length - 64; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(descriptors(method), "index.faiss");
    }
  }

  @Test
  void anIndexThatDoesNotKeepDescriptorsIsRefusedWithWhatToDo() throws IOException {
    Path method = folder.resolve("coded");
    npy(method.resolve("queries_descriptors.npy"), new float[] {1, 0}, new float[] {0, 1});
    Files.write(method.resolve("index.faiss"), "IwPQ and more".getBytes(StandardCharsets.US_ASCII));

    assertRefused(descriptors(method), "save them as .npy", "Flat, HNSW or IVF,Flat");
  }

  @Test
  void aWrongCountIsRefusedWithBothNumbers() throws IOException {
    assertRefused(
        descriptors(method(new float[][] {{1, 0}, {0, 1}}, new float[][] {{1, 0}, {0, 1}})),
        "2 descriptors",
        "3 database images");
  }

  @Test
  void descriptorsOfDifferentLengthsAreRefused() throws IOException {
    assertRefused(
        descriptors(
            method(new float[][] {{1, 0}, {0, 1}, {1, 0}}, new float[][] {{1, 0, 0}, {0, 1, 0}})),
        "2 values",
        "3");
  }

  @Test
  void valuesThatAreNoNumbersAndZeroesAreRefusedWithTheirImage() throws IOException {
    float[][] queries = {{1, 0}, {0, 1}};
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 0}) {
      Path method = method(new float[][] {{1, 0}, {bad, 0}, {0, 1}}, queries);
      assertRefused(descriptors(method), "b.jpg", "row 2");
    }
  }

  @Test
  void anImageThatIsNamedTwiceIsRefused() throws IOException {
    Path method = byHand();
    Files.writeString(method.resolve("database_descriptors.txt"), "a.jpg\nb.jpg\na.jpg\n");
    assertRefused(descriptors(method), "twice", "a.jpg");
  }

  @Test
  void namesOfAnotherMapAreRefused() throws IOException {
    Path method = byHand();
    Files.writeString(method.resolve("database_descriptors.txt"), "x.jpg\ny.jpg\nz.jpg\n");
    assertRefused(descriptors(method), "None of the 3 names", "x.jpg");
  }

  @Test
  void aHeaderThatSaysMoreThanTheFileHoldsIsRefused() throws IOException {
    Path method = byHand();
    Path file = method.resolve("database_descriptors.npy");
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length - 4));
    assertRefused(descriptors(method), "need 24 bytes");
  }

  @Test
  void aFileThatChangedSinceItWasChosenIsRefused() throws IOException {
    RetrievalSource chosen = descriptors(byHand());
    method(new float[][] {{0, 1}, {0, 1}, {.6f, .8f}}, new float[][] {{1, 0}, {0, 1}});
    assertRefused(chosen, "is not the file it was");
  }

  @Test
  void aPictureOutsideTheMapHasNoKnownDescriptor() throws IOException {
    try (Workspace workspace = open(unreadable())) {
      Pipeline pipeline = workspace.pipeline(GLOBAL_ONLY.withRetrieval(descriptors(byHand())));
      PlaceImage outside = PlaceImage.of(folder.resolve("elsewhere.jpg"));

      assertThatThrownBy(() -> pipeline.query(outside, Progress.NONE))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("global descriptor of elsewhere.jpg is not known");
    }
  }

  // --- rankings ---

  private Path rankings(String text) throws IOException {
    return Files.writeString(folder.resolve("pairs.txt"), text);
  }

  @Test
  void everyKindOfRankingIsRead() throws IOException {
    Path map = unreadable();
    List<String> texts =
        List.of(
            "# kapture format: 1.0\n# query_image, map_image\n"
                + "queries/p.jpg, database/b.jpg\nqueries/p.jpg, database/a.jpg\n"
                + "queries/q.jpg, database/b.jpg\n",
            "queries/p.jpg, database/b.jpg, 0.9\nqueries/p.jpg, database/a.jpg, 0.8\n"
                + "queries/q.jpg, database/b.jpg, 0.5\n",
            "queries/p.jpg database/b.jpg\nqueries/p.jpg database/a.jpg\n"
                + "queries/q.jpg database/b.jpg\n",
            "p b a c\nq b\n");
    for (String text : texts) {
      Evaluation evaluation = evaluate(map, RetrievalSource.rankings(rankings(text)));

      assertThat(names(evaluation.results().get(0))).startsWith("b.jpg", "a.jpg");
      assertThat(names(evaluation.results().get(1))).containsExactly("b.jpg");
      assertThat(Objects.requireNonNull(evaluation.global()).atN()).containsEntry(1, .5);
      assertThat(evaluation.results().get(0).candidates())
          .extracting(Candidate::distance)
          .containsOnly(Double.NaN);
    }
  }

  @Test
  void pairsAreRankedByTheirScores() throws IOException {
    Evaluation evaluation =
        evaluate(
            unreadable(),
            RetrievalSource.rankings(
                rankings("p.jpg, b.jpg, 0.1\np.jpg, a.jpg, 0.7\np.jpg, c.jpg, 0.3\n")));

    assertThat(names(evaluation.results().get(0))).containsExactly("a.jpg", "c.jpg", "b.jpg");
    assertThat(evaluation.notices()).anyMatch(n -> n.contains("ranked by score"));
    assertThat(evaluation.failures()).containsOnlyKeys("queries/q.jpg");
  }

  @Test
  void rankingsThatCannotBeUnderstoodAreRefused() throws IOException {
    assertRefused(
        RetrievalSource.rankings(rankings("p.jpg, a.jpg, 0.1\np.jpg, b.jpg, 0.7\n")),
        "may be distances");
    assertRefused(RetrievalSource.rankings(rankings("x.jpg y.jpg\n")), "No line", "x.jpg");
    assertRefused(
        RetrievalSource.rankings(rankings("p.jpg a.jpg\np.jpg a.jpg\n")), "twice", "a.jpg");
    assertRefused(RetrievalSource.rankings(rankings("p.jpg a.jpg\np.jpg\n")), "Line 2");
    assertRefused(RetrievalSource.rankings(rankings("# nothing\n")), "no line with a ranking");
  }

  @Test
  void namesInARankingThatFitNoImageAreSaid() throws IOException {
    Evaluation evaluation =
        evaluate(
            unreadable(),
            RetrievalSource.rankings(rankings("p.jpg y.jpg\np.jpg a.jpg\nx.jpg a.jpg\n")));

    assertThat(evaluation.notices())
        .anyMatch(n -> n.startsWith("1 queries") && n.contains("x.jpg"))
        .anyMatch(n -> n.startsWith("1 candidates") && n.contains("y.jpg"));
  }

  @Test
  void aRankingHasNoMatrixAndSaysWhy() throws IOException {
    RetrievalSource source = RetrievalSource.rankings(rankings("p.jpg a.jpg\n"));
    try (Workspace workspace = open(unreadable())) {
      PreparedMap prepared =
          workspace.pipeline(GLOBAL_ONLY.withRetrieval(source)).prepare(Progress.NONE);

      assertThatThrownBy(prepared::similarityTiles)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("ranking of pairs.txt holds no descriptors");
    }
  }

  @Test
  void ourPatchesRankTheCandidatesOfARankingAnew() throws IOException {
    Path map = TinyMap.write(folder.resolve("tiny"));
    List<String> lines = new ArrayList<>();
    for (int query = 0; query < TinyMap.QUERIES; query++) {
      for (int place = TinyMap.DATABASE - 1; place >= 0; place--) {
        lines.add("query" + query + ".png place" + place + ".png");
      }
    }
    RetrievalSource source = RetrievalSource.rankings(rankings(String.join("\n", lines)));
    try (Workspace workspace = open(map)) {
      Evaluation evaluation =
          workspace
              .pipeline(TinyMap.CONFIG.withRerank(8).withRetrieval(source))
              .evaluate(Progress.NONE);

      assertThat(Objects.requireNonNull(evaluation.global()).atN()).containsEntry(1, 0.0);
      assertThat(Objects.requireNonNull(evaluation.reranked()).atN()).containsEntry(1, 1.0);
    }
  }

  @Test
  void wordsAreLearnedWhenTheyAreAskedForThoughAnswersNeedNone() throws IOException {
    Path map = TinyMap.write(folder.resolve("tiny"));
    RetrievalSource source = RetrievalSource.rankings(rankings("query0.png place0.png\n"));
    try (Workspace workspace = open(map)) {
      PreparedMap prepared =
          workspace.pipeline(GLOBAL_ONLY.withRetrieval(source)).prepare(Progress.NONE);
      assertThat(workspace.networkRuns()).isZero();

      PlaceImage query = workspace.map().queries().getFirst();
      assertThat(prepared.assignment(query, Progress.NONE)).isNotNull();
      assertThat(prepared.match(query, workspace.map().database().getFirst(), Progress.NONE))
          .isNotNull();
      assertThat(workspace.networkRuns()).isPositive();
    }
  }

  @Test
  void aPairIsComparedWithoutLookingAtOtherImagesWhereAFileHoldsTheVocabulary() throws IOException {
    Path map = TinyMap.write(folder.resolve("tiny"));
    Path model = folder.resolve("model.safetensors");
    try (Workspace workspace = open(map)) {
      workspace
          .pipeline(TinyMap.CONFIG)
          .trained(ProjectionSource.PATCHES, Progress.NONE)
          .write(model, Progress.NONE);
    }
    store.clear();
    RetrievalSource source = RetrievalSource.rankings(rankings("query0.png place0.png\n"));
    PipelineConfig fromFile =
        GLOBAL_ONLY
            .withRetrieval(source)
            .withWords(
                GLOBAL_ONLY.words().orElseThrow().withFile(model, 8),
                ReductionConfig.trained(model, 16));
    try (Workspace workspace = open(map)) {
      PreparedMap prepared = workspace.pipeline(fromFile).prepare(Progress.NONE);
      PlaceImage query = workspace.map().queries().getFirst();

      assertThat(
              prepared.match(query, workspace.map().database().getFirst(), Progress.NONE).scales())
          .hasSize(2);
      assertThat(workspace.networkRuns()).isEqualTo(2);
    }
  }
}
