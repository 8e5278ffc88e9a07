package org.vladoscope.dataset;

import java.util.Arrays;
import java.util.List;

/** Which database images show the same place as each query. */
public final class GroundTruth {

  private final boolean known;
  private final List<int[]> positives;

  private GroundTruth(boolean known, List<int[]> positives) {
    this.known = known;
    this.positives = positives;
  }

  /** Nothing is known. */
  public static GroundTruth unknown() {
    return new GroundTruth(false, List.of());
  }

  /**
   * Known positives.
   *
   * @param positives per query the indices of its database images, in any order, maybe none
   */
  public static GroundTruth of(List<int[]> positives) {
    return new GroundTruth(
        true, positives.stream().map(p -> Arrays.stream(p).sorted().distinct().toArray()).toList());
  }

  /** False if the map says nothing about which images belong together. */
  public boolean isKnown() {
    return known;
  }

  /** Database indices that show the place of a query, rising; empty if there are none. */
  public int[] positives(int query) {
    return known ? positives.get(query).clone() : new int[0];
  }

  /** True if a database image shows the place of a query. */
  public boolean isPositive(int query, int database) {
    return known && Arrays.binarySearch(positives.get(query), database) >= 0;
  }
}
