package org.vladoscope.feature;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.L2;

/**
 * The cells of two images, each scaled to unit length, so that their dot products are cosines.
 *
 * @param query {@code [n, C]}
 * @param candidate {@code [m, C]}
 */
public record PairCells(FloatMatrix query, FloatMatrix candidate) {

  /** Checks that both have the same channels. */
  public PairCells {
    if (query.cols() != candidate.cols()) {
      throw new IllegalArgumentException(query + " and " + candidate + " cannot be compared");
    }
  }

  /** Scales the cells of two feature maps; a cell of zeros stays zero. */
  public static PairCells of(FeatureMap query, FeatureMap candidate) {
    return new PairCells(unit(query.cells()), unit(candidate.cells()));
  }

  private static FloatMatrix unit(FloatMatrix cells) {
    FloatMatrix copy = FloatMatrix.of(cells.rows(), cells.cols(), cells.data().clone());
    L2.normalizeRows(copy);
    return copy;
  }

  /** The cells of one of the images. */
  public FloatMatrix of(boolean ofQuery) {
    return ofQuery ? query : candidate;
  }

  /**
   * The cosine of one cell with every cell of one of the images, −1 to 1; 0 for cells of zeros.
   *
   * @param ofQuery whether the one cell is the query's
   * @param toQuery whether it is compared with the query's cells
   */
  public float[] similarities(boolean ofQuery, int cell, boolean toQuery) {
    FloatMatrix from = of(ofQuery);
    FloatMatrix to = of(toQuery);
    int channels = from.cols();
    float[] similarities = new float[to.rows()];
    for (int other = 0; other < similarities.length; other++) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += (double) from.data()[cell * channels + c] * to.data()[other * channels + c];
      }
      similarities[other] = (float) sum;
    }
    return similarities;
  }

  /** The cells of both images in one matrix, {@code [n + m, C]}, the query's first. */
  public FloatMatrix joined() {
    float[] all = new float[query.data().length + candidate.data().length];
    System.arraycopy(query.data(), 0, all, 0, query.data().length);
    System.arraycopy(candidate.data(), 0, all, query.data().length, candidate.data().length);
    return FloatMatrix.of(query.rows() + candidate.rows(), query.cols(), all);
  }
}
