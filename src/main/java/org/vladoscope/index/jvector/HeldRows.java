package org.vladoscope.index.jvector;

import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.vladoscope.common.FloatMatrix;

/**
 * Descriptors in native memory, as JVector asks for them: one at a time, copied into an array that
 * is overwritten with the next. Each thread has a {@link #copy} of its own.
 */
final class HeldRows implements RandomAccessVectorValues {

  /** Rows that lie together. */
  private static final int CHUNK = 4096;

  private final int dimensions;
  private final Arena arena;
  private final List<MemorySegment> chunks;
  private final int[] count;
  private final float[] values;
  private final VectorFloat<?> vector;

  /** No rows yet. */
  HeldRows(int dimensions) {
    this(dimensions, Arena.ofShared(), new ArrayList<>(), new int[1]);
  }

  private HeldRows(int dimensions, Arena arena, List<MemorySegment> chunks, int[] count) {
    this.dimensions = dimensions;
    this.arena = arena;
    this.chunks = chunks;
    this.count = count;
    this.vector = JVectors.of(new float[dimensions]);
    this.values = JVectors.array(vector);
  }

  /** Appends rows. Nobody may read meanwhile. */
  void append(FloatMatrix rows) {
    for (int i = 0; i < rows.rows(); i++) {
      append(rows.data(), i * dimensions);
    }
  }

  /** Appends a row that begins at an index of an array. */
  void append(float[] data, int from) {
    int row = count[0];
    if (row / CHUNK == chunks.size()) {
      chunks.add(arena.allocate(ValueLayout.JAVA_FLOAT, (long) CHUNK * dimensions));
    }
    MemorySegment.copy(
        data, from, chunks.get(row / CHUNK), ValueLayout.JAVA_FLOAT, offset(row), dimensions);
    count[0]++;
  }

  private long offset(int row) {
    return (long) (row % CHUNK) * dimensions * Float.BYTES;
  }

  @Override
  public int size() {
    return count[0];
  }

  @Override
  public int dimension() {
    return dimensions;
  }

  @Override
  public VectorFloat<?> getVector(int row) {
    MemorySegment.copy(
        chunks.get(row / CHUNK), ValueLayout.JAVA_FLOAT, offset(row), values, 0, dimensions);
    return vector;
  }

  @Override
  public boolean isValueShared() {
    return true;
  }

  @Override
  public HeldRows copy() {
    return new HeldRows(dimensions, arena, chunks, count);
  }

  /** Frees the memory, that of copies too. */
  void close() {
    arena.close();
  }
}
