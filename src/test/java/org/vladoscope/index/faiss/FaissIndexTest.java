package org.vladoscope.index.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vladoscope.Golden;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.ProcessMemory;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.DescriptorIndexContract;
import org.vladoscope.index.Distance;
import org.vladoscope.index.ExactIndex;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.Neighbours;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@Tag("slow")
class FaissIndexTest extends DescriptorIndexContract {

  /** Where FAISS should run, a test that it does not is a failure, never a skip. */
  @BeforeEach
  void faissIsLoaded() {
    assertThat(FaissLibrary.problem(compute)).isEmpty();
  }

  @Override
  protected DescriptorIndex create(int dimensions, Distance distance) {
    return FaissIndex.create(IndexConfig.FLAT, dimensions, distance, compute);
  }

  @Override
  protected DescriptorIndex load(Path file) {
    return FaissIndex.load(file, IndexConfig.FLAT, compute);
  }

  private static FaissIndex built(String factory, FloatMatrix database) {
    FaissIndex index =
        FaissIndex.create(IndexConfig.of(factory), database.cols(), Distance.EUCLIDEAN, compute);
    index.train(database, Progress.NONE);
    index.add(database, Progress.NONE);
    return index;
  }

  // --- the same as FAISS in Python ---

  @ParameterizedTest
  @CsvSource({"flat_l2,EUCLIDEAN", "flat_ip,INNER_PRODUCT"})
  void neighboursAreThoseOfFaissInPython(String name, Distance distance) {
    try (DescriptorIndex index = create(24, distance)) {
      index.add(Golden.read("index/descriptors").matrix(), Progress.NONE);

      assertIsGolden(index, name, distance);
    }
  }

  @ParameterizedTest
  @CsvSource({"SQfp16,sqfp16_l2,0,0", "HNSW16,hnsw16_l2,0,64", "'IVF8,Flat',ivf8_l2,2,0"})
  void approximateKindsAnswerAsInPython(String factory, String name, int nprobe, int efSearch) {
    FloatMatrix database = Golden.read("index/descriptors").matrix();
    IndexConfig config = new IndexConfig(factory, nprobe, efSearch);
    try (FaissIndex index = FaissIndex.create(config, 24, Distance.EUCLIDEAN, compute)) {
      index.train(database, Progress.NONE);
      index.add(database, Progress.NONE);

      assertIsGolden(index, name, Distance.EUCLIDEAN);
    }
  }

  private static void assertIsGolden(DescriptorIndex index, String name, Distance distance) {
    int[] ids = Golden.read("index/" + name + "_ids").ints();
    float[] values = Golden.read("index/" + name + "_values").floats();
    List<Neighbours> found = index.search(Golden.read("index/queries").matrix(), 10);
    for (int q = 0; q < found.size(); q++) {
      for (int i = 0; i < 10; i++) {
        float value = values[q * 10 + i];
        assertThat(found.get(q).ids()[i]).isEqualTo(ids[q * 10 + i]);
        assertThat(found.get(q).values()[i])
            .isCloseTo(
                distance == Distance.EUCLIDEAN ? (float) Math.sqrt(value) : value, within(1e-6f));
      }
    }
  }

  @Test
  void neighboursAreThoseOfOurOwnExactSearch() {
    FloatMatrix database = random(4000, 96, 1);
    // Some exact copies, some a rounding error away, some of zero length.
    for (int i = 0; i < 400; i++) {
      System.arraycopy(database.data(), 96 * i, database.data(), 96 * (3999 - i), 96);
      database.data()[96 * (3999 - i) + 5] *= i % 2 == 0 ? 1 : 1 + 1e-7f;
    }
    java.util.Arrays.fill(database.data(), 96 * 1000, 96 * 1030, 0);
    for (Distance distance : Distance.values()) {
      try (DescriptorIndex ours = new ExactIndex(96, distance, compute);
          DescriptorIndex faiss = create(96, distance)) {
        ours.add(database, Progress.NONE);
        faiss.add(database, Progress.NONE);
        for (FloatMatrix queries :
            List.of(random(70, 96, 2), database.rowRange(0, 5), database.rowRange(995, 1010))) {
          assertSame(faiss.search(queries, 20), ours.search(queries, 20));
        }
      }
    }
  }

