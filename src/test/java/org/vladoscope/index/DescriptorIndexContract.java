package org.vladoscope.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;

/** What every exact index must do; run over our own search and over FAISS. */
public abstract class DescriptorIndexContract {

  /** Two workers. */
  protected static Compute compute;

  /** An empty exact index of the kind under test. */
  protected abstract DescriptorIndex create(int dimensions, Distance distance);

  /** Reads one that was saved. */
  protected abstract DescriptorIndex load(Path file);

  @TempDir protected Path folder;

  @BeforeAll
  static void open() {
    compute = Compute.open(DeviceChoice.CPU, 2);
  }

  @AfterAll
  static void close() {
    compute.close();
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,1", "10,3,5,4", "500,64,130,20", "3000,256,300,25", "37,7,300,37"})
  void neighboursAreThoseOfADirectComputationInDoublePrecision(
      int size, int dimensions, int queries, int k) {
    FloatMatrix database = random(size, dimensions, 1);
    FloatMatrix asked = random(queries, dimensions, 2);

    assertIsBruteForce(database, asked, k);
  }

  @Test
  void vectorsOfUnitLengthAndVectorsFarFromTheOriginAreRankedAlike() {
    FloatMatrix unit = random(400, 96, 3);
    L2.normalizeRows(unit);
    assertIsBruteForce(unit, random(50, 96, 4), 10);

    FloatMatrix far = random(400, 96, 5);
    FloatMatrix asked = random(50, 96, 6);
    for (FloatMatrix matrix : List.of(far, asked)) {
      for (int i = 0; i < matrix.data().length; i++) {
        matrix.data()[i] += 100;
      }
    }
    assertIsBruteForce(far, asked, 10);
  }

  @ParameterizedTest
  @CsvSource({"3,1", "17,5", "33,30", "257,40", "1001,999"})
  void equallyNearOnesComeInTheOrderTheyWereAdded(int copies, int k) {
    // The same vector many times: wherever a matrix product rounds differently, order must not.
    float[] vector = random(1, 131, 7).data();
    float[][] rows = new float[copies][];
    Arrays.fill(rows, vector);

    Neighbours found = search(FloatMatrix.ofRows(rows), random(3, 131, 8), k).get(2);

    assertThat(found.ids()).containsExactly(IntStream.range(0, k).toArray());
  }

  @Test
  void duplicatesAmongOthersStayInOrder() {
    FloatMatrix database = random(300, 40, 9);
    for (int copy : new int[] {11, 150, 299}) {
      System.arraycopy(database.data(), 40 * 5, database.data(), 40 * copy, 40);
    }

    Neighbours found = search(database, database.rowRange(5, 6), 6).getFirst();

    assertThat(Arrays.copyOf(found.ids(), 4)).containsExactly(5, 11, 150, 299);
    assertThat(Arrays.copyOf(found.values(), 4)).containsOnly(0f);
  }

  @ParameterizedTest
  @CsvSource({"300,1,6", "300,2,6", "300,7,40", "50,20,300", "301,300,9"})
  void partsThatAreSearchedApartFindWhatTheWholeFinds(int size, int parts, int k) {
    FloatMatrix database = random(size, 40, 9);
    // Equally near ones, on both sides of where it is cut.
    for (int copy = size / 3; copy < size; copy += 7) {
      System.arraycopy(database.data(), 40 * 5, database.data(), 40 * copy, 40);
    }
    FloatMatrix queries = random(30, 40, 10);
    System.arraycopy(database.data(), 40 * 5, queries.data(), 0, 40);
    List<DescriptorIndex> held = new ArrayList<>();
    int[] first = IntStream.rangeClosed(0, parts).map(i -> i * size / parts).toArray();
    for (int i = 0; i < parts; i++) {
      held.add(filled(database.rowRange(first[i], first[i + 1]), Distance.EUCLIDEAN));
    }

    ShardedIndex sharded =
        new ShardedIndex(
            size,
            40,
            true,
            "parts",
            (asked, count) ->
                IntStream.range(0, parts)
                    .mapToObj(
                        i ->
                            held.get(i).searchKeyed(asked, count).stream()
                                .map(found -> found.from(first[i]))
                                .toList())
                    .toList());

    List<Neighbours> whole = search(database, queries, k);
    List<Neighbours> found = sharded.search(queries, k);
    for (int q = 0; q < queries.rows(); q++) {
      assertThat(found.get(q).ids()).containsExactly(whole.get(q).ids());
      assertThat(found.get(q).values()).containsExactly(whole.get(q).values());
    }
    held.forEach(DescriptorIndex::close);
  }

  @Test
  void zeroVectorsHaveDistancesToo() {
    FloatMatrix database = FloatMatrix.ofRows(new float[] {3, 4}, new float[2], new float[2]);

    Neighbours found = search(database, FloatMatrix.zeros(1, 2), 3).getFirst();

    assertThat(found.ids()).containsExactly(1, 2, 0);
    assertThat(found.values()).containsExactly(0f, 0f, 5f);
  }

  @Test
  void vectorsThatAreNoNumbersAreRefusedByName() {
    FloatMatrix bad = FloatMatrix.ofRows(new float[] {1, 2}, new float[] {3, Float.NaN});
    FloatMatrix good = FloatMatrix.ofRows(new float[] {1, 2});
    try (DescriptorIndex index = create(2, Distance.EUCLIDEAN)) {
      assertThatThrownBy(() -> index.add(bad, Progress.NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("value 1 of descriptor 1 is NaN; only finite numbers can be compared");
      assertThat(index.size()).isZero();

      index.add(good, Progress.NONE);
      bad.data()[3] = Float.NEGATIVE_INFINITY;

      assertThatThrownBy(() -> index.search(bad, 1))
          .hasMessage("value 1 of query 1 is -Infinity; only finite numbers can be compared");
      assertThatThrownBy(() -> index.searchWithin(bad, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void askingForMoreThanThereAreGivesAll() {
    List<Neighbours> found = search(random(5, 8, 1), random(2, 8, 2), 100);

    assertThat(found).hasSize(2);
    assertThat(found).allSatisfy(n -> assertThat(n.ids()).containsExactlyInAnyOrder(0, 1, 2, 3, 4));
  }

  @Test
  void anEmptyIndexFindsNothing() {
    List<Neighbours> found = search(FloatMatrix.zeros(0, 8), random(2, 8, 2), 3);

    assertThat(found).hasSize(2).allSatisfy(n -> assertThat(n.count()).isZero());
  }

  @Test
  void noQueriesGetNoAnswers() {
    assertThat(search(random(5, 8, 1), FloatMatrix.zeros(0, 8), 3)).isEmpty();
  }

  @Test
  void wrongLengthsAndCountsAreRefused() {
    assertThatThrownBy(() -> search(random(5, 8, 1), random(2, 7, 2), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7")
        .hasMessageContaining("8");
    assertThatThrownBy(() -> search(random(5, 8, 1), random(2, 8, 2), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
    assertThatThrownBy(() -> new Neighbours(new int[2], new float[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"1,3,1", "300,31,7", "2000,64,40"})
  void byInnerProductTheLargestComeFirst(int size, int dimensions, int k) {
    FloatMatrix database = random(size, dimensions, 21);
    FloatMatrix asked = random(25, dimensions, 22);
    try (DescriptorIndex index = filled(database, Distance.INNER_PRODUCT)) {
      List<Neighbours> found = index.search(asked, k);

      for (int q = 0; q < asked.rows(); q++) {
        double[] products = new double[size];
        for (int i = 0; i < size; i++) {
          for (int d = 0; d < dimensions; d++) {
            products[i] += (double) asked.get(q, d) * database.get(i, d);
          }
        }
        int[] nearest = inOrder(products, i -> -products[i], k);
        assertThat(found.get(q).ids()).containsExactly(nearest);
        for (int i = 0; i < nearest.length; i++) {
          assertThat(found.get(q).values()[i])
              .isCloseTo((float) products[nearest[i]], within(1e-6f));
        }
      }
    }
  }

  @Test
  void withinALimitAreAllThatAreAsNearTheLimitIncluded() {
    FloatMatrix database =
        FloatMatrix.ofRows(
            new float[] {3, 4}, new float[] {0, 2}, new float[] {6, 8}, new float[] {0, 2});
    FloatMatrix origin = FloatMatrix.zeros(1, 2);
    try (DescriptorIndex index = filled(database, Distance.EUCLIDEAN)) {
      Neighbours five = index.searchWithin(origin, 5).getFirst();

      assertThat(five.ids()).containsExactly(1, 3, 0);
      assertThat(five.values()).containsExactly(2f, 2f, 5f);
      assertThat(index.searchWithin(origin, 4.9999f).getFirst().ids()).containsExactly(1, 3);
      assertThat(index.searchWithin(origin, 0).getFirst().count()).isZero();
    }
    try (DescriptorIndex index = filled(database, Distance.INNER_PRODUCT)) {
      Neighbours found = index.searchWithin(FloatMatrix.ofRows(new float[] {0, 1}), 4).getFirst();

      assertThat(found.ids()).containsExactly(2, 0);
      assertThat(found.values()).containsExactly(8f, 4f);
    }
  }

  @Test
  void whatIsAddedLaterIsFoundToo() {
    FloatMatrix first = random(50, 12, 1);
    FloatMatrix second = random(70, 12, 2);
    try (DescriptorIndex index = filled(first, Distance.EUCLIDEAN)) {
      index.add(second, Progress.NONE);

      assertThat(index.size()).isEqualTo(120);
      List<Neighbours> found = index.search(second, 1);
      for (int i = 0; i < 70; i++) {
        assertThat(found.get(i).ids()).containsExactly(50 + i);
      }
    }
  }

  @Test
  void aSavedIndexAnswersTheSame() {
    FloatMatrix database = random(200, 20, 1);
    FloatMatrix asked = random(10, 20, 2);
    Path file = folder.resolve("saved index ä");
    for (Distance distance : Distance.values()) {
      List<Neighbours> expected;
      try (DescriptorIndex index = filled(database, distance)) {
        expected = index.search(asked, 9);
        index.save(file);
      }
      try (DescriptorIndex index = load(file)) {
        assertThat(index.size()).isEqualTo(200);
        assertThat(index.dimensions()).isEqualTo(20);
        assertThat(index.distance()).isEqualTo(distance);
        assertSame(index.search(asked, 9), expected);
      }
    }
    assertThat(folder)
        .isDirectoryContaining(f -> f.equals(file))
        .isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void anEmptyIndexIsSavedAndReadToo() {
    Path file = folder.resolve("empty");
    try (DescriptorIndex index = create(7, Distance.EUCLIDEAN)) {
      index.save(file);
    }
    try (DescriptorIndex index = load(file)) {
      assertThat(index.size()).isZero();
      assertThat(index.dimensions()).isEqualTo(7);
    }
  }

  @Test
  void aTruncatedFileIsRefusedWhereverItEnds() throws IOException {
    byte[] whole = savedBytes();
    for (int length = 0; length < whole.length; length += 1 + length / 7) {
      Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> load(file).close())
          .as("cut after %d of %d bytes", length, whole.length)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("cut");
    }
  }

  @Test
  void aFlippedBitIsNoticedWhereverItLies() throws IOException {
    byte[] whole = savedBytes();
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      damaged[i < 60 ? damaged.length - 1 - i % 28 : random.nextInt(damaged.length)] ^=
          (byte) (1 << random.nextInt(8));
      Path file = Files.write(folder.resolve("damaged"), damaged);

      assertThatThrownBy(() -> load(file).close()).isInstanceOf(InputException.class);
    }
  }

  @Test
  void aForeignFileAndAMissingOneAreNamed() throws IOException {
    Path foreign = Files.writeString(folder.resolve("notes.txt"), "x".repeat(5000));
    assertThatThrownBy(() -> load(foreign).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("notes.txt is no index");
    assertThatThrownBy(() -> load(folder.resolve("nothing")).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("There is no index file");
    assertThatThrownBy(() -> load(folder).close()).isInstanceOf(InputException.class);
  }

  @Test
  void aFolderThatIsNotThereCannotBeSavedTo() {
    try (DescriptorIndex index = filled(random(3, 4, 1), Distance.EUCLIDEAN)) {
      assertThatThrownBy(() -> index.save(folder.resolve("none/index")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("none");
      assertThat(index.search(random(1, 4, 2), 1)).hasSize(1);
    }
  }

  private byte[] savedBytes() throws IOException {
    Path file = folder.resolve("whole");
    try (DescriptorIndex index = filled(random(40, 8, 1), Distance.EUCLIDEAN)) {
      index.save(file);
    }
    return Files.readAllBytes(file);
  }

  @Test
  void aClosedIndexSaysSo() {
    DescriptorIndex index = filled(random(5, 4, 1), Distance.EUCLIDEAN);
    index.close();
    index.close();

    assertThatThrownBy(() -> index.search(random(1, 4, 2), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the index is closed");
    assertThatThrownBy(() -> index.searchWithin(random(1, 4, 2), 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> index.add(random(1, 4, 2), Progress.NONE))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(index::size).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> index.save(folder.resolve("closed")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void addingAndSearchingAtOnceNeverMixesUp() throws Exception {
    FloatMatrix database = random(600, 16, 1);
    try (DescriptorIndex index = filled(database.rowRange(0, 100), Distance.EUCLIDEAN);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    int own = i % 100;
                    Neighbours found = index.search(database.rowRange(own, own + 1), 3).getFirst();
                    assertThat(found.ids()[0]).isEqualTo(own);
                  }
                }));
      }
      for (int from = 100; from < 600; from += 20) {
        index.add(database.rowRange(from, from + 20), Progress.NONE);
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(index.size()).isEqualTo(600);
    }
  }

  @Test
  void severalThreadsMaySearchAtOnce() throws Exception {
    FloatMatrix database = random(800, 48, 1);
    FloatMatrix asked = random(40, 48, 2);
    try (DescriptorIndex index = filled(database, Distance.EUCLIDEAN);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Neighbours> expected = index.search(asked, 12);
      List<Future<List<Neighbours>>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        all.add(threads.submit(() -> index.search(asked, 12)));
      }
      for (Future<List<Neighbours>> one : all) {
        for (int q = 0; q < 40; q++) {
          assertThat(one.get().get(q).ids()).containsExactly(expected.get(q).ids());
        }
      }
    }
  }

  private DescriptorIndex filled(FloatMatrix database, Distance distance) {
    DescriptorIndex index = create(database.cols(), distance);
    index.add(database, Progress.NONE);
    return index;
  }

  private List<Neighbours> search(FloatMatrix database, FloatMatrix queries, int k) {
    try (DescriptorIndex index = filled(database, Distance.EUCLIDEAN)) {
      return index.search(queries, k);
    }
  }

  private static int[] inOrder(double[] values, IntToDoubleFunction key, int k) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(key::applyAsDouble))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  protected static void assertSame(List<Neighbours> found, List<Neighbours> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int q = 0; q < found.size(); q++) {
      assertThat(found.get(q).ids()).containsExactly(expected.get(q).ids());
      assertThat(found.get(q).values()).containsExactly(expected.get(q).values());
    }
  }

  private void assertIsBruteForce(FloatMatrix database, FloatMatrix queries, int k) {
    List<Neighbours> found = search(database, queries, k);
    for (int q = 0; q < queries.rows(); q++) {
      double[] distances = new double[database.rows()];
      for (int i = 0; i < distances.length; i++) {
        double sum = 0;
        for (int d = 0; d < database.cols(); d++) {
          double difference = (double) queries.get(q, d) - database.get(i, d);
          sum += difference * difference;
        }
        distances[i] = Math.sqrt(sum);
      }
      int[] nearest = inOrder(distances, i -> distances[i], k);
      assertThat(found.get(q).ids()).containsExactly(nearest);
      for (int i = 0; i < k; i++) {
        assertThat(found.get(q).values()[i]).isEqualTo((float) distances[nearest[i]]);
      }
    }
  }

  protected static FloatMatrix random(int rows, int cols, long seed) {
    Random random = new Random(seed);
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) random.nextGaussian();
    }
    return matrix;
  }
}
