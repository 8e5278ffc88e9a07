package org.vladoscope.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.GroundTruth;

/** Metrics of a similarity matrix that comes in tiles. */
class MatrixMetricsTest {

  /** A matrix handed out in tiles of a given size. */
  private record Tiles(float[][] rows, int size, int self) implements SimilaritySource {
    @Override
    public int queries() {
      return rows.length;
    }

    @Override
    public int database() {
      return rows[0].length;
    }

    @Override
    public String score() {
      return "made up";
    }

    @Override
    public int excluded(int query) {
      return self < 0 ? -1 : query;
    }

    @Override
    public void forEachTile(Progress progress, Tile tile) {
      for (int q = 0; q < queries(); q += size) {
        for (int d = 0; d < database(); d += size) {
          int firstColumn = d;
          float[][] part =
              Arrays.stream(rows, q, Math.min(q + size, rows.length))
                  .map(
                      r ->
                          Arrays.copyOfRange(
                              r, firstColumn, Math.min(firstColumn + size, r.length)))
                  .toArray(float[][]::new);
          tile.accept(q, d, FloatMatrix.ofRows(part));
        }
      }
    }
  }

  @Test
  void theCurveOverTheMatrixIsThatComputedByHand() {
    float[][] matrix = {{.9f, .2f, .8f}, {.7f, .6f, .1f}};
    GroundTruth truth = GroundTruth.of(List.of(new int[] {0, 1}, new int[] {1}));

    MatrixMetrics metrics = MatrixMetrics.of(new Tiles(matrix, 2, -1), truth, Progress.NONE);

    // Right: .9, .6, .2; wrong: .8, .7, .1.
    PrecisionRecall curve = metrics.curve();
    assertThat(curve.points().stream().map(p -> p.truePositives())).containsExactly(0L, 1L, 2L, 3L);
    assertThat(curve.points().stream().map(p -> p.falsePositives()))
        .containsExactly(0L, 0L, 2L, 2L);
    assertThat(curve.area())
        .isCloseTo((1 / 3.0) * (1 + (1 + .5) / 2 + (.5 + .6) / 2), within(1e-12));
    assertThat(curve.recallAtFullPrecision()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(curve.convention())
        .contains("similarity matrix (made up)")
        .contains("3 right pairs");
    assertThat(curve.queriesAt(.65).right()).containsExactly(0);
    assertThat(curve.queriesAt(.65).wrong()).containsExactly(0, 1);
    assertThat(curve.queriesAt(.65).missed()).containsExactly(1);
    assertThat(metrics.outcomes().list().stream().map(QueryOutcome::rank)).containsExactly(1, 2);
    assertThat(metrics.outcomes().list().get(1).bestScore()).isCloseTo(.7, within(1e-6));
  }

  @Test
  void softPairsUnreadableOnesAndAnImageItselfAreLeftOut() {
    float[][] matrix = {{9, .5f, .8f}, {.7f, 9, Float.NaN}, {.6f, .4f, 9}};
    GroundTruth truth =
        GroundTruth.of(List.of(new int[] {0, 1}, new int[] {0, 2}, new int[0]))
            .withSoft(List.of(new int[] {2}, new int[0], new int[] {0}));

    MatrixMetrics metrics = MatrixMetrics.of(new Tiles(matrix, 2, 0), truth, Progress.NONE);

    assertThat(metrics.outcomes().list().stream().map(QueryOutcome::rank))
        .containsExactly(1, 1, QueryOutcome.NOT_FOUND);
    assertThat(metrics.outcomes().list().stream().map(QueryOutcome::positives))
        .containsExactly(1, 1, 0);
    // .7 and .5 are right, .4 is wrong but lies below both.
    assertThat(metrics.curve().points().getLast())
        .isEqualTo(new PrecisionRecall.Point(.5, 2, 0, 1, 1));
    assertThat(metrics.curve().convention()).contains("soft ground truth left out");
  }

  @Test
  void tilesOfAnySizeGiveWhatTheWholeMatrixGives() {
    Random random = new Random(7);
    int queries = 23;
    int database = 61;
    // Few different values, so that there are many ties.
    float[][] matrix = new float[queries][database];
    List<int[]> positives = new ArrayList<>();
    for (float[] row : matrix) {
      for (int d = 0; d < database; d++) {
        row[d] = random.nextInt(40) / 40f - .5f;
      }
      positives.add(random.ints(random.nextInt(5), 0, database).toArray());
    }
    GroundTruth truth = GroundTruth.of(positives);
    List<int[]> rankings = new ArrayList<>();
    List<double[]> scores = new ArrayList<>();
    for (float[] row : matrix) {
      int[] order =
          IntStream.range(0, database)
              .boxed()
              .sorted((a, b) -> Float.compare(row[b], row[a]))
              .mapToInt(Integer::intValue)
              .toArray();
      rankings.add(order);
      scores.add(Arrays.stream(order).mapToDouble(d -> row[d]).toArray());
    }
    List<Integer> ids = IntStream.range(0, queries).boxed().toList();
    Outcomes expected = Outcomes.of(ids, rankings, scores, truth, "", "made up");

    for (int size : new int[] {1, 7, 100}) {
      MatrixMetrics metrics = MatrixMetrics.of(new Tiles(matrix, size, -1), truth, Progress.NONE);
      assertThat(metrics.outcomes().list()).isEqualTo(expected.list());
      assertCurve(metrics.curve(), matrix, truth);
    }
  }

  private static void assertCurve(PrecisionRecall curve, float[][] matrix, GroundTruth truth) {
    for (PrecisionRecall.Point point : curve.points()) {
      long right = 0;
      long wrong = 0;
      for (int q = 0; q < matrix.length; q++) {
        for (int d = 0; d < matrix[q].length; d++) {
          if (matrix[q][d] >= point.threshold()) {
            right += truth.isPositive(q, d) ? 1 : 0;
            wrong += truth.isPositive(q, d) ? 0 : 1;
          }
        }
      }
      assertThat(point.truePositives()).isEqualTo(right);
      assertThat(point.falsePositives()).isEqualTo(wrong);
    }
    assertThat(curve.points().getLast().recall()).isEqualTo(1);
  }
}
