package org.vladoscope.step.kept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.graph.Stopwatch;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.Neighbours;
import org.vladoscope.index.engine.IndexEngine;
import org.vladoscope.index.engine.IndexSoftware;
import org.vladoscope.store.DescriptorStore;

class IndexFilesTest {

  private static final ContentHash CONTENT = ContentHash.ofParts("some descriptors");

  @TempDir Path folder;
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
  private static final class Descriptors implements IndexFiles.Rows {
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
    public FloatMatrix of(int[] ids, Progress progress) {
      asked += ids.length;
      return FloatMatrix.ofRows(IntStream.of(ids).mapToObj(all::row).toArray(float[][]::new));
    }
  }

  private DescriptorIndex index(
      IndexEngine engine, IndexConfig config, Descriptors descriptors, Progress progress) {
    IndexFiles files =
        new IndexFiles(
            config,
            CONTENT,
            descriptors.all.rows(),
            descriptors.all.cols(),
            store,
            engine.software(
                config, engine.findFaiss(compute), descriptors.all.rows(), descriptors.all.cols()),
            compute);
    return files
        .load()
        .orElseGet(
            () -> {
              DescriptorIndex built = files.build(descriptors, new Stopwatch(), progress);
              files.save(built);
              return built;
            });
  }

  @ParameterizedTest
  @EnumSource(IndexEngine.class)
  void anIndexIsBuiltOnceAndFoundAgainInTheCache(IndexEngine engine) {
    Descriptors descriptors = new Descriptors(60, 12);
    List<Neighbours> first;
    first = index(engine, IndexConfig.FLAT, descriptors, Progress.NONE).search(descriptors.all, 4);
    assertThat(descriptors.asked).isEqualTo(60);
    assertThat(store.usage()).containsKey("indexes");
    DescriptorIndex found = index(engine, IndexConfig.FLAT, descriptors, Progress.NONE);

    assertThat(descriptors.asked).isEqualTo(60);
    assertThat(found.search(descriptors.all, 4).get(59).ids()).containsExactly(first.get(59).ids());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "flipped", "foreign"})
  void aDamagedFileIsBuiltAgain(String damage) throws IOException {
    Descriptors descriptors = new Descriptors(60, 12);
    index(IndexEngine.AUTO, IndexConfig.FLAT, descriptors, Progress.NONE);
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
    DescriptorIndex found = index(IndexEngine.AUTO, IndexConfig.FLAT, descriptors, Progress.NONE);

    assertThat(descriptors.asked).isEqualTo(120);
    assertThat(found.search(descriptors.all.rowRange(7, 8), 1).getFirst().ids()).containsExactly(7);
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
    index(IndexEngine.AUTO, IndexConfig.FLAT, new Descriptors(60, 12), Progress.NONE);
    Descriptors others = new Descriptors(61, 12);

    assertThat(index(IndexEngine.AUTO, IndexConfig.FLAT, others, Progress.NONE).size())
        .isEqualTo(61);
    assertThat(others.asked).isEqualTo(61);
  }

  @Test
  void kindsAreKeptApartAndSearchSettingsAreNotPartOfThem() {
    Descriptors descriptors = new Descriptors(300, 12);
    IndexConfig lists = IndexConfig.of("IVF4,Flat");
    index(IndexEngine.FAISS, lists, descriptors, Progress.NONE);
    int asked = descriptors.asked;
    index(IndexEngine.FAISS, lists.withSearch(3, 0), descriptors, Progress.NONE);
    assertThat(descriptors.asked).isEqualTo(asked);

    index(IndexEngine.FAISS, IndexConfig.of("HNSW8"), descriptors, Progress.NONE);
    assertThat(descriptors.asked).isEqualTo(asked + 300);
  }

  @Test
  void tooFewDescriptorsForTheKindAreAClearError() {
    assertThatThrownBy(
            () ->
                index(
                    IndexEngine.AUTO,
                    IndexConfig.of("IVF256,Flat"),
                    new Descriptors(60, 12),
                    Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("IVF256,Flat needs 256 descriptors or more")
        .hasMessageContaining("there are 60");
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
    assertThatThrownBy(
            () ->
                index(
                    IndexEngine.AUTO, IndexConfig.of("HNSW8"), new Descriptors(60, 12), cancelled))
        .isInstanceOf(CancellationException.class);
    assertThat(store.usage()).doesNotContainKey("indexes");
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO,Flat,524288,512,FAISS",
    "AUTO,Flat,524289,512,MAPPED",
    "AUTO,HNSW32,1000000,512,FAISS",
    "FAISS,Flat,1000000,512,FAISS",
    "JVECTOR,Flat,1000,512,EXACT",
    "JVECTOR,Flat,1000000,512,MAPPED",
    "JVECTOR,HNSW32,1000000,512,JVECTOR",
    "EXACT,HNSW32,1000,512,EXACT",
    "EXACT,HNSW32,1000000,512,MAPPED",
    "MAPPED,Flat,10,4,MAPPED",
    "MAPPED,HNSW32,10,4,FAISS"
  })
  void descriptorsOfMoreThanOneGigabyteStayInAFile(
      IndexEngine engine, String kind, int size, int dimensions, IndexSoftware expected) {
    boolean faiss = engine != IndexEngine.EXACT && engine != IndexEngine.JVECTOR;

    assertThat(engine.software(IndexConfig.of(kind), faiss, size, dimensions)).isEqualTo(expected);
  }

  @Test
  void aMappedIndexIsBuiltInTheCacheWithoutLeftoversAndOpenedThere() throws IOException {
    Descriptors descriptors = new Descriptors(60, 12);
    try (DescriptorIndex built =
            index(IndexEngine.MAPPED, IndexConfig.FLAT, descriptors, Progress.NONE);
        DescriptorIndex opened =
            index(IndexEngine.MAPPED, IndexConfig.FLAT, descriptors, Progress.NONE);
        DescriptorIndex memory =
            index(IndexEngine.AUTO, IndexConfig.FLAT, descriptors, Progress.NONE)) {
      assertThat(descriptors.asked).isEqualTo(120);
      assertThat(opened.description()).isEqualTo("exact search in a mapped file");
      try (Stream<Path> files = Files.walk(store.root().resolve("indexes"))) {
        assertThat(files.filter(Files::isRegularFile))
            .hasSize(2)
            .allSatisfy(file -> assertThat(file.toString()).endsWith(".entry"));
      }
      for (int i = 0; i < 60; i++) {
        int[] expected = memory.search(descriptors.all, 9).get(i).ids();
        assertThat(built.search(descriptors.all, 9).get(i).ids()).containsExactly(expected);
        assertThat(opened.search(descriptors.all, 9).get(i).ids()).containsExactly(expected);
      }
    }
  }

  @Test
  void aCancelledBuildOfAMappedIndexLeavesNoFile() throws IOException {
    Progress cancelled =
        new Progress() {
          @Override
          public void report(String message, double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(
            () -> index(IndexEngine.MAPPED, IndexConfig.FLAT, new Descriptors(60, 12), cancelled))
        .isInstanceOf(CancellationException.class);
    try (Stream<Path> files = Files.walk(store.root().resolve("indexes"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
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
          .hasMessage(
              "'fast' is no value of vladoscope.index; choose auto, faiss, jvector, exact"
                  + " or mapped.");
    } finally {
      System.clearProperty(IndexEngine.PROPERTY);
    }
    assertThat(IndexEngine.fromSystemProperty()).isEqualTo(IndexEngine.AUTO);
  }
}
