package org.vladoscope.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;

class ExactIndexTest {

  private static Compute compute;

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
    assertThat(Arrays.copyOf(found.distances(), 4)).containsOnly(0f);
  }

  @Test
  void zeroVectorsHaveDistancesToo() {
    FloatMatrix database = FloatMatrix.ofRows(new float[] {3, 4}, new float[2], new float[2]);

    Neighbours found = search(database, FloatMatrix.zeros(1, 2), 3).getFirst();

    assertThat(found.ids()).containsExactly(1, 2, 0);
    assertThat(found.distances()).containsExactly(0f, 0f, 5f);
  }

  @Test
  void vectorsThatAreNoNumbersComeLastAndEveryIdOnce() {
    FloatMatrix database =
        FloatMatrix.ofRows(
            new float[] {Float.NaN, 0},
            new float[] {2, 0},
            new float[] {Float.POSITIVE_INFINITY, 0},
            new float[] {1, 0});

    Neighbours found = search(database, FloatMatrix.zeros(1, 2), 4).getFirst();

    assertThat(found.ids()).containsExactly(3, 1, 2, 0);
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

  @Test
  void severalThreadsMaySearchAtOnce() throws Exception {
    FloatMatrix database = random(800, 48, 1);
    FloatMatrix asked = random(40, 48, 2);
    try (ExactIndex index = new ExactIndex(database, compute);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Neighbours> expected = index.search(asked, 12);
      List<Future<List<Neighbours>>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(threads.submit(() -> index.search(asked, 12)));
      }
      for (Future<List<Neighbours>> one : all) {
        for (int q = 0; q < 40; q++) {
          assertThat(one.get().get(q).ids()).containsExactly(expected.get(q).ids());
        }
      }
    }
  }

  private static List<Neighbours> search(FloatMatrix database, FloatMatrix queries, int k) {
    try (ExactIndex index = new ExactIndex(database, compute)) {
      return index.search(queries, k);
    }
  }

  private static void assertIsBruteForce(FloatMatrix database, FloatMatrix queries, int k) {
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
      int[] nearest =
          IntStream.range(0, distances.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> distances[i]))
              .limit(k)
              .mapToInt(Integer::intValue)
              .toArray();
      assertThat(found.get(q).ids()).containsExactly(nearest);
      for (int i = 0; i < k; i++) {
        assertThat(found.get(q).distances()[i]).isEqualTo((float) distances[nearest[i]]);
      }
    }
  }

  private static FloatMatrix random(int rows, int cols, long seed) {
    Random random = new Random(seed);
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = (float) random.nextGaussian();
    }
    return matrix;
  }
}
