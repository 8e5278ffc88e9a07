package org.vladoscope.erase;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.vladoscope.common.Progress;
import org.vladoscope.vlad.CellSum;

/**
 * Which cells of an image must go so that another image is no longer more similar to it than a
 * third one: the cell whose loss helps most goes first, then the next, until the order turns; then
 * those come back that turned out not to be needed. That is greedy: a smaller set may exist.
 *
 * @param cells the cells that must go, those left out before not among them
 * @param turned whether the order turned; if not, no further single cell helps
 * @param winnerBefore cosine similarity of the one that was more similar, before
 * @param otherBefore of the other one
 * @param winnerAfter of the same without these cells
 * @param otherAfter of the other one
 */
public record LosingCells(
    ErasedCells cells,
    boolean turned,
    double winnerBefore,
    double otherBefore,
    double winnerAfter,
    double otherAfter) {

  /** A difference below this is not told from none in single precision. */
  private static final double SURE = 1e-6;

  /**
   * Looks for them.
   *
   * @param image loses cells
   * @param already left out before
   * @param winner the descriptor of the image that should lose
   * @param other the descriptor of the image that should be more similar
   * @param sofar told after each cell which have gone
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public static LosingCells find(
      ErasableImage image,
      ErasedCells already,
      float[] winner,
      float[] other,
      Progress progress,
      Consumer<ErasedCells> sofar) {
    double[] direction = new double[winner.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (double) other[i] - winner[i];
    }
    float[] before = image.without(already);
    double margin = dot(before, direction);
    double first = margin;
    CellSum.Slopes slopes = margin > SURE ? erased -> new double[0] : image.along(direction);
    BitSet erased = already.bits();
    BitSet gone = new BitSet();
    // What slopes are compared with: the same quantity, which is no margin after a projection.
    double level = Double.NEGATIVE_INFINITY;
    List<Integer> order = new ArrayList<>();
    while (margin <= SURE) {
      progress.check();
      double[] values = slopes.withoutEach(erased);
      int best = -1;
      for (int cell = 0; cell < values.length; cell++) {
        if (!Double.isNaN(values[cell]) && (best < 0 || values[cell] > values[best])) {
          best = cell;
        }
      }
      if (best < 0 || values[best] <= level) {
        break;
      }
      level = values[best];
      erased.set(best);
      gone.set(best);
      order.add(best);
      margin = dot(image.without(ErasedCells.of(erased)), direction);
      progress.report(
          gone.cardinality() + (gone.cardinality() == 1 ? " cell erased" : " cells erased"),
          Math.clamp(1 - margin / first, 0, 1));
      sofar.accept(ErasedCells.of(gone));
    }
    boolean turned = margin > SURE;
    if (turned) {
      giveBack(image, direction, erased, gone, order, progress);
    } else if (margin < first) {
      // Not even the first one helped.
      erased = already.bits();
      gone.clear();
    }
    float[] after = image.without(ErasedCells.of(erased));
    return new LosingCells(
        ErasedCells.of(gone),
        turned,
        dot(before, winner),
        dot(before, other),
        dot(after, winner),
        dot(after, other));
  }

  /** Cells that went early may not be needed any more once others have gone. */
  private static void giveBack(
      ErasableImage image,
      double[] direction,
      BitSet erased,
      BitSet gone,
      List<Integer> order,
      Progress progress) {
    for (int cell : order) {
      progress.check();
      erased.clear(cell);
      if (dot(image.without(ErasedCells.of(erased)), direction) > SURE) {
        gone.clear(cell);
      } else {
        erased.set(cell);
      }
    }
  }

  private static double dot(float[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
