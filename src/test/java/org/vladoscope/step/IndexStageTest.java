package org.vladoscope.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.graph.Stage;
import org.vladoscope.graph.StageLog;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.Neighbours;
import org.vladoscope.pipeline.TinyMap;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Evaluation;
import org.vladoscope.store.DescriptorStore;

class IndexStageTest {

  private static final ContentHash CONTENT = ContentHash.ofParts("some descriptors");

  @TempDir Path folder;
  private final StageLog log = new StageLog();
  private Compute compute;
  private DescriptorStore store;

  @BeforeEach
  void open() {
    compute = Compute.open(DeviceChoice.CPU, 2);
    store = DescriptorStore.open(folder.resolve("cache"), DescriptorStore.DEFAULT_LIMIT);
  }

  @AfterEach
  void close() {
    store.close();
    compute.close();
  }

  /** Descriptors that count how often they are asked for. */
  private static final class Descriptors implements IndexStage.Source {
    final FloatMatrix all;
    int asked;

    Descriptors(int size, int dimensions) {
      Random random = new Random(4);
      all = FloatMatrix.zeros(size, dimensions);
      for (int i = 0; i < all.data().length; i++) {
        all.data()[i] = (float) random.nextGaussian();
      }
    }

    @Override
    public int size() {
      return all.rows();
    }

    @Override
    public int dimensions() {
      return all.cols();
    }

    @Override
    public FloatMatrix rows(int[] ids, Progress progress) {
      asked += ids.length;
      return FloatMatrix.ofRows(IntStream.of(ids).mapToObj(all::row).toArray(float[][]::new));
    }
  }

  private IndexStage stage(IndexEngine engine) {
    return new IndexStage(compute, store, engine, log);
  }

