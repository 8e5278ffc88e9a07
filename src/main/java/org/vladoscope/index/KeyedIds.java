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
  public Neighbours nearestFirst(Distance distance) {
    List<KeyedId> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingDouble(KeyedId::key).thenComparingInt(KeyedId::id));
    int[] ids = new int[sorted.size()];
    float[] values = new float[sorted.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = sorted.get(i).id();
      values[i] = distance.value(sorted.get(i).key());
    }
    return new Neighbours(ids, values);
  }
}
