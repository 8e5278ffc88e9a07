package org.vladoscope.index.jvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.index.DescriptorIndex;
import org.vladoscope.index.DescriptorIndexContract;
import org.vladoscope.index.Distance;
import org.vladoscope.index.ExactIndex;
import org.vladoscope.index.IndexConfig;
import org.vladoscope.index.Neighbours;

/**
 * The contract is that of an exact index, which a graph keeps while it looks at as many candidates
 * as there are descriptors; how much it finds otherwise is held against exact search.
 */
@Tag("slow")
class GraphIndexTest extends DescriptorIndexContract {

  private static final IndexConfig ALL = new IndexConfig("HNSW16", 0, 1 << 20);
  private static final IndexConfig USUAL = IndexConfig.of("HNSW32");

  @Override
  protected DescriptorIndex create(int dimensions, Distance distance) {
    return GraphIndex.create(ALL, dimensions, distance, compute);
  }

  @Override
  protected DescriptorIndex load(Path file) {
    return GraphIndex.load(file, ALL, compute);
  }

  @Test
  void nearlyAllOfTheNearestAreFoundBeforeAndAfterSaving() {
    FloatMatrix database = clusters(5000, 64, 1);
    FloatMatrix queries = clusters(100, 64, 2);
    List<Neighbours> exact;
    try (ExactIndex all = new ExactIndex(64, Distance.EUCLIDEAN, compute)) {
      all.add(database, Progress.NONE);
      exact = all.search(queries, 10);
    }
    Path file = folder.resolve("graph");
    List<Neighbours> inMemory;
    try (GraphIndex index = GraphIndex.create(USUAL, 64, Distance.EUCLIDEAN, compute)) {
      index.add(database.rowRange(0, 2000), Progress.NONE);
      index.add(database.rowRange(2000, 5000), Progress.NONE);
      inMemory = index.search(queries, 10);
      index.save(file);
    }
    List<Neighbours> fromFile;
    try (GraphIndex index = GraphIndex.load(file, USUAL, compute)) {
      fromFile = index.search(queries, 10);
    }

    assertThat(recall(exact, inMemory)).isGreaterThan(.95);
    assertThat(recall(exact, fromFile)).isGreaterThan(.95);
    // What is found has its true distance.
    for (int q = 0; q < exact.size(); q++) {
      if (fromFile.get(q).ids()[0] == exact.get(q).ids()[0]) {
        assertThat(fromFile.get(q).values()[0]).isEqualTo(exact.get(q).values()[0]);
      }
    }
  }

  @Test
  void moreCandidatesFindMore() {
    FloatMatrix database = clusters(4000, 48, 3);
    FloatMatrix queries = clusters(100, 48, 4);
    List<Neighbours> exact;
    try (ExactIndex all = new ExactIndex(48, Distance.EUCLIDEAN, compute)) {
      all.add(database, Progress.NONE);
      exact = all.search(queries, 10);
    }
    Path file = folder.resolve("graph");
    IndexConfig few = new IndexConfig("HNSW4", 0, 10);
    try (GraphIndex index = GraphIndex.create(few, 48, Distance.EUCLIDEAN, compute)) {
      index.add(database, Progress.NONE);
      index.save(file);
    }
    try (GraphIndex narrow = GraphIndex.load(file, few, compute);
        GraphIndex wide = GraphIndex.load(file, few.withSearch(0, 400), compute)) {
      double found = recall(exact, narrow.search(queries, 10));

      assertThat(recall(exact, wide.search(queries, 10))).isGreaterThan(found).isGreaterThan(.95);
    }
  }

  @Test
  void whatIsAddedToASavedIndexIsFoundToo() {
    FloatMatrix database = clusters(700, 24, 5);
    Path file = folder.resolve("graph");
    try (GraphIndex index = GraphIndex.create(USUAL, 24, Distance.EUCLIDEAN, compute)) {
      index.add(database.rowRange(0, 500), Progress.NONE);
      index.save(file);
      index.add(database.rowRange(500, 600), Progress.NONE);
      assertThat(index.search(database.rowRange(550, 551), 1).getFirst().ids()).contains(550);
    }
    try (GraphIndex index = GraphIndex.load(file, USUAL, compute)) {
      index.add(database.rowRange(500, 700), Progress.NONE);
      index.save(file);
    }
    try (GraphIndex index = GraphIndex.load(file, USUAL, compute)) {
      assertThat(index.size()).isEqualTo(700);
      List<Neighbours> found = index.search(database, 1);
      long own = 0;
      for (int i = 0; i < 700; i++) {
        own += found.get(i).ids()[0] == i ? 1 : 0;
      }
      assertThat(own).isGreaterThan(690);
    }
  }

  @Test
  void itNamesItselfAndSaysThatItMayMissSome() {
    try (GraphIndex index = GraphIndex.create(USUAL, 8, Distance.EUCLIDEAN, compute)) {
      assertThat(index.description()).isEqualTo("JVector 4.0.2, HNSW32");
      assertThat(index.isExact()).isFalse();
    }
  }

  @Test
  void whatJVectorDoesNotBuildIsRefused() {
    for (String kind : List.of("IVF16,Flat", "HNSW32,SQ8", "PCA8,HNSW16", "Flat")) {
      assertThatThrownBy(
              () -> GraphIndex.create(IndexConfig.of(kind), 16, Distance.EUCLIDEAN, compute))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(kind);
    }
  }

  @Test
  void aFileThatIsSoundButNoGraphIsRefused() throws Exception {
    Path file = folder.resolve("exact");
    try (ExactIndex index = new ExactIndex(4, Distance.EUCLIDEAN, compute)) {
      index.add(clusters(5, 4, 1), Progress.NONE);
      index.save(file);
    }
    assertThat(Files.size(file)).isPositive();
    assertThatThrownBy(() -> GraphIndex.load(file, USUAL, compute))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds an index of kind exact, not jvector");
  }

  @Test
  void buildingStopsWhenItIsCancelled() {
    Progress cancelled =
        new Progress() {
          private int reports;

          @Override
          public void report(String message, double fraction) {
            reports++;
          }

          @Override
          public boolean isCancelled() {
            return reports > 50;
          }
        };
    try (GraphIndex index = GraphIndex.create(USUAL, 32, Distance.EUCLIDEAN, compute)) {
      assertThatThrownBy(() -> index.add(clusters(2000, 32, 6), cancelled))
          .isInstanceOf(CancellationException.class);
    }
  }

  private static double recall(List<Neighbours> exact, List<Neighbours> found) {
    double sum = 0;
    double all = 0;
    for (int q = 0; q < exact.size(); q++) {
      int[] got = found.get(q).ids();
      all += exact.get(q).count();
      sum +=
          Arrays.stream(exact.get(q).ids())
              .filter(id -> Arrays.stream(got).anyMatch(g -> g == id))
              .count();
    }
    return sum / all;
  }

  /** Unit vectors around 40 centres, the same whatever the seed. */
  private static FloatMatrix clusters(int rows, int cols, long seed) {
    Random shape = new Random(99);
    float[] centres = new float[40 * cols];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = (float) shape.nextGaussian();
    }
    Random random = new Random(seed);
    FloatMatrix result = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < rows; i++) {
      int centre = random.nextInt(40);
      for (int d = 0; d < cols; d++) {
        result.data()[i * cols + d] =
            centres[centre * cols + d] + .3f * (float) random.nextGaussian();
      }
    }
    L2.normalizeRows(result);
    return result;
  }
}
