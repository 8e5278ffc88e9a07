package org.vladoscope.vlad;

import java.util.BitSet;

/**
 * The cells of one image whose global descriptor is a sum over them: any of them can be left out,
 * and the others stay what they are. Immutable and safe to use from several threads.
 *
 * <p>Descriptors are those before any projection of the configuration, of D values and unit length.
 */
public interface CellSum {

  /** Number of cells, those left out included. */
  int cells();

  /**
   * The descriptor that the aggregator gives if it is fed the other cells alone; its norms are
   * those of what is left.
   *
   * @param erased cells that are left out; at least one cell stays
   * @throws IllegalArgumentException if no cell stays
   */
  float[] without(BitSet erased);

  /** Asks again and again what one cell more or less changes in one direction. */
  interface Slopes {

    /**
     * The dot product of the direction with the descriptor that lacks one cell more, for every
     * cell.
     *
     * @param erased cells that are left out already
     * @return one value for each cell; NaN for those that are left out already, and for the last
     *     one
     */
    double[] withoutEach(BitSet erased);
  }

  /**
   * Looks in one direction.
   *
   * @param direction D values, such as the difference of two images' descriptors
   */
  Slopes along(double[] direction);

  /** Refuses to leave out everything. */
  static void checkSomeStay(BitSet erased, int cells) {
    if (erased.length() > cells || erased.cardinality() >= cells) {
      throw new IllegalArgumentException(
          "of " + cells + " cells " + erased.cardinality() + " cannot be left out");
    }
  }
}
