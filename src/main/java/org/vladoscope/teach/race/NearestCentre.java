package org.vladoscope.teach.race;

import java.util.Arrays;
import org.vladoscope.common.FloatMatrix;

/**
 * Finds the nearest centre of each feature by a matrix product: |x − c|² is smallest where |c|²/2 −
 * x·c is. Features are taken in blocks of rows, turned so that one dimension of all features of a
 * block lies side by side: then the compiler handles many features in one instruction. It does so
 * only where all arrays of a loop share one index, hence an array for every row.
 *
 * <p>Where rounding could decide between two centres, distances are taken in double precision, the
 * first of equal ones winning. So a label does not depend on how blocks are cut.
 */
final class NearestCentre {

  /** Rows of a block: at 64 dimensions the block just fits the first-level cache. */
  static final int BLOCK = 128;

  /** Rounding errors of a dot product of F terms stay below this times F times the lengths. */
  private static final float UNIT = 1.2e-7f;

  private final int dims;
  private final int clusters;
  private final float[] centres;
  private final float[] halfSquares;
  private final float longest;
  private final float[][] turned;
  private final float[][] scores;
  private final float[] best = new float[BLOCK];
  private final float[] second = new float[BLOCK];
  private final float[] doubt = new float[BLOCK];

  NearestCentre(FloatMatrix centres) {
    this.dims = centres.cols();
    this.clusters = centres.rows();
    this.centres = centres.data();
    this.halfSquares = new float[clusters];
    double max = 0;
    for (int k = 0; k < clusters; k++) {
      double sum = 0;
      for (int f = 0; f < dims; f++) {
        double c = this.centres[k * dims + f];
        sum += c * c;
      }
      halfSquares[k] = (float) (sum / 2);
      max = Math.max(max, sum);
    }
    longest = (float) Math.sqrt(max);
    turned = new float[dims][BLOCK];
    scores = new float[clusters][BLOCK];
  }

  /** Bytes that finding labels takes, besides the labels. */
  static long workingBytes(int clusters, int dims) {
    return (long) Float.BYTES * BLOCK * (dims + clusters + 3);
  }

  /** Labels of all rows. */
  static int[] labels(FloatMatrix features, FloatMatrix centres) {
    NearestCentre nearest = new NearestCentre(centres);
    int[] labels = new int[features.rows()];
    for (int from = 0; from < labels.length; from += BLOCK) {
      nearest.label(features.data(), from, Math.min(BLOCK, labels.length - from), labels, from);
    }
    return labels;
  }

  /**
   * Labels of at most {@link #BLOCK} rows.
   *
   * @param values rows of features
   * @param from index of the first row
   * @param labels takes the labels
   * @param at where to put the first one
   */
  void label(float[] values, int from, int rows, int[] labels, int at) {
    turn(values, from * dims, rows);
    score();
    twoBest();
    for (int r = 0; r < rows; r++) {
      // Written so that an overflow to NaN counts as doubt.
      labels[at + r] = second[r] - best[r] > doubt[r] ? owner(r) : exact(values, (from + r) * dims);
    }
  }

  private void turn(float[] values, int first, int rows) {
    for (int f = 0; f < dims; f++) {
      float[] to = turned[f];
      int at = first + f;
      for (int r = 0; r < rows; r++) {
        to[r] = values[at];
        at += dims;
      }
    }
  }

  /** |c|²/2 − x·c of all centres, and how far rounding may have moved it. */
  private void score() {
    Arrays.fill(doubt, 0);
    for (float[] row : turned) {
      addSquares(row, doubt);
    }
    float scale = 2 * UNIT * dims * longest;
    for (int r = 0; r < BLOCK; r++) {
      doubt[r] = scale * ((float) Math.sqrt(doubt[r]) + longest);
    }
    for (int k = 0; k < clusters; k++) {
      Arrays.fill(scores[k], halfSquares[k]);
    }
    int f = 0;
    for (; f + 4 <= dims; f += 4) {
      int k = 0;
      for (; k + 2 <= clusters; k += 2) {
        takeFour(f, k);
      }
      if (k < clusters) {
        for (int i = f; i < f + 4; i++) {
          takeOne(turned[i], centres[k * dims + i], scores[k]);
        }
      }
    }
    for (; f < dims; f++) {
      for (int k = 0; k < clusters; k++) {
        takeOne(turned[f], centres[k * dims + f], scores[k]);
      }
    }
  }

  private static void addSquares(float[] row, float[] sums) {
    for (int r = 0; r < BLOCK; r++) {
      sums[r] = Math.fma(row[r], row[r], sums[r]);
    }
  }

  /** Four dimensions of two centres at once: each value loaded serves twice. */
  private void takeFour(int f, int k) {
    float[] first = turned[f];
    float[] next = turned[f + 1];
    float[] third = turned[f + 2];
    float[] fourth = turned[f + 3];
    float[] one = scores[k];
    float[] two = scores[k + 1];
    int c = k * dims + f;
    int d = c + dims;
    float c0 = -centres[c];
    float c1 = -centres[c + 1];
    float c2 = -centres[c + 2];
    float c3 = -centres[c + 3];
    float d0 = -centres[d];
    float d1 = -centres[d + 1];
    float d2 = -centres[d + 2];
    float d3 = -centres[d + 3];
    for (int r = 0; r < BLOCK; r++) {
      float x0 = first[r];
      float x1 = next[r];
      float x2 = third[r];
      float x3 = fourth[r];
      one[r] = Math.fma(c3, x3, Math.fma(c2, x2, Math.fma(c1, x1, Math.fma(c0, x0, one[r]))));
      two[r] = Math.fma(d3, x3, Math.fma(d2, x2, Math.fma(d1, x1, Math.fma(d0, x0, two[r]))));
    }
  }

  private static void takeOne(float[] row, float centre, float[] sums) {
    for (int r = 0; r < BLOCK; r++) {
      sums[r] = Math.fma(-centre, row[r], sums[r]);
    }
  }

  private void twoBest() {
    System.arraycopy(scores[0], 0, best, 0, BLOCK);
    Arrays.fill(second, Float.POSITIVE_INFINITY);
    for (int k = 1; k < clusters; k++) {
      takeBest(scores[k], best, second);
    }
  }

  private static void takeBest(float[] scores, float[] best, float[] second) {
    for (int r = 0; r < BLOCK; r++) {
      second[r] = Math.min(second[r], Math.max(scores[r], best[r]));
      best[r] = Math.min(best[r], scores[r]);
    }
  }

  /** The centre with the best score, which is not NaN. */
  private int owner(int r) {
    int k = 0;
    while (scores[k][r] != best[r]) {
      k++;
    }
    return k;
  }

  private int exact(float[] values, int row) {
    int nearest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < clusters; k++) {
      double sum = 0;
      for (int f = 0; f < dims; f++) {
        double difference = (double) values[row + f] - centres[k * dims + f];
        sum += difference * difference;
      }
      if (sum < smallest) {
        smallest = sum;
        nearest = k;
      }
    }
    return nearest;
  }
}
