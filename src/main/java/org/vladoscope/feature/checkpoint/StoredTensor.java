package org.vladoscope.feature.checkpoint;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.file.MalformedException;
import org.vladoscope.file.Storage;

/**
 * A tensor of a checkpoint. Its numbers stay in the file until they are asked for.
 *
 * <p>Element (i₀, i₁, …) is number {@code offset + Σ iₐ·strideₐ} of the storage.
 */
public final class StoredTensor {

  private static final int MAX_RANK = 8;

  private final Path file;
  private final Dtype dtype;
  private final long[] shape;
  private final long[] strides;
  private final long offset;
  private final int size;
  private final Storage storage;

  private StoredTensor(
      Path file,
      Dtype dtype,
      long[] shape,
      long[] strides,
      long offset,
      int size,
      Storage storage) {
    this.file = file;
    this.dtype = dtype;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    this.size = size;
    this.storage = storage;
  }

  /** A tensor, after checking that all its elements lie in the storage. */
  static StoredTensor of(
      Path file, Dtype dtype, long[] shape, long[] strides, long offset, Storage storage)
      throws MalformedException {
    if (shape.length > MAX_RANK || shape.length != strides.length || offset < 0) {
      throw new MalformedException("a tensor of it has an impossible shape");
    }
    long available = storage.bytes() / dtype.bytes();
    long size = 1;
    long last = offset;
    try {
      for (int a = 0; a < shape.length; a++) {
        if (shape[a] < 0 || strides[a] < 0) {
          throw new MalformedException("a tensor of it has a negative size or stride");
        }
        size = Math.multiplyExact(size, shape[a]);
        last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape[a] - 1), strides[a]));
      }
    } catch (ArithmeticException e) {
      throw new MalformedException("a tensor of it has an impossible shape", e);
    }
    // As many elements as numbers at most: so a small file never asks for much memory.
    if (size > available || (size > 0 && last >= available)) {
      throw new MalformedException("a tensor of it reaches beyond its data");
    }
    if (size > Integer.MAX_VALUE - 8) {
      throw new MalformedException("a tensor of it has more than 2 147 483 639 numbers");
    }
    return new StoredTensor(
        file, dtype, shape.clone(), strides.clone(), offset, (int) size, storage);
  }

  /** Strides of a tensor whose last axis runs fastest. */
  static long[] rowMajor(long[] shape) {
    long[] strides = new long[shape.length];
    long step = 1;
    for (int a = shape.length - 1; a >= 0; a--) {
      strides[a] = step;
      step = Math.multiplyExact(step, Math.max(1, shape[a]));
    }
    return strides;
  }

  /** How its numbers are stored. */
  public Dtype dtype() {
    return dtype;
  }

  /** Lengths of its axes; empty for a single number. */
  public List<Integer> shape() {
    return Arrays.stream(shape).mapToObj(length -> (int) length).toList();
  }

  /** Length of an axis. */
  public int length(int axis) {
    return (int) shape[axis];
  }

  /** How many numbers it has. */
  public int size() {
    return size;
  }

  /** True if it has this shape; −1 stands for any length. */
  public boolean hasShape(int... expected) {
    if (expected.length != shape.length) {
      return false;
    }
    for (int a = 0; a < expected.length; a++) {
      if (expected[a] >= 0 && expected[a] != shape[a]) {
        return false;
      }
    }
    return true;
  }

  /** Its shape for people, such as "64 × 3 × 3 × 3". */
  public String shapeText() {
    return shape.length == 0
        ? "one number"
        : Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(" \u00d7 "));
  }

  /**
   * Reads its numbers, row-major, as 32-bit floats.
   *
   * @throws InputException if the file can no longer be read, or holds a NaN or an infinity
   */
  public float[] floats() {
    long first = offset * dtype.bytes();
    long last = offset;
    for (int a = 0; a < shape.length; a++) {
      last += Math.max(0, shape[a] - 1) * strides[a];
    }
    long bytes = size == 0 ? 0 : (last + 1) * dtype.bytes() - first;
    try {
      float[] values = storage.read(first, bytes, this::gather);
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw new MalformedException("it holds " + value + " where a weight should be");
        }
      }
      return values;
    } catch (IOException | InternalError e) {
      String reason = e instanceof IOException io ? FileProblem.of(io) : "it changed meanwhile";
      throw new InputException(file + " cannot be read: " + reason + ".", e);
    } catch (MalformedException e) {
      throw new InputException(file + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  /** Its numbers as a matrix; the shape may have more axes, but not more numbers. */
  public FloatMatrix matrix(int rows, int cols) {
    return FloatMatrix.of(rows, cols, floats());
  }

  private float[] gather(MemorySegment memory) {
    float[] out = new float[size];
    if (size == 0) {
      return out;
    }
    if (Arrays.equals(strides, rowMajor(shape))) {
      for (int i = 0; i < size; i++) {
        out[i] = dtype.get(memory, i);
      }
      return out;
    }
    long[] index = new long[shape.length];
    long at = 0;
    for (int i = 0; i < size; i++) {
      out[i] = dtype.get(memory, at);
      for (int a = shape.length - 1; a >= 0; a--) {
        at += strides[a];
        if (++index[a] < shape[a]) {
          break;
        }
        at -= shape[a] * strides[a];
        index[a] = 0;
      }
    }
    return out;
  }

  @Override
  public String toString() {
    return dtype + " [" + shapeText() + "]";
  }
}
