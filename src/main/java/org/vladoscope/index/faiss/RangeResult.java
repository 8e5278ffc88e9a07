package org.vladoscope.index.faiss;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.vladoscope.index.Distance;

/**
 * What FAISS found within a limit of one query, in no order.
 *
 * @param keys squared distances or products
 * @param ids as many
 */
record RangeResult(int count, MemorySegment keys, MemorySegment ids) {

  /**
   * Searches.
   *
   * @param arena owns the result
   * @param largestKey the largest squared distance or negative product, included
   * @throws FaissException if this kind of index cannot do that
   */
  static RangeResult search(
      Arena arena, Faiss.Index index, Distance distance, float[] query, double largestKey) {
    MemorySegment x = arena.allocateFrom(ValueLayout.JAVA_FLOAT, query);
    Faiss.Ranges ranges =
        NativeIndex.translated(
            () -> Faiss.range_search(index, 1, x.address(), radius(distance, largestKey)));
    try {
      int count = Math.toIntExact(Faiss.range_begin(ranges, 1));
      MemorySegment keys = arena.allocate(ValueLayout.JAVA_FLOAT, Math.max(1, count));
      MemorySegment ids = arena.allocate(ValueLayout.JAVA_LONG, Math.max(1, count));
      Faiss.range_copy(ranges, keys.address(), ids.address());
      return new RangeResult(count, keys, ids);
    } finally {
      Faiss.range_destroy(ranges);
    }
  }

  /** FAISS leaves out what lies exactly on its radius, so the next float beyond it is asked for. */
  private static float radius(Distance distance, double largestKey) {
    return distance == Distance.EUCLIDEAN
        ? Math.nextUp(Math.nextUp((float) largestKey))
        : Math.nextDown(Math.nextDown((float) -largestKey));
  }
}
