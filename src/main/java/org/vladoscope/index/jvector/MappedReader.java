package org.vladoscope.index.jvector;

import io.github.jbellis.jvector.disk.RandomAccessReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads a mapped file as JVector wrote it, big-endian. For one thread. */
final class MappedReader implements RandomAccessReader {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment file;
  private long position;

  MappedReader(MemorySegment file) {
    this.file = file;
  }

  /** Moves on, and says where it was. */
  private long skip(long bytes) {
    long at = position;
    position += bytes;
    return at;
  }

  @Override
  public void seek(long to) {
    position = to;
  }

  @Override
  public long getPosition() {
    return position;
  }

  @Override
  public long length() {
    return file.byteSize();
  }

  @Override
  public int readInt() {
    return file.get(INT, skip(Integer.BYTES));
  }

  @Override
  public long readLong() {
    return file.get(LONG, skip(Long.BYTES));
  }

  @Override
  public float readFloat() {
    return file.get(FLOAT, skip(Float.BYTES));
  }

  @Override
  public void readFully(byte[] bytes) {
    MemorySegment.copy(file, ValueLayout.JAVA_BYTE, skip(bytes.length), bytes, 0, bytes.length);
  }

  @Override
  public void readFully(ByteBuffer buffer) {
    int count = buffer.remaining();
    buffer.put(file.asSlice(skip(count), count).asByteBuffer());
  }

  @Override
  public void readFully(long[] values) {
    long at = skip((long) values.length * Long.BYTES);
    MemorySegment.copy(file, LONG, at, values, 0, values.length);
  }

  @Override
  public void read(int[] values, int from, int count) {
    MemorySegment.copy(file, INT, skip((long) count * Integer.BYTES), values, from, count);
  }

  @Override
  public void read(float[] values, int from, int count) {
    MemorySegment.copy(file, FLOAT, skip((long) count * Float.BYTES), values, from, count);
  }

  @Override
  public void close() {
    // The mapping is its owner's.
  }
}
