package org.vladoscope.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.vladoscope.common.FloatMatrix;

/** Numbers one after the other, as they lie in entries of a {@link DescriptorStore}. */
public final class Packed {

  private final List<ByteBuffer> parts = new ArrayList<>();

  /** Adds a whole number. */
  public Packed add(int value) {
    parts.add(ByteBuffer.allocate(Integer.BYTES).putInt(value).flip());
    return this;
  }

  /** Adds a flag. */
  public Packed add(boolean value) {
    parts.add(ByteBuffer.allocate(1).put((byte) (value ? 1 : 0)).flip());
    return this;
  }

  /** Adds values, their number first. */
  public Packed add(float[] values) {
    ByteBuffer part = ByteBuffer.allocate(Integer.BYTES + Float.BYTES * values.length);
    part.putInt(values.length);
    part.asFloatBuffer().put(values);
    parts.add(part.rewind());
    return this;
  }

  /** Adds a matrix, its shape first. */
  public Packed add(FloatMatrix matrix) {
    return add(matrix.rows()).add(matrix.cols()).add(matrix.data());
  }

  /** All of it as an entry. */
  public ByteBuffer toBuffer() {
    ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(ByteBuffer::remaining).sum());
    parts.forEach(part -> all.put(part.duplicate()));
    return all.flip();
  }

  /** Reads what {@link #add(boolean)} wrote. */
  public static boolean flag(ByteBuffer in) {
    return in.get() != 0;
  }

  /**
   * Reads a number of items that follow.
   *
   * @param bytes what an item takes
   * @throws BufferUnderflowException if so many are not there
   */
  public static int count(ByteBuffer in, int bytes) {
    int count = in.getInt();
    if (count < 0 || (long) count * bytes > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return count;
  }

  /** Reads what {@link #add(float[])} wrote. */
  public static float[] floats(ByteBuffer in) {
    float[] values = new float[count(in, Float.BYTES)];
    in.asFloatBuffer().get(values);
    in.position(in.position() + Float.BYTES * values.length);
    return values;
  }

  /** Reads what {@link #add(FloatMatrix)} wrote. */
  public static FloatMatrix matrix(ByteBuffer in) {
    int rows = in.getInt();
    int cols = in.getInt();
    return FloatMatrix.of(rows, cols, floats(in));
  }
}
