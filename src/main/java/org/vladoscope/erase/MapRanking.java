package org.vladoscope.erase;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * All places of a database in the order of their distance from a query.
 *
 * <p>The first {@value #EXACT} places are in the order of double precision, as a search has them;
 * beyond, places whose distances agree to six digits may have changed places.
 */
public final class MapRanking {

  /** So many places are compared in double precision. */
  static final int EXACT = 100;

  private final double[] squares;
  private final int[] order;
  private final int[] ranks;

  /**
   * Puts places in order; of equally near ones the first comes first.
   *
   * @param squares for each place the squared distance of its descriptor from the query's; NaN if
   *     it is not ranked
   */
  MapRanking(double[] squares) {
    this.squares = squares.clone();
    this.order =
        IntStream.range(0, squares.length)
            .filter(place -> !Double.isNaN(squares[place]))
            .boxed()
            .sorted(Comparator.comparingDouble((Integer place) -> squares[place]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.ranks = new int[squares.length];
    for (int i = 0; i < order.length; i++) {
      ranks[order[i]] = i + 1;
    }
  }

  /** Number of places that are ranked. */
  public int count() {
    return order.length;
  }

  /** Number of places of the database, those that are not ranked included. */
  public int places() {
    return ranks.length;
  }

  /** The place at a rank, from 1. */
  public int placeAt(int rank) {
    return order[rank - 1];
  }

  /** The rank of a place, from 1; 0 if it is not ranked: the query's own, or one left out. */
  public int rank(int place) {
    return ranks[place];
  }

  /** The places, the nearest first. */
  public int[] order() {
    return order.clone();
  }

  /** Euclidean distance of a place's descriptor from the query's; NaN if it is not ranked. */
  public double distance(int place) {
    return Math.sqrt(squares[place]);
  }

  /** Cosine similarity of the same; NaN if it is not ranked. */
  public double similarity(int place) {
    return 1 - squares[place] / 2;
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(order, Math.min(10, order.length)));
  }
}