  // --- approximate kinds ---

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HNSW16",
        "HNSW16,SQ8",
        "IVF16,Flat",
        "IVF16,PQ8x4",
        "IVF16,SQ8",
        "SQfp16",
        "SQ8",
        "PQ8x4",
        "PCA16,Flat",
        "PCAW16,IVF8,SQfp16",
        "PCAR16,HNSW8",
        "L2norm,Flat"
      })
  void eachKindFindsMostNeighboursAndSurvivesSaving(String factory) {
    FloatMatrix database = clustered(1500, 32);
    FloatMatrix queries = database.rowRange(0, 100);
    try (FaissIndex index = built(factory, database)) {
      List<Neighbours> found = index.search(queries, 10);
      long itself =
          IntStream.range(0, 100)
              .filter(q -> IntStream.of(found.get(q).ids()).anyMatch(id -> id == q))
              .count();
      assertThat(itself).as(factory).isGreaterThanOrEqualTo(85);
      assertThat(index.isExact()).isFalse();
      assertThat(index.description()).isEqualTo("FAISS 1.7.3, " + factory);

      Path file = folder.resolve("index");
      index.save(file);
      try (FaissIndex loaded = FaissIndex.load(file, IndexConfig.of(factory), compute)) {
        assertSame(loaded.search(queries, 10), found);
      }
    }
  }

  @Test
  void searchingHarderFindsMore() {
    FloatMatrix database = random(2000, 24, 5);
    FloatMatrix queries = random(100, 24, 6);
    List<Neighbours> truth;
    try (DescriptorIndex flat = create(24, Distance.EUCLIDEAN)) {
      flat.add(database, Progress.NONE);
      truth = flat.search(queries, 1);
    }
    Path file = folder.resolve("ivf");
    try (FaissIndex index = built("IVF64,Flat", database)) {
      index.save(file);
    }
    List<Long> right = new ArrayList<>();
    for (int nprobe : new int[] {1, 8, 64}) {
      IndexConfig config = IndexConfig.of("IVF64,Flat").withSearch(nprobe, 0);
      try (FaissIndex index = FaissIndex.load(file, config, compute)) {
        List<Neighbours> found = index.search(queries, 1);
        right.add(
            IntStream.range(0, 100)
                .filter(q -> found.get(q).ids()[0] == truth.get(q).ids()[0])
                .count());
      }
    }
    assertThat(right).isSorted().last().isEqualTo(100L);
    assertThat(right.getFirst()).isLessThan(90);
  }

  @Test
  void withinALimitSearchesWhatItCanAndSaysWhatItCannot() {
    FloatMatrix database = clustered(600, 16);
    try (FaissIndex lists = built("IVF4,Flat", database);
        FaissIndex graph = built("HNSW8", database)) {
      assertThat(lists.searchWithin(database.rowRange(3, 4), 1e-3f).getFirst().ids()).contains(3);
      assertThatThrownBy(() -> graph.searchWithin(database.rowRange(3, 4), 1))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("HNSW8 cannot search within a limit");
    }
  }

  // --- misuse ---

  @Test
  void anUntrainedIndexTakesNothingAndFindsNothing() {
    try (FaissIndex index =
        FaissIndex.create(IndexConfig.of("IVF16,Flat"), 8, Distance.EUCLIDEAN, compute)) {
      assertThat(index.isTrained()).isFalse();
      assertThatThrownBy(() -> index.add(random(20, 8, 1), Progress.NONE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("IVF16,Flat must be trained");
      assertThat(index.search(random(2, 8, 1), 3)).allSatisfy(n -> assertThat(n.count()).isZero());
      assertThatThrownBy(() -> index.train(random(15, 8, 1), Progress.NONE))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("16");
    }
  }

  @Test
  void whatFaissRefusesComesWithItsOwnWords() {
    FaissException refused =
        new FaissException(
            new RuntimeException(
                "Error in void faiss::F() at ./faiss/F.cpp:59: Error: 'd % M == 0' failed: The"
                    + " dimension should be a multiple"));
    assertThat(refused).hasMessage("FAISS: The dimension should be a multiple");
    assertThat(new FaissException(new RuntimeException("odd"))).hasMessage("FAISS: odd");
  }

  @Test
  void anIndexOfAnotherKindIsNotTakenForAFlatOne() {
    Path file = folder.resolve("graph");
    try (FaissIndex graph = built("HNSW8", random(50, 8, 1))) {
      graph.save(file);
    }
    assertThatThrownBy(() -> load(file).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("does not hold an index Flat");
  }

  @Test
  void anExactIndexFileIsNotTakenForOneOfFaiss() {
    Path file = folder.resolve("exact");
    try (ExactIndex exact = new ExactIndex(4, Distance.EUCLIDEAN, compute)) {
      exact.save(file);
    }
    assertThatThrownBy(() -> load(file).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds an index of kind exact, not faiss");
  }

  @Test
  void cancellingStopsABuildAndTheIndexCanBeClosed() {
    FloatMatrix database = random(20_000, 64, 1);
    Progress cancelled =
        new Progress() {
          private int reports;

          @Override
          public void report(String message, double fraction) {
            reports++;
          }

          @Override
          public boolean isCancelled() {
            return reports > 1;
          }
        };
    try (FaissIndex index =
        FaissIndex.create(IndexConfig.of("HNSW32"), 64, Distance.EUCLIDEAN, compute)) {
      assertThatThrownBy(() -> index.add(database, cancelled))
          .isInstanceOf(CancellationException.class);
    }
  }

  // --- memory ---

  @Test
  void openingAndClosingManyTimesKeepsNoMemory() throws IOException {
    FloatMatrix database = random(64, 256, 1);
    FloatMatrix query = random(1, 256, 2);
    for (int i = 0; i < 1000; i++) {
      cycle(database, query);
    }
    long before = residentKilobytes();
    for (int i = 0; i < 10_000; i++) {
      cycle(database, query);
    }
    // 10 000 indexes of 64 kB would be 640 MB; the Java heap alone may grow by some tens.
    assertThat(residentKilobytes() - before).isLessThan(100_000);
  }

  @Test
  void anIndexThatKnowsItsSizeTakesItsMemoryOnlyOnce() {
    int chunks = 64;
    FloatMatrix some = random(4096, 256, 3);
    long size = (long) chunks * some.data().length * Float.BYTES;
    assumeThat(ProcessMemory.restartPeak()).isTrue();
    long before = ProcessMemory.resident().orElseThrow();
    try (FaissIndex index = FaissIndex.create(IndexConfig.FLAT, 256, Distance.EUCLIDEAN, compute)) {
      index.reserve(chunks * some.rows());
      for (int i = 0; i < chunks; i++) {
        index.add(some, Progress.NONE);
      }
      assertThat(index.size()).isEqualTo(chunks * some.rows());
    }
    // While a block grows, the old one lies beside the new one: half as much again or more.
    assertThat(ProcessMemory.peak().orElseThrow() - before).isLessThan(size + size / 4);
  }

  @Test
  void kindsOfIndexWithoutABlockOfDescriptorsNeedNoRoom() {
    try (FaissIndex index =
        FaissIndex.create(IndexConfig.of("HNSW16"), 24, Distance.EUCLIDEAN, compute)) {
      index.reserve(100);
      index.add(random(100, 24, 4), Progress.NONE);
      assertThat(index.size()).isEqualTo(100);
    }
  }

  private static void cycle(FloatMatrix database, FloatMatrix query) {
    try (FaissIndex index = FaissIndex.create(IndexConfig.FLAT, 256, Distance.EUCLIDEAN, compute)) {
      index.add(database, Progress.NONE);
      assertThat(index.search(query, 1).getFirst().count()).isEqualTo(1);
    }
  }

  private static long residentKilobytes() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(l -> l.startsWith("VmRSS"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** 30 clouds, as descriptors of places are. */
  private static FloatMatrix clustered(int rows, int cols) {
    FloatMatrix centres = random(30, cols, 11);
    FloatMatrix all = random(rows, cols, 12);
    for (int i = 0; i < rows; i++) {
      for (int d = 0; d < cols; d++) {
        all.data()[i * cols + d] = 2 * centres.get(i % 30, d) + all.get(i, d);
      }
    }
    return all;
  }
}
