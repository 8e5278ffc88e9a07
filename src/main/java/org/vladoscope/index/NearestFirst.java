package org.vladoscope.index;

import java.util.Arrays;

/** The ids with the smallest keys; equal keys in order of ids. */
public final class NearestFirst {

  private final int[] ids;
  private final double[] keys;
  private int filled;

  /**
   * Empty at first.
   *
   * @param count how many to keep
   */
  public NearestFirst(int count) {
    ids = new int[count];
    keys = new double[count];
  }

  /** Keeps an id if it belongs to the smallest so far. */
  public void offer(int id, double key) {
    if (filled < keys.length) {
      filled++;
    } else if (filled == 0 || !isBefore(key, id, filled - 1)) {
      return;
    }
    int at = filled - 1;
    while (at > 0 && isBefore(key, id, at - 1)) {
      keys[at] = keys[at - 1];
      ids[at] = ids[at - 1];
      at--;
    }
    keys[at] = key;
    ids[at] = id;
  }

  private boolean isBefore(double key, int id, int at) {
    return key < keys[at] || (key == keys[at] && id < ids[at]);
  }

  /** The largest key that is kept, or infinity while nothing is. */
  public double last() {
    return filled == 0 ? Double.POSITIVE_INFINITY : keys[filled - 1];
  }

  /** What is kept. */
  public KeyedNeighbours kept() {
    return new KeyedNeighbours(Arrays.copyOf(ids, filled), Arrays.copyOf(keys, filled));
  }
}
