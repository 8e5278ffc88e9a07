package org.vladoscope.teach.steps;

import java.util.ArrayList;
import java.util.List;
import org.vladoscope.common.InputException;

/**
 * What one way of pooling makes of two sets of cells.
 *
 * @param pooling the way
 * @param firstShares how the cells of the first set are shared; see {@link Pooling#shares}
 * @param secondShares the same of the second set
 * @param first vector of the first set
 * @param second vector of the second set
 * @param similarity their cosine
 * @param problem why it cannot be computed, in a sentence, and the rest is empty; else empty
 */
public record Pooled(
    Pooling pooling,
    double[][] firstShares,
    double[][] secondShares,
    double[] first,
    double[] second,
    double similarity,
    String problem) {

  /** All ways on the same cells and centres. */
  public static List<Pooled> all(Plane plane, double alpha) {
    double[][] a = Plane.values(plane.first());
    double[][] b = Plane.values(plane.second());
    double[][] centres = Plane.values(plane.centres());
    List<Pooled> all = new ArrayList<>();
    for (Pooling pooling : Pooling.values()) {
      try {
        double[][] sharesA = pooling.shares(a, centres, alpha);
        double[][] sharesB = pooling.shares(b, centres, alpha);
        double[] first = pooling.vector(a, centres, sharesA);
        double[] second = pooling.vector(b, centres, sharesB);
        double cosine = Similarity.between(first, second, 1).total();
        all.add(new Pooled(pooling, sharesA, sharesB, first, second, cosine, ""));
      } catch (InputException e) {
        double[][] none = {};
        all.add(
            new Pooled(
                pooling,
                none,
                none,
                new double[0],
                new double[0],
                0,
                String.valueOf(e.getMessage())));
      }
    }
    return all;
  }

  /** How a cell is shared; empty if there is nothing to share. */
  public double[] shares(Plane.Handle cell) {
    double[][] shares =
        switch (cell.kind()) {
          case FIRST -> firstShares;
          case SECOND -> secondShares;
          case CENTRE -> new double[0][];
        };
    return cell.index() < shares.length ? shares[cell.index()] : new double[0];
  }

  /** What of the first set's cells goes to the dustbin, in cells; 0 without one. */
  public double dustbin() {
    double sum = 0;
    if (pooling.hasDustbin()) {
      for (double[] row : firstShares) {
        sum += row[row.length - 1];
      }
    }
    return sum;
  }
}
