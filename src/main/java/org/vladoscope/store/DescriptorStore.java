package org.vladoscope.store;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;

/**
 * Computed values on disk, each under the hash of everything it was computed from.
 *
 * <p>Where a million files are too many, entries can be {@linkplain #pack packed}: many of them in
 * one file, under the same keys. They are found like others, and are not dropped to make room.
 *
 * <p>An entry is written to a temporary file and moved into place, and carries its key and a
 * checksum: after a crash it is there whole or not at all, and a damaged or foreign file is
 * deleted, reported in the log and computed anew, never used. Safe to use from several threads and
 * processes.
 */
public final class DescriptorStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DescriptorStore.class);

  /** Space the store may take before the entries longest unused are dropped: 20 GB. */
  public static final long DEFAULT_LIMIT = 20L << 30;

  // magic "VLDS", format version, 32-byte key, payload length, CRC-32C of key and payload
  private static final int MAGIC = 0x564c4453;
  private static final int VERSION = 1;
  private static final int HEADER = 4 + 4 + 32 + 4 + 4;
  private static final String SUFFIX = ".entry";

  /** An empty file that says that machines share the store. */
  private static final String SHARED = "shared";

  static final String PART_SUFFIX = ".part";

  private final Path root;
  private final long limit;
  private final boolean temporary;
  private final AtomicLong written = new AtomicLong();
  private final Packs packs;
  private final StoreFolder files;

  private DescriptorStore(Path root, long limit, boolean temporary) {
    this.root = root;
    this.limit = limit;
    this.temporary = temporary;
    this.packs = new Packs(root);
    this.files = new StoreFolder(root);
  }

  /**
   * Opens the store in a folder, which is made if need be.
   *
   * @param limit bytes it may take, unless machines share it
   * @throws InputException if the folder cannot be written
   */
  public static DescriptorStore open(Path root, long limit) {
    try {
      Files.createDirectories(root);
      Files.delete(Files.createTempFile(root, "probe", ".tmp"));
    } catch (IOException e) {
      throw new InputException(
          "The cache folder "
              + root
              + " cannot be written ("
              + FileProblem.of(e)
              + "); choose another with --cache.",
          e);
    }
    return new DescriptorStore(root, isShared(root) ? Long.MAX_VALUE : limit, false);
  }

  /**
   * Opens the store in a folder that machines share, which is made if need be. What others keep in
   * it is nobody's to throw away, so from now on whoever opens it drops nothing.
   *
   * @throws InputException if the folder cannot be written
   */
  public static DescriptorStore openShared(Path root) {
    DescriptorStore store = open(root, Long.MAX_VALUE);
    if (!isShared(root)) {
      try {
        Files.createFile(root.resolve(SHARED));
      } catch (FileAlreadyExistsException e) {
        LOG.debug("Another machine has marked {} as shared", root);
      } catch (IOException e) {
        LOG.warn(
            "The cache {} cannot be marked as shared ({}); a program that opens it may drop what is"
                + " longest unused",
            root,
            FileProblem.of(e));
      }
    }
    return store;
  }

  private static boolean isShared(Path root) {
    return Files.exists(root.resolve(SHARED));
  }

  /** Opens a store that is deleted when it is closed. */
  public static DescriptorStore temporary() {
    try {
      return new DescriptorStore(
          Files.createTempDirectory("vladoscope-cache"), Long.MAX_VALUE, true);
    } catch (IOException e) {
      throw new InputException("No temporary folder can be made: " + FileProblem.of(e) + ".", e);
    }
  }

  /** Its folder. */
  public Path root() {
    return root;
  }

  /** True if there is an entry; whether it is whole shows when it is read. */
  public boolean contains(String kind, ContentHash key) {
    return Files.exists(file(kind, key)) || packs.contains(kind, key);
  }

  /**
   * Puts entries that lie in files of their own into one file, as far as they are there. Done
   * twice, or by two processes at once, it is as if it was done once; on a full disk they stay as
   * they are.
   *
   * @param kind group of entries, a plain word
   */
  public void pack(String kind, Collection<ContentHash> keys) {
    List<ContentHash> single = new ArrayList<>();
    for (ContentHash key : Set.copyOf(keys)) {
      if (Files.exists(file(kind, key))) {
        if (packs.read(kind, key).isPresent()) {
          delete(file(kind, key));
        } else {
          single.add(key);
        }
      }
    }
    if (!single.isEmpty()) {
      packs
          .write(kind, single, key -> readSingle(kind, key))
          .forEach(packed -> delete(file(kind, packed)));
    }
  }

  /**
   * Reads an entry.
   *
   * @param kind group of entries, a plain word
   * @return its payload, or empty if there is none or it is damaged
   */
  public Optional<ByteBuffer> read(String kind, ContentHash key) {
    // A damaged entry of a pack is computed again into a file of its own, which comes first.
    return readSingle(kind, key).or(() -> packs.read(kind, key));
  }

  private Optional<ByteBuffer> readSingle(String kind, ContentHash key) {
    Path file = file(kind, key);
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("The cache entry {} cannot be read: {}", file, FileProblem.of(e));
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(content);
    if (!isWhole(buffer, key)) {
      LOG.warn("The cache entry {} is damaged; it is computed again", file);
      delete(file);
      return Optional.empty();
    }
    touch(file);
    return Optional.of(buffer.slice(HEADER, content.length - HEADER));
  }

  /**
   * Reads an entry and makes of it what it was made of. One that cannot be, though its bytes are
   * whole, is treated like a damaged one.
   *
   * @param kind group of entries, a plain word
   * @param decode throws what Java throws where numbers make no sense; takes no memory for a stated
   *     length before it looks whether that is there
   * @return what was decoded, or empty if there is no entry that makes sense
   */
  public <T> Optional<T> read(String kind, ContentHash key, Function<ByteBuffer, T> decode) {
    return read(kind, key)
        .flatMap(
            content -> {
              try {
                return Optional.of(decode.apply(content));
              } catch (BufferUnderflowException
                  | IllegalArgumentException
                  | IndexOutOfBoundsException
                  | ArithmeticException
                  | NegativeArraySizeException e) {
                LOG.warn(
                    "The cache entry {} makes no sense; it is computed again", file(kind, key));
                delete(file(kind, key));
                return Optional.empty();
              }
            });
  }

  private static boolean isWhole(ByteBuffer entry, ContentHash key) {
    if (entry.capacity() < HEADER
        || entry.getInt(0) != MAGIC
        || entry.getInt(4) != VERSION
        || entry.getInt(40) != entry.capacity() - HEADER) {
      return false;
    }
    byte[] storedKey = new byte[32];
    entry.get(8, storedKey);
    return Arrays.equals(storedKey, key.bytes())
        && entry.getInt(44) == checksum(storedKey, entry.slice(HEADER, entry.getInt(40)));
  }

  /** What shows whether an entry is whole. */
  static int checksum(byte[] key, ByteBuffer payload) {
    CRC32C crc = new CRC32C();
    crc.update(key);
    crc.update(payload);
    return (int) crc.getValue();
  }

  /**
   * Writes an entry, replacing an older one. A full disk is logged and otherwise left to the caller
   * to live with: the value is computed again next time.
   *
   * @param payload from its position to its limit
   * @throws CancellationException if the thread was interrupted meanwhile; then there is no entry
   */
  public void write(String kind, ContentHash key, ByteBuffer payload) {
    Path file = file(kind, key);
    byte[] keyBytes = key.bytes();
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.putInt(MAGIC).putInt(VERSION).put(keyBytes).putInt(payload.remaining());
    header.putInt(checksum(keyBytes, payload.duplicate())).flip();
    Path part = null;
    try {
      Path folder = Files.createDirectories(Objects.requireNonNull(file.getParent()));
      part = Files.createTempFile(folder, key.abbreviated(), PART_SUFFIX);
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        ByteBuffer[] buffers = {header, payload.duplicate()};
        while (buffers[0].hasRemaining() || buffers[1].hasRemaining()) {
          channel.write(buffers);
        }
      }
      moveIntoPlace(part, file);
      written.addAndGet(HEADER + payload.remaining());
    } catch (IOException e) {
      if (part != null) {
        delete(part);
      }
      FileProblem.checkInterrupt(e);
      LOG.warn("The cache entry {} cannot be written: {}", file, FileProblem.of(e));
    }
  }

  /** Writes an entry that is too large for memory. */
  @FunctionalInterface
  public interface LargeEntry {
    /**
     * Writes the file whole or not at all, in a form that shows damage when it is read.
     *
     * @throws InputException if it cannot be written
     */
    void writeTo(Path file);
  }

  /** Writes an entry as a file of its own; a full disk is logged as for {@link #write}. */
  public void writeLarge(String kind, ContentHash key, LargeEntry entry) {
    Path file = file(kind, key);
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      entry.writeTo(file);
      written.addAndGet(Files.size(file));
    } catch (IOException | InputException e) {
      FileProblem.checkInterrupt(e);
      LOG.warn("The cache entry {} cannot be written: {}", file, e.getMessage());
    }
  }

  /**
   * Makes an empty file in which a large entry can be collected before it is written; who collects
   * moves or deletes it.
   *
   * @throws InputException if there can be none
   */
  public Path newLargePart(String kind, ContentHash key) {
    Path folder = Objects.requireNonNull(file(kind, key).getParent());
    try {
      return Files.createTempFile(Files.createDirectories(folder), key.abbreviated(), PART_SUFFIX);
    } catch (IOException e) {
      throw new InputException(
          "The cache folder "
              + root
              + " cannot be written ("
              + FileProblem.of(e)
              + "); choose another with --cache.",
          e);
    }
  }

  /** The file of a large entry, if there is one. */
  public Optional<Path> findLarge(String kind, ContentHash key) {
    Path file = file(kind, key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    touch(file);
    return Optional.of(file);
  }

  /** Deletes an entry that turned out to be damaged. */
  public void drop(String kind, ContentHash key) {
    delete(file(kind, key));
  }

  private static void moveIntoPlace(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path file(String kind, ContentHash key) {
    return root.resolve(kind).resolve(key.hex().substring(0, 2)).resolve(key.hex() + SUFFIX);
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      LOG.debug("{} keeps its old time", file, e);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted: {}", file, FileProblem.of(e));
    }
  }

  /**
   * What one kind of entries takes.
   *
   * @param entries how many
   * @param bytes their size on disk
   */
  public record Usage(int entries, long bytes) {

    /** Both together. */
    Usage plus(Usage other) {
      return new Usage(entries + other.entries, bytes + other.bytes);
    }
  }

  /** What the store holds, by kind. */
  public Map<String, Usage> usage() {
    return files.usage();
  }

  /**
   * Deletes every entry and what crashes left, and nothing else that may lie in the folder.
   *
   * @return bytes freed
   */
  public long clear() {
    return files.clear();
  }

  /** Drops what is over the limit; deletes everything if the store is temporary. */
  @Override
  public void close() {
    if (temporary) {
      files.deleteAll();
    } else if (written.get() > 0) {
      long freed = files.dropUntil(limit);
      if (freed > 0) {
        LOG.info("The cache was over its limit; {} MB long unused were dropped", freed >> 20);
      }
    }
  }
}
