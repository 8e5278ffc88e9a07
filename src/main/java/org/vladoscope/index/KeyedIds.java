package org.vladoscope.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ids with keys, as many as come. */
public final class KeyedIds {

  private record KeyedId(int id, double key) {}

  private final List<KeyedId> all = new ArrayList<>();

  /** Adds one. */
  public void add(int id, double key) {
    all.add(new KeyedId(id, key));
  }

  /** All of them by key and, where keys are equal, by id. */
  public KeyedNeighbours nearestFirst() {
    List<KeyedId> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingDouble(KeyedId::key).thenComparingInt(KeyedId::id));
    return new KeyedNeighbours(
        sorted.stream().mapToInt(KeyedId::id).toArray(),
        sorted.stream().mapToDouble(KeyedId::key).toArray());
  }
}
