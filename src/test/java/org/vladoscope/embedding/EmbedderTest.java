package org.vladoscope.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.pipeline.SimilarityTiles;

/** Descriptors become points in the plane. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbedderTest {

  private static final int GROUPS = 3;

  private final Compute compute = Compute.open(DeviceChoice.CPU, 2);
  private final Embedder embedder = new Embedder(compute, 1);

  @AfterAll
  void close() {
    compute.close();
  }

  /** Rows as descriptors of a map: the first ones are database images. */
  private record Rows(float[] @Nullable [] rows, int images) implements SimilarityTiles.Source {

    @Override
    public int queries() {
      return rows.length - images;
    }

    @Override
    public int images() {
      return images;
    }

    @Override
    public float @Nullable [] query(int query) {
      return rows[images + query];
    }

    @Override
    public float @Nullable [] image(int image) {
      return rows[image];
    }
  }

  /** Unit vectors in groups: row i belongs to group i modulo {@link #GROUPS}. */
  private static float[][] grouped(int count, int dims, long seed) {
    Random random = new Random(seed);
    float[][] centres = new float[GROUPS][dims];
    for (float[] centre : centres) {
      for (int d = 0; d < dims; d++) {
        centre[d] = (float) random.nextGaussian();
      }
    }
    float[][] rows = new float[count][dims];
    for (int i = 0; i < count; i++) {
      double norm = 0;
      for (int d = 0; d < dims; d++) {
        rows[i][d] = centres[i % GROUPS][d] + (float) (.3 * random.nextGaussian());
        norm += rows[i][d] * rows[i][d];
      }
      for (int d = 0; d < dims; d++) {
        rows[i][d] /= (float) Math.sqrt(norm);
      }
    }
    return rows;
  }

  private MainComponents components(float[] @Nullable [] rows) {
    return MainComponents.of(
        new ImageRows(new Rows(rows, rows.length - rows.length / 4), false),
        compute,
        Progress.NONE);
  }

  @Test
  void componentsAreThoseOfThePlainCovarianceMatrix() {
    float[][] rows = grouped(40, 6, 1);
    MainComponents found = components(rows);

    double[] mean = new double[6];
    for (float[] row : rows) {
      for (int d = 0; d < 6; d++) {
        mean[d] += row[d] / 40.0;
      }
    }
    double[][] covariance = new double[6][6];
    double total = 0;
    for (int a = 0; a < 6; a++) {
      for (int b = 0; b < 6; b++) {
        for (float[] row : rows) {
          covariance[a][b] += (row[a] - mean[a]) * (row[b] - mean[b]) / 39;
        }
      }
      total += covariance[a][a];
    }
    for (int p = 0; p < 2; p++) {
      double[] direction = strongest(covariance);
      double value = 0;
      for (int a = 0; a < 6; a++) {
        for (int b = 0; b < 6; b++) {
          value += direction[a] * covariance[a][b] * direction[b];
        }
      }
      assertThat(found.shares()[p]).isCloseTo(value / total, within(1e-5));
      for (int i = 0; i < rows.length; i++) {
        double score = 0;
        for (int d = 0; d < 6; d++) {
          score += (rows[i][d] - mean[d]) * direction[d];
        }
        assertThat((double) found.scores().get(i, p)).isCloseTo(score, within(1e-4));
      }
      for (int a = 0; a < 6; a++) {
        for (int b = 0; b < 6; b++) {
          covariance[a][b] -= value * direction[a] * direction[b];
        }
      }
    }
  }

  /** Power iteration; the largest loading is positive. */
  private static double[] strongest(double[][] matrix) {
    double[] v = {1, .9, .8, .7, .6, .5};
    for (int step = 0; step < 20_000; step++) {
      double[] next = new double[v.length];
      double norm = 0;
      for (int a = 0; a < v.length; a++) {
        for (int b = 0; b < v.length; b++) {
          next[a] += matrix[a][b] * v[b];
        }
        norm += next[a] * next[a];
      }
      for (int a = 0; a < v.length; a++) {
        v[a] = next[a] / Math.sqrt(norm);
      }
    }
    double largest =
        Arrays.stream(v).boxed().max(Comparator.comparingDouble(Math::abs)).orElseThrow();
    return Arrays.stream(v).map(x -> x * Math.signum(largest)).toArray();
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }

  @ParameterizedTest
  @EnumSource
  void neighboursStayNeighboursAndTheSameSeedGivesTheSamePlaces(EmbeddingMethod method) {
    MainComponents components = components(grouped(60, 24, 2));
    Embedding first = embedder.of(components, method, Progress.NONE);
    Embedding again = embedder.of(components, method, Progress.NONE);

    assertThat(again.x()).isEqualTo(first.x());
    assertThat(again.y()).isEqualTo(first.y());
    for (int i = 0; i < 60; i++) {
      int nearest = nearest(first, i);
      assertThat(nearest % GROUPS).as("group of the nearest to %d", i).isEqualTo(i % GROUPS);
    }
    assertThat(first.between()).doesNotContain(true);
  }

  private static int nearest(Embedding embedding, int to) {
    return IntStream.range(0, embedding.count())
        .filter(i -> i != to)
        .boxed()
        .min(
            Comparator.comparingDouble(
                i ->
                    Math.hypot(
                        embedding.x()[i] - embedding.x()[to],
                        embedding.y()[i] - embedding.y()[to])))
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(names = {"TSNE", "UMAP"})
  void ofManyImagesSomeAreComputedAndTheOthersLieBetweenTheirNearest(EmbeddingMethod method) {
    MainComponents components = components(grouped(60, 24, 3));
    Embedding found = embedder.of(components, method, 30, Progress.NONE);

    assertThat(found.note()).contains("Computed for 30 images", "the other 30 lie between");
    FloatMatrix scores = components.scores();
    for (int i = 0; i < 60; i++) {
      assertThat(found.between()[i]).isEqualTo(i % 2 == 1);
      if (i % 2 == 1) {
        int image = i;
        int[] nearest =
            IntStream.range(0, 30)
                .map(n -> 2 * n)
                .boxed()
                .sorted(Comparator.comparingDouble(n -> distance(scores, image, n)))
                .limit(3)
                .mapToInt(n -> n)
                .toArray();
        double sum = 0;
        double x = 0;
        for (int n : nearest) {
          sum += 1 / distance(scores, i, n);
          x += found.x()[n] / distance(scores, i, n);
        }
        assertThat(found.x()[i]).isCloseTo(x / sum, within(1e-9));
      }
    }
  }

  private static double distance(FloatMatrix rows, int a, int b) {
    double sum = 0;
    for (int d = 0; d < rows.cols(); d++) {
      sum +=
          ((double) rows.get(a, d) - rows.get(b, d)) * ((double) rows.get(a, d) - rows.get(b, d));
    }
    return Math.sqrt(sum);
  }

  @Test
  void anImageThatCannotBeReadHasNoPlaceAndIsSaid() {
    float[][] rows = grouped(20, 8, 4);
    float[] @Nullable [] some = rows.clone();
    some[5] = null;
    Embedding found = embedder.of(components(some), EmbeddingMethod.PCA, Progress.NONE);

    assertThat(found.isPlaced(5)).isFalse();
    assertThat(found.isPlaced(6)).isTrue();
    assertThat(found.note()).contains("1 image could not be read");
  }

  @ParameterizedTest
  @EnumSource(names = {"TSNE", "UMAP"})
  void imagesWithTheSameDescriptorShareAPlace(EmbeddingMethod method) {
    float[][] rows = grouped(40, 8, 5);
    for (int i = 10; i < 30; i++) {
      rows[i] = rows[3].clone();
    }
    Embedding found = embedder.of(components(rows), method, Progress.NONE);

    assertThat(found.x()[20]).isEqualTo(found.x()[3]);
    assertThat(Arrays.stream(found.x()).allMatch(Double::isFinite)).isTrue();
  }

  @Test
  void queriesThatAreTheDatabaseAreCountedOnce() {
    float[][] rows = grouped(9, 8, 6);
    assertThat(new ImageRows(new Rows(rows, 9), true).count()).isEqualTo(9);
    assertThat(new ImageRows(new Rows(rows, 6), false).count()).isEqualTo(9);
    assertThat(new ImageRows(new Rows(rows, 6), false).row(7)).isSameAs(rows[7]);
  }

  @Test
  void tooFewOrEqualDescriptorsAreRefusedWithTheirNumber() {
    assertThatThrownBy(() -> components(grouped(2, 8, 7)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("at least 3 images; 2 of 2");
    float[][] same = new float[12][];
    Arrays.fill(same, grouped(1, 8, 8)[0]);
    assertThatThrownBy(() -> components(same))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("All 12 descriptors are the same");
    MainComponents few = components(grouped(5, 8, 9));
    assertThatThrownBy(() -> embedder.of(few, EmbeddingMethod.TSNE, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("at least 7 different descriptors; there are 5");
  }

  @ParameterizedTest
  @EnumSource(names = {"TSNE", "UMAP"})
  void aCancelStopsIt(EmbeddingMethod method) {
    MainComponents components = components(grouped(300, 24, 10));
    Progress cancelled =
        new Progress() {
          private volatile boolean begun;

          @Override
          public void report(String message, double fraction) {
            begun = begun || message.startsWith("UMAP") || message.startsWith("t-SNE");
          }

          @Override
          public boolean isCancelled() {
            return begun;
          }
        };
    assertThatThrownBy(() -> embedder.of(components, method, cancelled))
        .isInstanceOf(CancellationException.class);
  }
}
