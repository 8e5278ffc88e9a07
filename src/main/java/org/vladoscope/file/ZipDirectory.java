package org.vladoscope.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entries of a zip archive by name, read from its central directory. Names are only ever looked
 * up, never used as paths, and nothing is unpacked to disk. Own code rather than the JDK's, because
 * tensors are mapped where they lie in the archive, and to hold the directory against limits before
 * it is in memory.
 */
public final class ZipDirectory {

  private static final int MAX_ENTRIES = 20_000;
  private static final int MAX_DIRECTORY = 16 << 20;
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int END_LENGTH = 22;
  private static final int MAX_COMMENT = 65_535;
  private static final long ABSENT = 0xffff_ffffL;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** What compressed data may become: at most so many times their length, and this many bytes. */
  private static final long MAX_RATIO = 200;

  private static final long RATIO_FROM = 1L << 20;
  private static final long MAX_INFLATED = 4L << 30;

  private record Entry(int method, int flags, long compressed, long size, long header) {}

  private final Path file;
  private final FileChannel channel;
  private final Map<String, Entry> entries;

  private ZipDirectory(Path file, FileChannel channel, Map<String, Entry> entries) {
    this.file = file;
    this.channel = channel;
    this.entries = entries;
  }

  /** Reads the directory. The channel is used until all storages were asked for. */
  public static ZipDirectory read(Path file, FileChannel channel)
      throws IOException, MalformedException {
    long length = channel.size();
    int tail = (int) Math.min(length, END_LENGTH + MAX_COMMENT);
    ByteBuffer end = bytes(channel, length - tail, tail);
    int at = tail - END_LENGTH;
    while (at >= 0 && end.getInt(at) != END) {
      at--;
    }
    if (at < 0) {
      throw new MalformedException("its zip directory is missing; perhaps a download was cut off");
    }
    long count = end.getShort(at + 10) & 0xffff;
    long size = end.getInt(at + 12) & ABSENT;
    long start = end.getInt(at + 16) & ABSENT;
    long endPosition = length - tail + at;
    if ((count == 0xffff || size == ABSENT || start == ABSENT) && endPosition >= 20) {
      ByteBuffer locator = bytes(channel, endPosition - 20, 20);
      if (locator.getInt(0) == LOCATOR_64) {
        ByteBuffer end64 = bytes(channel, locator.getLong(8), 56);
        if (end64.getInt(0) != END_64) {
          throw new MalformedException("its zip directory is damaged");
        }
        count = end64.getLong(32);
        size = end64.getLong(40);
        start = end64.getLong(48);
      }
    }
    if (count < 0 || count > MAX_ENTRIES || size < 0 || size > MAX_DIRECTORY) {
      throw new MalformedException(
          "its zip directory has more than " + MAX_ENTRIES + " entries or is larger than 16 MB");
    }
    ByteBuffer directory = bytes(channel, start, (int) size);
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (long i = 0; i < count; i++) {
      readEntry(directory, entries);
    }
    return new ZipDirectory(file, channel, entries);
  }

  private static void readEntry(ByteBuffer in, Map<String, Entry> entries)
      throws MalformedException {
    if (in.remaining() < 46 || in.getInt(in.position()) != CENTRAL) {
      throw new MalformedException("its zip directory is damaged");
    }
    int base = in.position();
    int flags = in.getShort(base + 8) & 0xffff;
    int method = in.getShort(base + 10) & 0xffff;
    long compressed = in.getInt(base + 20) & ABSENT;
    long size = in.getInt(base + 24) & ABSENT;
    int nameLength = in.getShort(base + 28) & 0xffff;
    int extraLength = in.getShort(base + 30) & 0xffff;
    int commentLength = in.getShort(base + 32) & 0xffff;
    long header = in.getInt(base + 42) & ABSENT;
    if (in.remaining() < 46 + nameLength + extraLength + commentLength) {
      throw new MalformedException("its zip directory is damaged");
    }
    byte[] name = new byte[nameLength];
    in.get(base + 46, name);
    int extra = base + 46 + nameLength;
    int extraEnd = extra + extraLength;
    while (extra + 4 <= extraEnd) {
      int id = in.getShort(extra) & 0xffff;
      int length = in.getShort(extra + 2) & 0xffff;
      int field = extra + 4;
      extra = field + length;
      if (id == 1 && extra <= extraEnd) {
        // Zip64: the 64-bit values of those fields that do not fit 32 bits, in this order.
        if (size == ABSENT && field + 8 <= extra) {
          size = in.getLong(field);
          field += 8;
        }
        if (compressed == ABSENT && field + 8 <= extra) {
          compressed = in.getLong(field);
          field += 8;
        }
        if (header == ABSENT && field + 8 <= extra) {
          header = in.getLong(field);
        }
      }
    }
    in.position(base + 46 + nameLength + extraLength + commentLength);
    String text = new String(name, StandardCharsets.UTF_8);
    if (entries.put(text, new Entry(method, flags, compressed, size, header)) != null) {
      throw new MalformedException("it has two entries named " + MalformedException.shown(text));
    }
  }

  private static ByteBuffer bytes(FileChannel channel, long position, int length)
      throws IOException, MalformedException {
    if (position < 0 || position > channel.size() - length) {
      throw new MalformedException("its zip directory points outside the file");
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new MalformedException("it became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  /** The names of all entries, in the order of the directory. */
  public Iterable<String> names() {
    return entries.keySet();
  }

  /** True if there is such an entry. */
  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /** The content of an entry that hardly gets smaller by compression, as weights do not. */
  public Storage storage(String name) throws IOException, MalformedException {
    return storage(name, RATIO_FROM);
  }

  /**
   * The content of an entry.
   *
   * @param free up to so many bytes it may have been compressed however much
   */
  public Storage storage(String name, long free) throws IOException, MalformedException {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new MalformedException("its entry " + MalformedException.shown(name) + " is missing");
    }
    if ((entry.flags & 1) != 0) {
      throw new MalformedException("it is encrypted");
    }
    ByteBuffer local = bytes(channel, entry.header, 30);
    if (local.getInt(0) != LOCAL) {
      throw new MalformedException("its zip directory points to no entry");
    }
    long position =
        entry.header + 30 + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
    if (entry.compressed < 0 || entry.size < 0 || position > channel.size() - entry.compressed) {
      throw new MalformedException(
          "its entry " + MalformedException.shown(name) + " reaches beyond the end of the file");
    }
    if (entry.method == STORED) {
      if (entry.size != entry.compressed) {
        throw new MalformedException("its zip directory contradicts itself");
      }
      return new FileRegion(file, position, entry.size);
    }
    if (entry.method != DEFLATED) {
      throw new MalformedException("it is compressed in a way that is not known");
    }
    if (entry.size > MAX_INFLATED
        || (entry.size > free && entry.size / MAX_RATIO > entry.compressed)) {
      throw new MalformedException(
          "its entry "
              + MalformedException.shown(name)
              + " would unpack to "
              + (entry.size >> 20)
              + " MB, which is too much for its length");
    }
    return new DeflatedRegion(file, position, entry.compressed, entry.size);
  }

  /** The content of a small entry. */
  public byte[] content(String name, int limit) throws IOException, MalformedException {
    Storage storage = storage(name);
    if (storage.bytes() > limit) {
      throw new MalformedException(
          "its entry "
              + MalformedException.shown(name)
              + " is larger than "
              + (limit >> 20)
              + " MB");
    }
    return storage.read(
        0, storage.bytes(), memory -> memory.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
  }
}
