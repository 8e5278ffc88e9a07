package org.vladoscope.index;

/**
 * The nearest descriptors of one query, the nearest first.
 *
 * @param ids row numbers in the index, in the order in which rows were added
 * @param values as many Euclidean distances or, with {@link Distance#INNER_PRODUCT}, dot products
 */
public record Neighbours(int[] ids, float[] values) {

  /** Checks that both have the same length. */
  public Neighbours {
    if (ids.length != values.length) {
      throw new IllegalArgumentException(
          ids.length + " ids do not fit " + values.length + " values");
    }
  }

  /** How many there are. */
  public int count() {
    return ids.length;
  }
}
