package org.vladoscope.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;

/** The nearest patches beside a plain search through all similarities. */
class PatchSimilarityTest {

  private static final Compute COMPUTE = Compute.open(DeviceChoice.CPU, 3);

  @AfterAll
  static void close() {
    COMPUTE.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 8", "15, 33, 8", "16, 16, 32", "17, 900, 16", "1131, 936, 128"})
  void theNearestAreThoseOfThePlainSearch(int queries, int candidates, int length) {
    FloatMatrix query = random(queries, length, 1);
    FloatMatrix candidate = random(candidates, length, 2);
    L2.normalizeRows(query);
    L2.normalizeRows(candidate);

    assertIsPlainSearch(query, candidate);
  }

  @ParameterizedTest
  @CsvSource({"40, 70, 3", "600, 530, 4", "1100, 900, 64"})
  void ofEquallySimilarPatchesTheFirstCounts(int queries, int candidates, int length) {
    // Small whole numbers have exact products, and with so few of them many are the same.
    assertIsPlainSearch(whole(queries, length, 3), whole(candidates, length, 4));
  }

  @ParameterizedTest
  @CsvSource({"600, 530, 96"})
  void patchesThatDifferInTheLastDigitAreToldApart(int queries, int candidates, int length) {
    FloatMatrix query = nearlyOne(queries, length, 5);
    FloatMatrix candidate = nearlyOne(candidates, length, 6);

    assertIsPlainSearch(query, candidate);
  }

  private static void assertIsPlainSearch(FloatMatrix query, FloatMatrix candidate) {
    FloatMatrix all = COMPUTE.timesTransposed(query, candidate);
    int[] inCandidate = new int[query.rows()];
    int[] inQuery = new int[candidate.rows()];
    for (int i = 0; i < query.rows(); i++) {
      for (int j = 0; j < candidate.rows(); j++) {
        inCandidate[i] = all.get(i, j) > all.get(i, inCandidate[i]) ? j : inCandidate[i];
        inQuery[j] = all.get(i, j) > all.get(inQuery[j], j) ? i : inQuery[j];
      }
    }

    PatchSimilarity found = PatchSimilarity.between(query, candidate, Precision.FP32, COMPUTE);

    assertThat(found.nearestInCandidate()).isEqualTo(inCandidate);
    assertThat(found.nearestInQuery()).isEqualTo(inQuery);
    for (int i = 0; i < query.rows(); i++) {
      assertThat(found.querySimilarity()[i]).isEqualTo(all.get(i, inCandidate[i]));
    }
    for (int j = 0; j < candidate.rows(); j++) {
      assertThat(found.candidateSimilarity()[j]).isEqualTo(all.get(inQuery[j], j));
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

  private static FloatMatrix whole(int rows, int cols, long seed) {
    Random random = new Random(seed);
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < matrix.data().length; i++) {
      matrix.data()[i] = random.nextInt(3) - 1;
    }
    return matrix;
  }

  /** The same row again and again, each time with one value moved to the next number there is. */
  private static FloatMatrix nearlyOne(int rows, int cols, long seed) {
    Random random = new Random(seed);
    FloatMatrix matrix = FloatMatrix.zeros(rows, cols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cols; j++) {
        matrix.data()[i * cols + j] = .1f;
      }
      int moved = i * cols + random.nextInt(cols);
      matrix.data()[moved] = Math.nextUp(matrix.data()[moved]);
    }
    return matrix;
  }
}
