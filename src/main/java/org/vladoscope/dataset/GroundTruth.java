package org.vladoscope.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Which database images show the same place as each query. */
public final class GroundTruth {

  private final boolean known;
  private final double radius;
  private final List<int[]> positives;

  private GroundTruth(boolean known, double radius, List<int[]> positives) {
    this.known = known;
    this.radius = radius;
    this.positives = positives;
  }

  /** Nothing is known. */
  public static GroundTruth unknown() {
    return new GroundTruth(false, Double.NaN, List.of());
  }

  /**
   * Known positives.
   *
   * @param positives per query the indices of its database images, in any order, maybe none
   */
  public static GroundTruth of(List<int[]> positives) {
    return within(Double.NaN, positives);
  }

  /**
   * Positives that follow from poses.
   *
   * @param radius greatest distance in metres of a positive, or NaN if they do not follow from
   *     poses
   * @param positives per query the indices of its database images, in any order, maybe none
   */
  public static GroundTruth within(double radius, List<int[]> positives) {
    return new GroundTruth(
        true,
        radius,
        positives.stream().map(p -> Arrays.stream(p).sorted().distinct().toArray()).toList());
  }

  /** Greatest distance in metres of a positive, if positives follow from poses. */
  public OptionalDouble radius() {
    return Double.isNaN(radius) ? OptionalDouble.empty() : OptionalDouble.of(radius);
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
