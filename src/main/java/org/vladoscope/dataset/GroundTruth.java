package org.vladoscope.dataset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which database images show the same place as each query. Besides, a soft ground truth may name
 * images for which it is not fair to call either answer wrong, such as the next ones on the way:
 * metrics leave them out.
 */
public final class GroundTruth {

  private final boolean known;
  private final Optional<Nearness> nearness;
  private final List<int[]> positives;

  /** Per query what is neither right nor wrong; empty if there is no soft ground truth. */
  private final List<int[]> soft;

  private GroundTruth(
      boolean known, Optional<Nearness> nearness, List<int[]> positives, List<int[]> soft) {
    this.known = known;
    this.nearness = nearness;
    this.positives = positives;
    this.soft = soft;
  }

  /** Nothing is known. */
  public static GroundTruth unknown() {
    return new GroundTruth(false, Optional.empty(), List.of(), List.of());
  }

  /**
   * Known positives.
   *
   * @param positives per query the indices of its database images, in any order, maybe none
   */
  public static GroundTruth of(List<int[]> positives) {
    return new GroundTruth(true, Optional.empty(), sorted(positives), List.of());
  }

  /**
   * Positives that follow from poses or frames.
   *
   * @param nearness how near a positive is
   * @param positives per query the indices of its database images, in any order, maybe none
   */
  public static GroundTruth within(Nearness nearness, List<int[]> positives) {
    return new GroundTruth(true, Optional.of(nearness), sorted(positives), List.of());
  }

  private static List<int[]> sorted(List<int[]> sets) {
    return sets.stream().map(p -> Arrays.stream(p).sorted().distinct().toArray()).toList();
  }

  /**
   * The same with a soft ground truth.
   *
   * @param images per query the indices of database images that are neither right nor wrong, in any
   *     order; positives among them stay positives
   * @throws IllegalArgumentException if there are not as many as queries
   */
  public GroundTruth withSoft(List<int[]> images) {
    if (images.size() != positives.size()) {
      throw new IllegalArgumentException(
          "a soft ground truth of "
              + images.size()
              + " queries does not fit "
              + positives.size()
              + " queries");
    }
    return new GroundTruth(known, nearness, positives, sorted(images));
  }

  /**
   * Other positives with the same soft ground truth; known, and not a matter of poses any more.
   *
   * @param others per query the indices of its database images, in any order, maybe none
   */
  public GroundTruth withPositives(List<int[]> others) {
    return new GroundTruth(true, Optional.empty(), sorted(others), soft);
  }

  /**
   * What is right among some of the queries and database images, under new numbers: their places in
   * the lists.
   *
   * @param queries numbers of the queries that stay, in their new order
   * @param database numbers of the database images that stay, rising
   */
  GroundTruth only(List<Integer> queries, List<Integer> database) {
    Map<Integer, Integer> places = new HashMap<>();
    database.forEach(image -> places.put(image, places.size()));
    return new GroundTruth(
        known, nearness, only(positives, queries, places), only(soft, queries, places));
  }

  private static List<int[]> only(
      List<int[]> sets, List<Integer> queries, Map<Integer, Integer> places) {
    return sets.isEmpty()
        ? sets
        : queries.stream()
            .map(
                q ->
                    Arrays.stream(sets.get(q))
                        .filter(places::containsKey)
                        .map(image -> places.getOrDefault(image, 0))
                        .toArray())
            .toList();
  }

  /** How near a positive is, if positives follow from poses or frames. */
  public Optional<Nearness> nearness() {
    return nearness;
  }

  /** Greatest distance of a positive in the unit of poses, if positives follow from them. */
  public OptionalDouble radius() {
    return nearness.stream()
        .filter(near -> !near.isInFrames())
        .mapToDouble(Nearness::radius)
        .findFirst();
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

  /** True if there is a soft ground truth. */
  public boolean hasSoft() {
    return !soft.isEmpty();
  }

  /**
   * Database indices that the soft ground truth names for a query, rising; positives may be among
   * them.
   */
  public int[] soft(int query) {
    return hasSoft() ? soft.get(query).clone() : new int[0];
  }

  /** True if a database image is neither right nor wrong for a query. */
  public boolean isSoft(int query, int database) {
    return hasSoft()
        && Arrays.binarySearch(soft.get(query), database) >= 0
        && !isPositive(query, database);
  }
}
