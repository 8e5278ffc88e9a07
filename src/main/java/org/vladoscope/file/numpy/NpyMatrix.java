package org.vladoscope.file.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.vladoscope.common.ReadableFile;
import org.vladoscope.file.FileRegion;
import org.vladoscope.file.MalformedException;

/**
 * A matrix of floating-point numbers in a {@code .npy} file, read row by row where it lies, so that
 * it need not fit into memory. Safe to use from several threads.
 */
public final class NpyMatrix implements AutoCloseable {

  /** Bytes of a number. */
  private static final Set<Integer> WIDTHS = Set.of(2, 4, 8);

  private final FileChannel channel;
  private final long start;
  private final int rows;
  private final int cols;
  private final int width;
  private final ByteOrder order;

  private NpyMatrix(
      FileChannel channel, long start, int rows, int cols, int width, ByteOrder order) {
    this.channel = channel;
    this.start = start;
    this.rows = rows;
    this.cols = cols;
    this.width = width;
    this.order = order;
  }

  /**
   * Opens a matrix {@code [rows, cols]} of 16-, 32- or 64-bit floats.
   *
   * @throws IOException if the file holds no such matrix, or less than it says, with a phrase that
   *     says why
   */
  public static NpyMatrix open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(ReadableFile.check(file));
    try {
      return open(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static NpyMatrix open(Path file, FileChannel channel) throws IOException {
    NpyHeader header;
    try {
      header = NpyHeader.read(new FileRegion(file, 0, channel.size()));
    } catch (MalformedException e) {
      throw new IOException(e.getMessage(), e);
    }
    ArrayType type = header.type();
    if (type.kind() != 'f' || !WIDTHS.contains(type.length())) {
      throw new IOException("it holds no floating-point numbers of 16, 32 or 64 bits");
    }
    long[] shape = header.shape();
    if (shape.length != 2) {
      throw new IOException("its shape is " + Arrays.toString(shape) + ", not [rows, columns]");
    }
    if (header.fortran()) {
      throw new IOException(
          "its columns lie one after the other, not its rows; save it with"
              + " numpy.ascontiguousarray");
    }
    if (Math.max(shape[0], shape[1]) > Integer.MAX_VALUE / Double.BYTES) {
      throw new IOException("it is too large");
    }
    long there = channel.size() - header.from();
    double needed = (double) shape[0] * shape[1] * type.length();
    if (needed != there) {
      throw new IOException(
          String.format(
              "%d rows of %d numbers need %.0f bytes, and it has %d",
              shape[0], shape[1], needed, there));
    }
    return new NpyMatrix(
        channel,
        header.from(),
        (int) shape[0],
        (int) shape[1],
        type.length(),
        type.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private static void fill(FileChannel channel, long from, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new EOFException("it is cut off");
      }
    }
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Values of a row. */
  public int cols() {
    return cols;
  }

  /**
   * Reads a row; numbers of 64 bits are rounded to 32.
   *
   * @param into at least as long as a row
   * @throws IOException if the file is gone or was cut off meanwhile
   */
  public void read(int row, float[] into) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(cols * width).order(order);
    fill(channel, start + (long) row * cols * width, buffer);
    buffer.flip();
    switch (width) {
      case 2 -> {
        for (int i = 0; i < cols; i++) {
          into[i] = Float.float16ToFloat(buffer.getShort());
        }
      }
      case 4 -> buffer.asFloatBuffer().get(into, 0, cols);
      default -> {
        for (int i = 0; i < cols; i++) {
          into[i] = (float) buffer.getDouble();
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
