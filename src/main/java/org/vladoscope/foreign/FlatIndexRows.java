package org.vladoscope.foreign;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a flat index as FAISS writes it: four letters, length, count, two unused numbers,
 * whether it is trained, the metric, and the values behind their number. Read here and not by
 * FAISS, which trusts what it reads: a damaged file would end the program.
 */
final class FlatIndexRows implements DescriptorRows {

  /** 4 letters, int32 d, int64 n, 2 int64, 1 byte, int32 metric, uint64 number of values. */
  private static final int HEADER = 4 + 4 + 8 + 16 + 1 + 4 + 8;

  private final FileChannel channel;
  private final int count;
  private final int length;

  private FlatIndexRows(FileChannel channel, int count, int length) {
    this.channel = channel;
    this.count = count;
    this.length = length;
  }

  static FlatIndexRows open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
      fill(channel, 0, header);
      String kind = new String(header.array(), 0, 4, StandardCharsets.ISO_8859_1);
      if (!kind.equals("IxF2") && !kind.equals("IxFI")) {
        throw new IOException(
            kind.startsWith("I")
                ? "this kind of index does not keep the descriptors as they are; save them as .npy,"
                    + " or in an index of the kind Flat"
                : "it is not an index of FAISS");
      }
      int length = header.getInt(4);
      long count = header.getLong(8);
      long values = header.getLong(HEADER - 8);
      long there = (channel.size() - HEADER) / Float.BYTES;
      if (length < 1
          || count < 0
          || count > Integer.MAX_VALUE
          || values != count * length
          || values > there) {
        throw new IOException("it is damaged or cut off");
      }
      return new FlatIndexRows(channel, (int) count, length);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void fill(FileChannel channel, long from, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new EOFException("it is cut off");
      }
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public @Nullable List<String> names() {
    return null;
  }

  @Override
  public void read(int row, float[] into) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    fill(channel, HEADER + (long) row * length * Float.BYTES, buffer);
    buffer.flip().asFloatBuffer().get(into, 0, length);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
