package org.vladoscope.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.GroundTruth;

/**
 * Exact metrics of a similarity matrix that is never held as a whole: memory grows with the number
 * of positives and of queries only. The first pass notes the scores of all positives; the second
 * counts, for each of them, how many negatives score as much or more, which is all that a curve
 * needs: between two positives neither recall nor the count of hits changes.
 *
 * @param outcomes ranks among the whole database
 * @param curve precision–recall over all pairs
 */
public record MatrixMetrics(Outcomes outcomes, PrecisionRecall curve) {

  /**
   * Computes them.
   *
   * @throws IllegalArgumentException if the ground truth is unknown
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static MatrixMetrics of(SimilaritySource source, GroundTruth truth, Progress progress) {
    if (!truth.isKnown()) {
      throw new IllegalArgumentException("without ground truth nothing can be measured");
    }
    Positives positives = new Positives(source, truth);
    source.forEachTile(progress.part(0, .5), positives);
    Negatives negatives = new Negatives(source, truth, positives);
    source.forEachTile(progress.part(.5, 1), negatives);
    return negatives.result(source.score());
  }

  /** First pass: every positive's score, and the best of each query. */
  private static final class Positives implements SimilaritySource.Tile {
    private final GroundTruth truth;
    private final int[] excluded;
    private final int[] count;
    private final float[] best;
    private final int[] bestColumn;
    private float[] scores = new float[1024];
    private int size;

    Positives(SimilaritySource source, GroundTruth truth) {
      this.truth = truth;
      int queries = source.queries();
      this.excluded = new int[queries];
      this.count = new int[queries];
      this.best = new float[queries];
      this.bestColumn = new int[queries];
      Arrays.fill(best, Float.NEGATIVE_INFINITY);
      Arrays.fill(bestColumn, -1);
      Arrays.setAll(excluded, source::excluded);
    }

    @Override
    public void accept(int firstQuery, int firstDatabase, FloatMatrix values) {
      for (int i = 0; i < values.rows(); i++) {
        int query = firstQuery + i;
        for (int column : truth.positives(query)) {
          int j = column - firstDatabase;
          if (j >= 0 && j < values.cols() && column != excluded[query]) {
            add(query, column, values.get(i, j));
          }
        }
      }
    }

    private void add(int query, int column, float score) {
      if (Float.isNaN(score)) {
        return;
      }
      if (size == scores.length) {
        scores = Arrays.copyOf(scores, 2 * size);
      }
      scores[size++] = score;
      count[query]++;
      if (score > best[query] || (score == best[query] && column < bestColumn[query])) {
        best[query] = score;
        bestColumn[query] = column;
      }
    }

    float[] sorted() {
      float[] all = Arrays.copyOf(scores, size);
      Arrays.sort(all);
      return all;
    }
  }

  /** Second pass: counts negatives against the positives' scores. */
  private static final class Negatives implements SimilaritySource.Tile {
    private final GroundTruth truth;
    private final Positives positives;

    /** Scores of positives, rising, all different, and how many score so. */
    private final float[] thresholds;

    private final long[] positivesAt;

    /** Negatives whose highest threshold that accepts them is this. */
    private final long[] negativesAt;

    private final int[] ahead;
    private final float[] bestWrong;
    private final ThresholdSearch search;

    Negatives(SimilaritySource source, GroundTruth truth, Positives positives) {
      this.truth = truth;
      this.positives = positives;
      float[] scores = positives.sorted();
      float[] different = new float[scores.length];
      long[] counts = new long[scores.length];
      int size = 0;
      for (float score : scores) {
        if (size == 0 || different[size - 1] != score) {
          different[size++] = score;
        }
        counts[size - 1]++;
      }
      this.thresholds = Arrays.copyOf(different, size);
      this.positivesAt = Arrays.copyOf(counts, size);
      this.negativesAt = new long[size];
      this.ahead = new int[source.queries()];
      this.bestWrong = new float[source.queries()];
      Arrays.fill(bestWrong, Float.NEGATIVE_INFINITY);
      this.search = new ThresholdSearch(thresholds);
    }

    @Override
    public void accept(int firstQuery, int firstDatabase, FloatMatrix values) {
      boolean[] skipped = new boolean[values.cols()];
      float[] data = values.data();
      for (int i = 0; i < values.rows(); i++) {
        int query = firstQuery + i;
        Arrays.fill(skipped, false);
        skip(truth.positives(query), firstDatabase, skipped);
        skip(truth.soft(query), firstDatabase, skipped);
        skip(new int[] {positives.excluded[query]}, firstDatabase, skipped);
        count(query, firstDatabase, data, i * values.cols(), skipped);
      }
    }

    private static void skip(int[] columns, int first, boolean[] skipped) {
      for (int column : columns) {
        int j = column - first;
        if (j >= 0 && j < skipped.length) {
          skipped[j] = true;
        }
      }
    }

    private void count(int query, int firstDatabase, float[] data, int offset, boolean[] skipped) {
      float best = positives.best[query];
      int tiesBefore = positives.bestColumn[query] - firstDatabase;
      float wrong = bestWrong[query];
      int before = ahead[query];
      for (int j = 0; j < skipped.length; j++) {
        float score = data[offset + j];
        // NaN compares false with everything.
        if (skipped[j]) {
          continue;
        }
        if (score > wrong) {
          wrong = score;
        }
        if (score > best || (score == best && j < tiesBefore)) {
          before++;
        }
        int threshold = search.lastNotAbove(score);
        if (threshold >= 0) {
          negativesAt[threshold]++;
        }
      }
      bestWrong[query] = wrong;
      ahead[query] = before;
    }

    MatrixMetrics result(String score) {
      List<QueryOutcome> list = new ArrayList<>();
      List<PrecisionRecall.Evidence> evidence = new ArrayList<>();
      for (int q = 0; q < ahead.length; q++) {
        int count = positives.count[q];
        float best = Math.max(positives.best[q], bestWrong[q]);
        list.add(
            new QueryOutcome(
                q,
                count,
                count == 0 ? QueryOutcome.NOT_FOUND : ahead[q] + 1,
                Float.isInfinite(best) ? Double.NaN : best));
        evidence.add(new PrecisionRecall.Evidence(q, count > 0, positives.best[q], bestWrong[q]));
      }
      long[] tp = new long[thresholds.length];
      long[] fp = new long[thresholds.length];
      long right = 0;
      long wrong = 0;
      for (int i = thresholds.length - 1; i >= 0; i--) {
        right += positivesAt[i];
        wrong += negativesAt[i];
        tp[i] = right;
        fp[i] = wrong;
      }
      double[] at = new double[thresholds.length];
      Arrays.setAll(at, i -> thresholds[i]);
      String text =
          "precision–recall over thresholds on the similarity matrix ("
              + score
              + "), every pair of a query and a database image judged on its own, starting at"
              + " recall 0 and precision 1, area by trapezoids; recall counts "
              + right
              + " right pairs"
              + (truth.hasSoft() ? "; pairs of the soft ground truth left out" : "");
      return new MatrixMetrics(
          new Outcomes(list, "whole matrix", score, Integer.MAX_VALUE, truth.hasSoft()),
          PrecisionRecall.of(PrecisionRecall.Kind.MATRIX, at, tp, fp, right, text, evidence));
    }
  }
}
