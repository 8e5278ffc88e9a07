package org.vladoscope.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vladoscope.dataset.CameraViews;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;

/**
 * All verdicts on the queries of a map. Those on queries the map does not have (any more) are kept
 * and count for nothing.
 *
 * @param byQuery the verdicts that say something, by name of the query
 */
public record Verdicts(SortedMap<String, Verdict> byQuery) {

  /** No verdicts. */
  public static final Verdicts NONE = new Verdicts(new TreeMap<>());

  /** Copies the map. */
  public Verdicts {
    byQuery = Collections.unmodifiableSortedMap(new TreeMap<>(byQuery));
  }

  /** What was said about a query, which may be nothing. */
  public Verdict of(String query) {
    return byQuery.getOrDefault(query, Verdict.none(query));
  }

  /** The same with one verdict in place of the one on its query. */
  public Verdicts with(Verdict verdict) {
    TreeMap<String, Verdict> all = new TreeMap<>(byQuery);
    if (verdict.isEmpty()) {
      all.remove(verdict.query());
    } else {
      all.put(verdict.query(), verdict);
    }
    return new Verdicts(all);
  }

  /** True if nothing was said. */
  public boolean isEmpty() {
    return byQuery.isEmpty();
  }

  /** True if metrics leave a query out. */
  public boolean leavesOut(String query) {
    return of(query).truthWrong();
  }

  /**
   * The map's ground truth with every image that was said to show a query's place among the
   * positives of that query. Queries that are left out keep theirs. A map without ground truth gets
   * one from the verdicts alone; without a "same place" among them it stays unknown.
   */
  public GroundTruth appliedTo(PlaceMap map) {
    return appliedTo(map, map.groundTruth());
  }

  /** The same over another ground truth of the map's queries. */
  public GroundTruth appliedTo(PlaceMap map, GroundTruth truth) {
    Map<String, Integer> databaseIds = new HashMap<>();
    for (int i = 0; i < map.database().size(); i++) {
      for (CameraViews.View view : map.views().of(map.database().get(i))) {
        databaseIds.put(view.image().name(), i);
      }
    }
    boolean changed = false;
    List<int[]> positives = new ArrayList<>();
    for (int q = 0; q < map.queries().size(); q++) {
      List<Integer> ids = new ArrayList<>();
      for (int id : truth.positives(q)) {
        ids.add(id);
      }
      for (String name : of(map.queries().get(q).name()).samePlace()) {
        Integer id = databaseIds.get(name);
        if (id != null) {
          ids.add(id);
          changed = true;
        }
      }
      positives.add(ids.stream().mapToInt(Integer::intValue).toArray());
    }
    return changed ? truth.withPositives(positives) : truth;
  }
}
