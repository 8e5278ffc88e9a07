package org.vladoscope.index;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;

/**
 * How an index lies in a file: what the kind of index writes, then a trailer with its length and a
 * checksum. The trailer stands at the end so that other programs can read a FAISS index from it:
 * FAISS stops where its own bytes end.
 *
 * <p>The checksum is verified before a library that trusts its input sees the file.
 */
public final class IndexFile {

  private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);

  // "VLDSINDX", kind in 8 bytes padded with zeros, payload length, CRC-32C of payload and kind
  private static final byte[] MAGIC = "VLDSINDX".getBytes(StandardCharsets.US_ASCII);
  private static final int KIND_BYTES = 8;
  private static final int TRAILER = 8 + KIND_BYTES + Long.BYTES + Integer.BYTES;

  private IndexFile() {}

  /** Writes the bytes of an index. */
  @FunctionalInterface
  public interface Content {
    /** Writes to a file, which is there and empty. */
    void writeTo(Path file) throws IOException;
  }

  /**
   * Writes a file whole or not at all.
   *
   * @param kind of index, at most 8 letters
   * @throws InputException if it cannot be written
   */
  public static void write(Path file, String kind, Content content) {
    Path part = null;
    try {
      Path folder = file.toAbsolutePath().getParent();
      String name = file.getFileName().toString();
      part = Files.createTempFile(folder, name.substring(0, Math.min(12, name.length())), ".part");
      content.writeTo(part);
      byte[] kindBytes = padded(kind);
      long length = Files.size(part);
      ByteBuffer trailer = ByteBuffer.allocate(TRAILER).order(ByteOrder.LITTLE_ENDIAN);
      trailer.put(MAGIC).put(kindBytes).putLong(length).putInt(checksum(part, length, kindBytes));
      append(part, trailer.flip());
      move(part, file);
    } catch (IOException e) {
      throw new InputException(
          "The index file " + file + " cannot be written: " + FileProblem.of(e) + ".", e);
    } finally {
      deleteIfThere(part);
    }
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static void deleteIfThere(@Nullable Path part) {
    try {
      if (part != null) {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted: {}", part, FileProblem.of(e));
    }
  }

  /**
   * Verifies a file before its bytes are used.
   *
   * @return length of what the index wrote, in bytes
   * @throws InputException if it is missing, damaged, or of another kind
   */
  public static long check(Path file, String kind) {
    try (FileChannel channel = FileChannel.open(file)) {
      long length = channel.size() - TRAILER;
      if (length < 0) {
        throw new InputException(foreign(file));
      }
      ByteBuffer trailer = ByteBuffer.allocate(TRAILER).order(ByteOrder.LITTLE_ENDIAN);
      readFully(channel.position(length), trailer);
      byte[] magic = new byte[MAGIC.length];
      byte[] storedKind = new byte[KIND_BYTES];
      trailer.flip().get(magic).get(storedKind);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new InputException(foreign(file));
      }
      if (trailer.getLong() != length || trailer.getInt() != checksum(file, length, storedKind)) {
        throw new InputException(damaged(file));
      }
      if (!Arrays.equals(storedKind, padded(kind))) {
        throw new InputException(
            String.format(
                "The index file %s holds an index of kind %s, not %s.",
                file, new String(storedKind, StandardCharsets.US_ASCII).trim(), kind));
      }
      return length;
    } catch (NoSuchFileException e) {
      throw new InputException("There is no index file " + file + ".", e);
    } catch (IOException e) {
      throw new InputException(
          "The index file " + file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  static String damaged(Path file) {
    return "The index file " + file + " is damaged; delete it and it is built again.";
  }

  static String foreign(Path file) {
    return "The file "
        + file
        + " is no index that Vladoscope wrote whole; delete it or choose another.";
  }

  private static byte[] padded(String kind) {
    byte[] bytes = kind.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length > KIND_BYTES) {
      throw new IllegalArgumentException("the kind " + kind + " is longer than 8 letters");
    }
    return Arrays.copyOf(bytes, KIND_BYTES);
  }

  private static int checksum(Path file, long length, byte[] kind) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    try (FileChannel channel = FileChannel.open(file)) {
      for (long left = length; left > 0; left -= buffer.limit()) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), left));
        readFully(channel, buffer);
        crc.update(buffer.flip());
      }
    }
    crc.update(kind);
    return (int) crc.getValue();
  }

  /** Appends to what a kind of index wrote. */
  public static void append(Path part, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS)) {
      writeFully(channel, bytes);
    }
  }

  static FileChannel openForWriting(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  static void readFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the file ends early");
      }
    }
  }
}
