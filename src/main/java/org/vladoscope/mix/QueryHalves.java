package org.vladoscope.mix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vladoscope.common.InputException;
import org.vladoscope.dataset.GroundTruth;

/**
 * Queries cut in two so that no database image is right for queries of both halves: what is chosen
 * by one half is judged by places it has not seen.
 *
 * <p>Queries that share a right image, directly or through others, belong to one group. Groups, in
 * the order of their first right image in the database, fill the first half until it has half of
 * the queries. Where they cannot be dealt so (along a street, everything hangs together), the
 * database is cut instead: queries whose right images all lie before the cut, and those whose right
 * images all lie behind it; those with some on both sides are left out.
 *
 * @param chosenBy numbers of the queries that something is chosen by
 * @param heldOut numbers of those that judge it
 * @param leftOut numbers of those that belong to neither
 * @param rule how they were cut, for people
 */
public record QueryHalves(
    List<Integer> chosenBy, List<Integer> heldOut, List<Integer> leftOut, String rule) {

  /** With fewer queries in a half nothing can be said. */
  private static final int LEAST = 2;

  /** Halves are halves while the smaller one has at least this share of all. */
  private static final double EVEN = .3;

  /** Copies the lists. */
  public QueryHalves {
    chosenBy = List.copyOf(chosenBy);
    heldOut = List.copyOf(heldOut);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Cuts.
   *
   * @param queries numbers of queries that have a positive
   * @throws InputException if there are too few, or they all show one place
   */
  public static QueryHalves of(List<Integer> queries, GroundTruth truth) {
    QueryHalves groups = byGroups(queries, truth);
    QueryHalves best = groups;
    if (groups.smaller() < EVEN * queries.size()) {
      QueryHalves cut = byCut(queries, truth);
      best = cut.smaller() > groups.smaller() ? cut : groups;
    }
    if (best.smaller() < LEAST) {
      throw new InputException(
          "Harmful clusters are found by one half of the queries and judged by the other, and "
              + queries.size()
              + (queries.size() == 1 ? " query" : " queries")
              + " of this map cannot be cut into two halves that share no place.");
    }
    return best;
  }

  private int smaller() {
    return Math.min(chosenBy.size(), heldOut.size());
  }

  private static QueryHalves byGroups(List<Integer> queries, GroundTruth truth) {
    Map<Integer, Integer> parents = new HashMap<>();
    for (int query : queries) {
      int[] right = truth.positives(query);
      for (int image : right) {
        join(parents, right[0], image);
      }
    }
    Map<Integer, Integer> first = new HashMap<>();
    for (int image : List.copyOf(parents.keySet())) {
      first.merge(root(parents, image), image, Math::min);
    }
    SortedMap<Integer, List<Integer>> groups = new TreeMap<>();
    for (int query : queries) {
      int group = first.getOrDefault(root(parents, truth.positives(query)[0]), 0);
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(query);
    }
    List<Integer> chosenBy = new ArrayList<>();
    List<Integer> heldOut = new ArrayList<>();
    for (List<Integer> group : groups.values()) {
      // The group in the middle goes where halves are more even with it.
      boolean fits = chosenBy.size() + group.size() / 2.0 <= queries.size() / 2.0;
      (fits ? chosenBy : heldOut).addAll(group);
    }
    return new QueryHalves(
        sorted(chosenBy),
        sorted(heldOut),
        List.of(),
        "places that share no image, in the order of the database");
  }

  private static int root(Map<Integer, Integer> parents, int image) {
    int at = image;
    for (int up = parents.getOrDefault(at, at); up != at; up = parents.getOrDefault(at, at)) {
      at = up;
    }
    parents.put(image, at);
    return at;
  }

  private static void join(Map<Integer, Integer> parents, int one, int other) {
    int a = root(parents, one);
    int b = root(parents, other);
    parents.put(Math.max(a, b), Math.min(a, b));
  }

  private static QueryHalves byCut(List<Integer> queries, GroundTruth truth) {
    List<Integer> order =
        queries.stream()
            .sorted(Comparator.comparingInt((Integer query) -> truth.positives(query)[0]))
            .toList();
    int cut = truth.positives(order.get(order.size() / 2))[0];
    List<Integer> chosenBy = new ArrayList<>();
    List<Integer> heldOut = new ArrayList<>();
    List<Integer> leftOut = new ArrayList<>();
    for (int query : queries) {
      int[] right = truth.positives(query);
      (right[right.length - 1] < cut ? chosenBy : right[0] >= cut ? heldOut : leftOut).add(query);
    }
    return new QueryHalves(
        chosenBy, heldOut, leftOut, "right images before and from database image " + cut + " on");
  }

  private static List<Integer> sorted(List<Integer> numbers) {
    return numbers.stream().sorted().toList();
  }
}
