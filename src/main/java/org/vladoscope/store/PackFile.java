package org.vladoscope.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.vladoscope.common.ContentHash;

/**
 * Many entries in one file, which is never changed. Payloads come one after the other, then a table
 * {@code [key, offset, length, checksum]} sorted by keys, then its length, its checksum, a version
 * and a magic word. The table is mapped into memory, payloads are read when they are asked for.
 */
final class PackFile {

  // "VLDP"
  private static final int MAGIC = 0x564c4450;
  private static final int VERSION = 1;
  private static final int TRAILER = 4 * Integer.BYTES;
  private static final int KEY = 32;
  private static final int ROW = KEY + Long.BYTES + 2 * Integer.BYTES;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /** An entry on its way into a file. */
  record Row(ContentHash key, long offset, int length, int checksum) {}

  private final Path file;
  private final MemorySegment table;

  private PackFile(Path file, MemorySegment table) {
    this.file = file;
    this.table = table;
  }

  /** Writes what follows the payloads. */
  static ByteBuffer end(List<Row> sorted) {
    ByteBuffer end = ByteBuffer.allocate(sorted.size() * ROW + TRAILER);
    for (Row row : sorted) {
      end.put(row.key.bytes()).putLong(row.offset).putInt(row.length).putInt(row.checksum);
    }
    CRC32C crc = new CRC32C();
    crc.update(end.duplicate().flip());
    return end.putInt(sorted.size())
        .putInt((int) crc.getValue())
        .putInt(VERSION)
        .putInt(MAGIC)
        .flip();
  }

  /**
   * Opens a file; reads its table only.
   *
   * @return nothing if it is damaged
   */
  static Optional<PackFile> open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      ByteBuffer trailer = ByteBuffer.allocate(TRAILER);
      if (size < TRAILER) {
        return Optional.empty();
      }
      readFully(channel, trailer, size - TRAILER);
      long bytes = (long) trailer.getInt(0) * ROW;
      if (trailer.getInt(12) != MAGIC
          || trailer.getInt(8) != VERSION
          || bytes < 0
          || bytes > size - TRAILER) {
        return Optional.empty();
      }
      MemorySegment table =
          channel.map(FileChannel.MapMode.READ_ONLY, size - TRAILER - bytes, bytes, Arena.ofAuto());
      CRC32C crc = new CRC32C();
      crc.update(table.asByteBuffer());
      return (int) crc.getValue() == trailer.getInt(4)
          ? Optional.of(new PackFile(file, table))
          : Optional.empty();
    }
  }

  /** Where it lies. */
  Path file() {
    return file;
  }

  /** How many entries it has. */
  int count() {
    return (int) (table.byteSize() / ROW);
  }

  /** True if it has an entry; whether that is whole shows when it is read. */
  boolean contains(ContentHash key) {
    return row(key) >= 0;
  }

  /**
   * Reads an entry that it {@link #contains}.
   *
   * @return its payload; nothing if it is damaged
   */
  Optional<ByteBuffer> read(ContentHash key) throws IOException {
    long at = row(key) * ROW + KEY;
    long offset = table.get(LONG, at);
    int length = table.get(INT, at + Long.BYTES);
    int checksum = table.get(INT, at + Long.BYTES + Integer.BYTES);
    try (FileChannel channel = FileChannel.open(file)) {
      if (offset < 0 || length < 0 || offset + length > channel.size()) {
        return Optional.empty();
      }
      ByteBuffer payload = ByteBuffer.allocate(length);
      readFully(channel, payload, offset);
      payload.rewind();
      return DescriptorStore.checksum(key.bytes(), payload.duplicate()) == checksum
          ? Optional.of(payload)
          : Optional.empty();
    }
  }

  /** The number of a row by bisection; below 0 if there is none. */
  private long row(ContentHash key) {
    byte[] wanted = key.bytes();
    long prefix = ByteBuffer.wrap(wanted).getLong();
    int low = 0;
    int high = count() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long at = (long) middle * ROW;
      int order = Long.compareUnsigned(table.get(LONG, at), prefix);
      if (order == 0) {
        byte[] there = table.asSlice(at, KEY).toArray(ValueLayout.JAVA_BYTE);
        order = Arrays.compareUnsigned(there, wanted);
      }
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private static void readFully(FileChannel channel, ByteBuffer into, long from)
      throws IOException {
    long at = from;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw new java.io.EOFException("the file ends early");
      }
      at += read;
    }
  }
}