  @ParameterizedTest
  @EnumSource(IndexEngine.class)
  void anIndexIsBuiltOnceAndFoundAgainInTheCache(IndexEngine engine) {
    Descriptors descriptors = new Descriptors(60, 12);
    List<Neighbours> first;
    try (IndexStage stage = stage(engine)) {
      DescriptorIndex index = stage.index(IndexConfig.FLAT, CONTENT, descriptors, Progress.NONE);
      first = index.search(descriptors.all, 4);
    }
    assertThat(descriptors.asked).isEqualTo(60);
    assertThat(store.usage()).containsKey("indexes");
    try (IndexStage stage = stage(engine)) {
      DescriptorIndex index = stage.index(IndexConfig.FLAT, CONTENT, descriptors, Progress.NONE);

      assertThat(descriptors.asked).isEqualTo(60);
      assertThat(index.search(descriptors.all, 4).get(59).ids())
          .containsExactly(first.get(59).ids());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "flipped", "foreign"})
  void aDamagedFileIsBuiltAgain(String damage) throws IOException {
    Descriptors descriptors = new Descriptors(60, 12);
    try (IndexStage stage = stage(IndexEngine.AUTO)) {
      stage.index(IndexConfig.FLAT, CONTENT, descriptors, Progress.NONE);
    }
    Path file = onlyEntry();
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case "cut" -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
      case "flipped" -> {
        bytes[bytes.length / 3] ^= 4;
        Files.write(file, bytes);
      }
      default -> Files.writeString(file, "something else");
    }
    try (IndexStage stage = stage(IndexEngine.AUTO)) {
      DescriptorIndex index = stage.index(IndexConfig.FLAT, CONTENT, descriptors, Progress.NONE);

      assertThat(descriptors.asked).isEqualTo(120);
      assertThat(index.search(descriptors.all.rowRange(7, 8), 1).getFirst().ids())
          .containsExactly(7);
    }
    assertThat(Files.size(onlyEntry())).isEqualTo(bytes.length);
  }

  private Path onlyEntry() throws IOException {
    try (Stream<Path> files = Files.walk(store.root().resolve("indexes"))) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  @Test
  void anIndexOfOtherDescriptorsUnderTheSameKeyIsNotUsed() {
    try (IndexStage stage = stage(IndexEngine.AUTO)) {
      stage.index(IndexConfig.FLAT, CONTENT, new Descriptors(60, 12), Progress.NONE);
      Descriptors others = new Descriptors(61, 12);

      assertThat(stage.index(IndexConfig.FLAT, CONTENT, others, Progress.NONE).size())
          .isEqualTo(61);
      assertThat(others.asked).isEqualTo(61);
    }
  }

  @Test
  void kindsAreKeptApartAndSearchSettingsAreNotPartOfThem() {
    Descriptors descriptors = new Descriptors(300, 12);
    try (IndexStage stage = stage(IndexEngine.FAISS)) {
      IndexConfig lists = IndexConfig.of("IVF4,Flat");
      stage.index(lists, CONTENT, descriptors, Progress.NONE);
      int asked = descriptors.asked;
      stage.index(lists.withSearch(3, 0), CONTENT, descriptors, Progress.NONE);
      assertThat(descriptors.asked).isEqualTo(asked);

      stage.index(IndexConfig.of("HNSW8"), CONTENT, descriptors, Progress.NONE);
      assertThat(descriptors.asked).isEqualTo(asked + 300);
    }
    assertThat(log.times().runs(Stage.INDEX)).isEqualTo(600);
  }

  @Test
  void tooFewDescriptorsForTheKindAreAClearError() {
    try (IndexStage stage = stage(IndexEngine.AUTO)) {
      assertThatThrownBy(
              () ->
                  stage.index(
                      IndexConfig.of("IVF256,Flat"),
                      CONTENT,
                      new Descriptors(60, 12),
                      Progress.NONE))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("IVF256,Flat needs 256 descriptors or more")
          .hasMessageContaining("there are 60");
    }
  }

  @Test
  void aCancelledBuildLeavesNothingBehind() {
    Progress cancelled =
        new Progress() {
          @Override
          public void report(String message, double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    try (IndexStage stage = stage(IndexEngine.AUTO)) {
      assertThatThrownBy(
              () ->
                  stage.index(IndexConfig.of("HNSW8"), CONTENT, new Descriptors(60, 12), cancelled))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(store.usage()).doesNotContainKey("indexes");
  }

  @Test
  void whoeverSearchesTheRankingsAreTheSame() throws IOException {
    var map = PlaceMapFormats.known().read(TinyMap.write(folder.resolve("map")), Progress.NONE);
    List<List<Integer>> rankings =
        Stream.of(IndexEngine.FAISS, IndexEngine.EXACT)
            .map(
                engine -> {
                  try (Workspace workspace = Workspace.open(map, compute, store, engine)) {
                    Evaluation evaluation =
                        workspace.pipeline(TinyMap.CONFIG).evaluate(Progress.NONE);
                    assertThat(evaluation.indexLoss()).isNull();
                    assertThat(evaluation.index())
                        .startsWith(engine == IndexEngine.FAISS ? "FAISS 1.7.3" : "exact search");
                    return evaluation.results().stream()
                        .flatMap(r -> r.candidates().stream())
                        .map(Candidate::databaseIndex)
                        .toList();
                  }
                })
            .toList();

    assertThat(rankings.get(0)).isEqualTo(rankings.get(1));
  }

  @Test
  void anApproximateIndexIsMeasuredAgainstExactSearch() throws IOException {
    var map = PlaceMapFormats.known().read(TinyMap.write(folder.resolve("map")), Progress.NONE);
    try (Workspace workspace = Workspace.open(map, compute, store)) {
      PipelineConfig lists = TinyMap.CONFIG.withIndex(new IndexConfig("IVF4,Flat", 1, 0));
      Evaluation evaluation = workspace.pipeline(lists).evaluate(Progress.NONE);
      Evaluation exact = workspace.pipeline(TinyMap.CONFIG).evaluate(Progress.NONE);

      var loss = Objects.requireNonNull(evaluation.indexLoss());
      assertThat(loss.exactRecall()).isEqualTo(exact.global());
      // One of four lists cannot hold all eight images.
      assertThat(loss.found().get(10)).isLessThan(1);
      assertThat(loss.found().get(1)).isGreaterThan(loss.found().get(10));
      assertThat(workspace.pipeline(lists).indexDescription()).isEqualTo("FAISS 1.7.3, IVF4,Flat");
    }
  }

  @Test
  void theSystemPropertyChoosesAndAWrongOneIsNamed() {
    System.setProperty(IndexEngine.PROPERTY, "Exact");
    try {
      assertThat(IndexEngine.fromSystemProperty()).isEqualTo(IndexEngine.EXACT);
      assertThat(IndexEngine.EXACT.description(compute)).isEqualTo("exact search");
      System.setProperty(IndexEngine.PROPERTY, "fast");
      assertThatThrownBy(IndexEngine::fromSystemProperty)
          .isInstanceOf(InputException.class)
          .hasMessage("'fast' is no value of vladoscope.index; choose auto, faiss or exact.");
    } finally {
      System.clearProperty(IndexEngine.PROPERTY);
    }
    assertThat(IndexEngine.fromSystemProperty()).isEqualTo(IndexEngine.AUTO);
  }
}
