package org.vladoscope.index;

import java.util.List;

/**
 * The nearest descriptors of one query with what orders them, before that is rounded to a value for
 * people: what parts of an index found can be put together by it as if it had been found at once.
 *
 * @param ids row numbers, the nearest first, those of equal keys ascending
 * @param keys as many squared Euclidean distances or negative dot products
 */
public record KeyedNeighbours(int[] ids, double[] keys) {

  /** Checks that both have the same length. */
  public KeyedNeighbours {
    if (ids.length != keys.length) {
      throw new IllegalArgumentException(ids.length + " ids do not fit " + keys.length + " keys");
    }
  }

  /** How many there are. */
  public int count() {
    return ids.length;
  }

  /** With values in terms of a distance. */
  public Neighbours in(Distance distance) {
    float[] values = new float[keys.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = distance.value(keys[i]);
    }
    return new Neighbours(ids, values);
  }

  /** The same of an index whose first row is another. */
  public KeyedNeighbours from(int firstRow) {
    int[] moved = ids.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += firstRow;
    }
    return new KeyedNeighbours(moved, keys);
  }

  /**
   * The nearest of what the parts of an index found for the same query.
   *
   * @param parts each with its k nearest or all it has
   */
  public static KeyedNeighbours merged(List<KeyedNeighbours> parts, int k) {
    int count = Math.min(k, parts.stream().mapToInt(KeyedNeighbours::count).sum());
    NearestFirst nearest = new NearestFirst(count);
    for (KeyedNeighbours part : parts) {
      for (int i = 0; i < part.count(); i++) {
        nearest.offer(part.ids[i], part.keys[i]);
      }
    }
    return nearest.kept();
  }
}
