package org.vladoscope.metric;

import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;

/**
 * The similarity of every query to every database image, piece by piece: the whole matrix need
 * never exist.
 */
public interface SimilaritySource {

  /** Number of queries, the rows. */
  int queries();

  /** Number of database images, the columns. */
  int database();

  /** What the values are, for people, such as "cosine of global descriptors". */
  String score();

  /**
   * The column that is not compared with a query because it is the same image, or −1. Not asked
   * often.
   */
  default int excluded(int query) {
    return -1;
  }

  /** Takes a piece. */
  @FunctionalInterface
  interface Tile {
    /**
     * Takes a piece.
     *
     * @param firstQuery row of the matrix that the piece's first row is
     * @param firstDatabase column of the matrix that the piece's first column is
     * @param values similarities, higher is better; NaN where an image could not be read
     */
    void accept(int firstQuery, int firstDatabase, FloatMatrix values);
  }

  /**
   * Hands out every value once, in any order, one piece after the other. Asked again, the values
   * are the same to the last bit.
   *
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  void forEachTile(Progress progress, Tile tile);
}
