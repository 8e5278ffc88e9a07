package org.vladoscope.common;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A matrix of floating-point numbers in a {@code .npy} file, read row by row where it lies, so that
 * it need not fit into memory. Safe to use from several threads.
 */
public final class NpyMatrix implements AutoCloseable {

  private static final int MOST_HEADER = 1 << 16;
  private static final Pattern COMMA = Pattern.compile(",");

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
    FileChannel channel = FileChannel.open(file);
    try {
      return open(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static NpyMatrix open(FileChannel channel) throws IOException {
    byte[] start = bytes(channel, 0, 12);
    if (!Arrays.equals(start, 0, 6, NpyFile.MAGIC, 0, 6)) {
      throw new IOException("it is not a NumPy array");
    }
    ByteBuffer fields = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    boolean wide = start[6] >= 2;
    int length = wide ? fields.getInt(8) : Short.toUnsignedInt(fields.getShort(8));
    if (length < 0 || length > MOST_HEADER) {
      throw new IOException("its header is damaged");
    }
    int begin = wide ? 12 : 10;
    String header = new String(bytes(channel, begin, length), StandardCharsets.US_ASCII);
    Matcher matcher = NpyFile.HEADER.matcher(header);
    if (!matcher.find() || !matcher.group(2).equals("f") || !matcher.group(3).matches("[248]")) {
      throw new IOException("it holds no floating-point numbers");
    }
    List<String> shape =
        COMMA
            .splitAsStream(matcher.group(5))
            .map(String::strip)
            .filter(side -> !side.isEmpty())
            .toList();
    if (shape.size() != 2) {
      throw new IOException("its shape is (" + matcher.group(5) + "), not (rows, columns)");
    }
    if (matcher.group(4).equals("True")) {
      throw new IOException(
          "its columns lie one after the other, not its rows; save it with"
              + " numpy.ascontiguousarray");
    }
    int rows = side(shape.get(0));
    int cols = side(shape.get(1));
    int width = Integer.parseInt(matcher.group(3));
    long there = channel.size() - begin - length;
    if ((double) rows * cols * width != there) {
      throw new IOException(
          String.format(
              "%d rows of %d numbers need %.0f bytes, and it has %d",
              rows, cols, (double) rows * cols * width, there));
    }
    return new NpyMatrix(
        channel,
        (long) begin + length,
        rows,
        cols,
        width,
        matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private static int side(String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException("it is too large", e);
    }
  }

  private static byte[] bytes(FileChannel channel, long from, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    fill(channel, from, buffer);
    return buffer.array();
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
