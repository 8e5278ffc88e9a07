package org.vladoscope.foreign;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.ReadableFile;

/**
 * The vectors of an index as FAISS writes it, where it keeps them as they are: flat, or flat behind
 * a graph (HNSW) or in lists (IVF). Read here and not by FAISS, which trusts what it reads: a
 * damaged file would end the program. Nothing is taken by a length that reaches beyond the file.
 */
final class FaissRows implements DescriptorRows {

  /** Sizes of the elements of a graph's lists: shares, links of levels, levels, places, links. */
  private static final int[] GRAPH_LISTS = {8, 4, 4, 8, 4};

  /** Entry, levels and settings of a graph, 4 bytes each. */
  private static final int GRAPH_NUMBERS = 5 * 4;

  /** An index in an index in an index is none of FAISS's. */
  private static final int MOST_NESTED = 3;

  private static final int BLOCK = 1 << 16;

  private final FileChannel channel;
  private final int count;
  private final int length;

  /** Where each vector begins. */
  private final long[] starts;

  private FaissRows(FileChannel channel, int count, int length, long[] starts) {
    this.channel = channel;
    this.count = count;
    this.length = length;
    this.starts = starts;
  }

  static FaissRows open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(ReadableFile.check(file));
    try {
      return new Reader(channel).rows(0);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Goes through a file from its begin. */
  private static final class Reader {

    private final FileChannel channel;
    private long at;

    Reader(FileChannel channel) {
      this.channel = channel;
    }

    /**
     * 4 letters, int32 length, int64 count, 2 int64, 1 byte, int32 metric, then what the kind has.
     */
    FaissRows rows(int depth) throws IOException {
      byte[] letters = bytes(4).array();
      String kind = new String(letters, StandardCharsets.ISO_8859_1);
      boolean isKept = List.of("IxF2", "IxFI", "IHNf", "IwFl").contains(kind);
      if (!isKept || depth > MOST_NESTED) {
        throw new IOException(
            kind.startsWith("I")
                ? "this kind of index does not keep the descriptors as they are; save them as .npy,"
                    + " or in an index of the kinds Flat, HNSW or IVF,Flat"
                : "it is not an index of FAISS");
      }
      int length = bytes(4).getInt();
      long count = number();
      skip(2 * 8 + 1);
      int metric = bytes(4).getInt();
      if (length < 1 || count < 0 || count > Integer.MAX_VALUE) {
        throw damaged();
      }
      if (metric < 0 || metric > 1) {
        throw new IOException("it compares by another measure than distance or product");
      }
      FaissRows rows =
          switch (kind) {
            case "IHNf" -> behindGraph(depth);
            case "IwFl" -> inLists(depth, (int) count, length);
            default -> flat((int) count, length);
          };
      if (rows.count != count || rows.length != length) {
        throw damaged();
      }
      return rows;
    }

    private FaissRows flat(int count, int length) throws IOException {
      long values = number();
      if (values != (long) count * length || values > left() / Float.BYTES) {
        throw damaged();
      }
      long[] starts = new long[count];
      for (int row = 0; row < count; row++) {
        starts[row] = at + (long) row * length * Float.BYTES;
      }
      skip(values * Float.BYTES);
      return new FaissRows(channel, count, length, starts);
    }

    private FaissRows behindGraph(int depth) throws IOException {
      for (int bytes : GRAPH_LISTS) {
        skip(size(bytes) * bytes);
      }
      skip(GRAPH_NUMBERS);
      return rows(depth + 1);
    }

    private FaissRows inLists(int depth, int count, int length) throws IOException {
      long lists = number();
      skip(8);
      rows(depth + 1); // the centres of the lists
      boolean isTable = bytes(1).get() == 2;
      skip(size(8) * 8);
      if (isTable) {
        skip(size(16) * 16);
      }
      String form = letters();
      if (!form.equals("ilar") || number() != lists || number() != (long) length * Float.BYTES) {
        throw new IOException("its lists lie elsewhere or are of another form; save them as .npy");
      }
      return ofLists(sizes(lists), count, length);
    }

    /** How long each list is: all of them, or only those that hold something, with their number. */
    private long[] sizes(long lists) throws IOException {
      String form = letters();
      long stated = size(8);
      if (lists < 0 || lists > Integer.MAX_VALUE - 8 || (lists > stated && form.equals("full"))) {
        throw damaged();
      }
      boolean isFull = form.equals("full");
      long[] sizes = new long[(int) (isFull ? stated : stated / 2)];
      for (int i = 0; i < sizes.length; i++) {
        if (!isFull) {
          skip(8);
        }
        sizes[i] = number();
      }
      return sizes;
    }

    private FaissRows ofLists(long[] sizes, int count, int length) throws IOException {
      long bytes = (long) length * Float.BYTES;
      if (count > left() / bytes) {
        throw damaged();
      }
      long[] starts = new long[count];
      Arrays.fill(starts, -1);
      int placed = 0;
      for (long size : sizes) {
        if (size < 0 || size > count - placed) {
          throw damaged();
        }
        long from = at;
        skip(size * bytes);
        for (long read = 0; read < size; ) {
          int block = (int) Math.min(BLOCK, size - read);
          ByteBuffer ids = bytes(block * Long.BYTES);
          for (int i = 0; i < block; i++, read++) {
            long row = ids.getLong();
            if (row < 0 || row >= count || starts[(int) row] >= 0) {
              throw new IOException(
                  "its descriptors are not numbered from 0 to " + (count - 1) + ", once each");
            }
            starts[(int) row] = from + read * bytes;
          }
        }
        placed += (int) size;
      }
      if (placed != count) {
        throw damaged();
      }
      return new FaissRows(channel, count, length, starts);
    }

    private String letters() throws IOException {
      return new String(bytes(4).array(), StandardCharsets.ISO_8859_1);
    }

    private long number() throws IOException {
      return bytes(Long.BYTES).getLong();
    }

    /** The stated size of a list, which the file has room for. */
    private long size(int bytes) throws IOException {
      long size = number();
      if (size < 0 || size > left() / bytes) {
        throw damaged();
      }
      return size;
    }

    private long left() throws IOException {
      return channel.size() - at;
    }

    private void skip(long bytes) throws IOException {
      if (bytes > left()) {
        throw damaged();
      }
      at += bytes;
    }

    private ByteBuffer bytes(int count) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
      fill(channel, at, buffer);
      at += count;
      return buffer.flip();
    }

    private static IOException damaged() {
      return new IOException("it is damaged or cut off");
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
    fill(channel, starts[row], buffer);
    buffer.flip().asFloatBuffer().get(into, 0, length);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
