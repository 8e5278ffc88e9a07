package org.vladoscope.index;

/**
 * The nearest descriptors of one query, the nearest first.
 *
 * @param ids row numbers in the index
 * @param distances Euclidean distances, as many
 */
public record Neighbours(int[] ids, float[] distances) {

  /** Checks that both have the same length. */
  public Neighbours {
    if (ids.length != distances.length) {
      throw new IllegalArgumentException(
          ids.length + " ids do not fit " + distances.length + " distances");
    }
  }

  /** How many there are. */
  public int count() {
    return ids.length;
  }
}
