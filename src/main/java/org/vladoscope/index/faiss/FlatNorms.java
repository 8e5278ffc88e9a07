package org.vladoscope.index.faiss;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * How long the descriptors of a flat index are. FAISS needs it for every batch and would find it
 * anew each time, which took a quarter of a search.
 *
 * @param room begins with the squared Euclidean norms, one float for each descriptor
 * @param count of descriptors
 * @param largest at least the Euclidean norm of the longest
 */
record FlatNorms(MemorySegment room, long count, double largest) {

  /** Of no descriptors. */
  static final FlatNorms NONE = new FlatNorms(MemorySegment.NULL, 0, 0);

  /** The relative error of a sum in single precision is far below this. */
  private static final double MARGIN = 1.001;

  /** These and those of the descriptors that an index holds beyond them. */
  FlatNorms extended(Faiss.Index index) {
    long before = count;
    long size = index.ntotal();
    if (size == before) {
      return this;
    }
    // What is known is never written again, so those that came before may share the memory.
    MemorySegment all =
        room.byteSize() < size * Float.BYTES ? copiedTo(Math.max(size, 2 * before)) : room;
    long added = all.address() + before * Float.BYTES;
    Faiss.squared_norms(index, before, size - before, added);
    double longest = 0;
    for (long i = before; i < size; i++) {
      longest = Math.max(longest, all.getAtIndex(ValueLayout.JAVA_FLOAT, i));
    }
    return new FlatNorms(all, size, Math.max(largest, MARGIN * Math.sqrt(longest)));
  }

  private MemorySegment copiedTo(long values) {
    MemorySegment all = Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT, values);
    MemorySegment.copy(room, 0, all, 0, count * Float.BYTES);
    return all;
  }
}
