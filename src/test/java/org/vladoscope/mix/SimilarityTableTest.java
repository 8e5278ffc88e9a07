package org.vladoscope.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.linalg.Whitening;

/** Similarities under mixes, held against descriptors that are mixed and compared plainly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimilarityTableTest {

  private static final int CLUSTERS = 6;
  private static final int CHANNELS = 5;
  private static final int QUERIES = 37;
  private static final int IMAGES = 141;
  private static final int DIMENSIONS = 9;

  private final Compute compute = Compute.open(DeviceChoice.CPU, 2);
  private final float[][] queries = descriptors(QUERIES, 1);
  private final float[][] images = descriptors(IMAGES, 2);
  private final Whitening projection = projection();

  @AfterAll
  void close() {
    compute.close();
  }

  /** Blocks of unit length, some of them missing, then the whole of unit length. */
  private static float[][] descriptors(int count, long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[count][CLUSTERS * CHANNELS];
    for (int i = 0; i < count; i++) {
      double length = 0;
      for (int k = 0; k < CLUSTERS; k++) {
        if (k == 3 && i % 10 == 7) {
          continue;
        }
        double[] block = random.doubles(CHANNELS, -.4, 1).toArray();
        double norm = Math.sqrt(Arrays.stream(block).map(v -> v * v).sum());
        for (int c = 0; c < CHANNELS; c++) {
          rows[i][k * CHANNELS + c] = (float) (block[c] / norm);
        }
        length++;
      }
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] /= (float) Math.sqrt(length);
      }
    }
    return rows;
  }

  private static Whitening projection() {
    Random random = new Random(5);
    float[] weights = new float[DIMENSIONS * CLUSTERS * CHANNELS];
    float[] bias = new float[DIMENSIONS];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) (random.nextGaussian() * .2);
    }
    return new Whitening(FloatMatrix.of(DIMENSIONS, CLUSTERS * CHANNELS, weights), bias);
  }

  private static double[] mixed(float[] descriptor, double[] factors) {
    double[] mixed = new double[descriptor.length];
    for (int j = 0; j < mixed.length; j++) {
      mixed[j] = descriptor[j] * factors[j / CHANNELS];
    }
    return unit(mixed);
  }

  private static double[] unit(double[] values) {
    double norm = Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    return Arrays.stream(values).map(v -> v / norm).toArray();
  }

  private double[] projected(float[] descriptor, double[] factors) {
    double[] mixed = mixed(descriptor, factors);
    double[] result = new double[DIMENSIONS];
    for (int p = 0; p < DIMENSIONS; p++) {
      result[p] = projection.bias()[p];
      for (int j = 0; j < mixed.length; j++) {
        result[p] += projection.weight().get(p, j) * mixed[j];
      }
    }
    return unit(result);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private SimilarityTable table(IntFunction<float @Nullable []> ofImages) {
    return SimilarityTable.of(
        CLUSTERS,
        QUERIES,
        q -> queries[q],
        IMAGES,
        ofImages,
        i -> "image " + i,
        compute,
        Progress.NONE);
  }

  private ProjectedParts parts() {
    return ProjectedParts.of(
        CLUSTERS,
        QUERIES,
        IMAGES,
        i -> i < QUERIES ? queries[i] : images[i - QUERIES],
        projection,
        i -> "image " + i,
        compute,
        Progress.NONE);
  }

  private static List<Integer> all() {
    return IntStream.range(0, QUERIES).boxed().toList();
  }

  @Test
  void similaritiesAreThoseOfMixedDescriptorsAfterAnyNumberOfMoves() {
    Random random = new Random(9);
    try (SimilarityTable table = table(d -> images[d])) {
      Mixing mixing = table.mixing(all());
      double[] factors = new double[CLUSTERS];
      Arrays.fill(factors, 1);
      for (int move = 0; move < 300; move++) {
        int k = random.nextInt(CLUSTERS);
        factors[k] = move % 7 == 0 && k > 0 ? 0 : .2 + 2 * random.nextDouble();
        mixing.move(factors, Progress.NONE);
      }
      double[] row = new double[IMAGES];
      for (int q = 0; q < QUERIES; q++) {
        mixing.now().copy(q, row);
        for (int d = 0; d < IMAGES; d++) {
          assertThat(row[d])
              .isCloseTo(dot(mixed(queries[q], factors), mixed(images[d], factors)), within(2e-7));
        }
      }
    }
  }

  @Test
  void oneClusterCanBeLeftOutWithoutMovingAnything() {
    double[] factors = {1, .5, 2, 1, 1, 1.5};
    double[] less = {1, .5, 0, 1, 1, 1.5};
    try (SimilarityTable table = table(d -> images[d]);
        ProjectedParts parts = parts()) {
      double[] row = new double[IMAGES];
      Mixing plain = table.mixing(List.of(3, 20));
      plain.move(factors, Progress.NONE);
      Mixing.Rows without = Objects.requireNonNull(plain.without(2, Progress.NONE));
      without.copy(20, row);
      assertThat(row[17])
          .isCloseTo(dot(mixed(queries[20], less), mixed(images[17], less)), within(2e-7));
      plain.now().copy(20, row);
      assertThat(row[17])
          .isCloseTo(dot(mixed(queries[20], factors), mixed(images[17], factors)), within(2e-7));

      Mixing projected = parts.mixing(List.of(3, 20));
      projected.move(factors, Progress.NONE);
      Mixing.Rows left = Objects.requireNonNull(projected.without(2, Progress.NONE));
      left.copy(20, row);
      assertThat(row[17])
          .isCloseTo(dot(projected(queries[20], less), projected(images[17], less)), within(1e-6));
    }
  }

  @Test
  void projectedSimilaritiesAreThoseOfMixedDescriptorsProjectedAnew() {
    double[] factors = {1, 0, 2, .3, 1, 1.5};
    try (ProjectedParts parts = parts()) {
      Mixing mixing = parts.mixing(all());
      mixing.move(new double[] {1, 1, 1, 1, 1, 1}, Progress.NONE);
      mixing.move(factors, Progress.NONE);
      double[] row = new double[IMAGES];
      for (int q = 0; q < QUERIES; q++) {
        mixing.now().copy(q, row);
        for (int d = 0; d < IMAGES; d++) {
          assertThat(row[d])
              .isCloseTo(
                  dot(projected(queries[q], factors), projected(images[d], factors)), within(1e-6));
        }
      }
    }
  }

  @Test
  void anImageWithNothingLeftIsNamed() {
    double[] onlyThree = {0, 0, 0, 1, 0, 0};
    double[] threeAndAnother = {0, 0, 0, 1, 1, 0};
    try (SimilarityTable table = table(d -> images[d]);
        ProjectedParts parts = parts()) {
      for (Mixing mixing : List.of(table.mixing(all()), parts.mixing(all()))) {
        assertThatThrownBy(() -> mixing.move(onlyThree, Progress.NONE))
            .isInstanceOf(InputException.class)
            .hasMessageContaining("image " + (QUERIES + 7))
            .hasMessageContaining("nothing in the clusters that this mix leaves");
        mixing.move(threeAndAnother, Progress.NONE);
        assertThat(mixing.without(4, Progress.NONE)).isNull();
        assertThat(mixing.without(3, Progress.NONE)).isNotNull();
      }
    }
  }

  @Test
  void whatCannotBeReadIsLikeNothing() {
    try (SimilarityTable table = table(d -> d == 4 ? null : images[d])) {
      Mixing mixing = table.mixing(all());
      double[] factors = {1, 1, 0, 1, 1, 1};
      mixing.move(factors, Progress.NONE);
      double[] row = new double[IMAGES];
      mixing.now().copy(2, row);
      assertThat(row[4]).isNaN();
      assertThat(row[5])
          .isCloseTo(dot(mixed(queries[2], factors), mixed(images[5], factors)), within(2e-7));
    }
  }

  @Test
  void aCancelEndsTheReading() {
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
                SimilarityTable.of(
                    CLUSTERS,
                    QUERIES,
                    q -> queries[q],
                    IMAGES,
                    d -> images[d],
                    i -> "image " + i,
                    compute,
                    cancelled))
        .isInstanceOf(CancellationException.class);
  }
}
