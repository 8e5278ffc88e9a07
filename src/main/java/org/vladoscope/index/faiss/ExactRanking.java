package org.vladoscope.index.faiss;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.vladoscope.common.L2;
import org.vladoscope.index.Distance;
import org.vladoscope.index.KeyedIds;
import org.vladoscope.index.KeyedNeighbours;
import org.vladoscope.index.NearestFirst;
import org.vladoscope.index.Vectors;

/**
 * The true order of what a flat index found: FAISS compares in single precision and orders equal
 * ones by chance, so those near enough to matter are compared again in double precision.
 *
 * @param index a flat index; alive while this is used
 * @param largestNorm Euclidean norm of its longest descriptor
 */
record ExactRanking(Faiss.Index index, Distance distance, double largestNorm) {

  /** Ids whose vectors are fetched at a time. */
  private static final int FETCH = 256;

  /**
   * The nearest of those that FAISS found and, if others may be as near, of all those.
   *
   * @param keys squared distances or products, nearest first
   * @param ids as many
   * @param k how many are wanted, at most as many
   */
  KeyedNeighbours nearest(float[] query, MemorySegment keys, MemorySegment ids, int k) {
    int found = (int) (ids.byteSize() / Long.BYTES);
    NearestFirst best = new NearestFirst(k);
    offerAll(query, ids, found, best::offer);
    double last = key(distance, keys.getAtIndex(ValueLayout.JAVA_FLOAT, found - 1));
    if (found == index.ntotal() || best.last() < last - error(query)) {
      return best.kept();
    }
    NearestFirst wider = new NearestFirst(k);
    forEachWithin(query, best.last() + error(query), wider::offer);
    return wider.kept();
  }

  /** All descriptors whose exact key is small enough. */
  KeyedNeighbours within(float[] query, double largestKey) {
    KeyedIds result = new KeyedIds();
    forEachWithin(
        query,
        largestKey + error(query),
        (id, key) -> {
          if (key <= largestKey) {
            result.add(id, key);
          }
        });
    return result.nearestFirst();
  }

  /** What FAISS reports as a key: a squared distance or a product becomes small for near ones. */
  static double key(Distance distance, float fromFaiss) {
    return distance == Distance.EUCLIDEAN ? fromFaiss : -fromFaiss;
  }

  private double error(float[] query) {
    return Vectors.keyError(distance, query.length, L2.norm(query, 0, query.length), largestNorm);
  }

  /** Takes an id and its exact key. */
  @FunctionalInterface
  private interface Taker {
    void take(int id, double key);
  }

  /** Every descriptor that FAISS finds within a key, with its exact key. */
  private void forEachWithin(float[] query, double largestKey, Taker taker) {
    try (Arena arena = Arena.ofConfined()) {
      RangeResult range = RangeResult.search(arena, index, distance, query, largestKey);
      offerAll(query, range.ids(), range.count(), taker);
    }
  }

  private void offerAll(float[] query, MemorySegment ids, int count, Taker taker) {
    int d = query.length;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment vectors =
          arena.allocate(ValueLayout.JAVA_FLOAT, (long) Math.min(FETCH, count) * d);
      float[] vector = new float[d];
      for (int from = 0; from < count; from += FETCH) {
        int some = Math.min(FETCH, count - from);
        Faiss.reconstruct(index, some, ids.address() + (long) from * Long.BYTES, vectors.address());
        for (int i = 0; i < some; i++) {
          MemorySegment.copy(
              vectors, ValueLayout.JAVA_FLOAT, (long) i * d * Float.BYTES, vector, 0, d);
          int id = (int) ids.getAtIndex(ValueLayout.JAVA_LONG, from + i);
          taker.take(id, Vectors.key(distance, query, 0, vector, 0, d));
        }
      }
    }
  }
}
