package org.vladoscope.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;

/**
 * The packs of a {@link DescriptorStore}: for each kind of entries a folder of {@link PackFile}s,
 * each named by the keys that it has. Packs that other processes add are found when an entry is
 * missed. Safe to use from several threads and processes.
 */
final class Packs {

  private static final Logger LOG = LoggerFactory.getLogger(Packs.class);

  static final String FOLDER = "packs";
  static final String SUFFIX = ".pack";
  private static final Pattern OWN = Pattern.compile("[0-9a-f]{64}\\.pack");

  /** What changes a folder within so long may leave its time as it was. */
  private static final long TIME_GRAIN_MILLISECONDS = 2000;

  /**
   * The packs of a kind.
   *
   * @param time of the folder when they were looked up, milliseconds since 1970; 0 if there is no
   *     folder
   * @param isCertain whether later changes show in that time
   */
  private record Known(List<PackFile> files, long time, boolean isCertain) {}

  private final Path root;
  private final Map<String, Known> byKind = new ConcurrentHashMap<>();
  private final Map<String, PackFile> lastHit = new ConcurrentHashMap<>();

  Packs(Path root) {
    this.root = root;
  }

  private Path folder(String kind) {
    return root.resolve(kind).resolve(FOLDER);
  }

  /** True if a pack has the entry. */
  boolean contains(String kind, ContentHash key) {
    return find(kind, key) != null;
  }

  /** Reads an entry; nothing if no pack has it whole. */
  Optional<ByteBuffer> read(String kind, ContentHash key) {
    PackFile first = find(kind, key);
    if (first == null) {
      return Optional.empty();
    }
    Optional<ByteBuffer> payload = read(kind, first, key);
    if (payload.isPresent()) {
      return payload;
    }
    // What was damaged, computed again and packed once more lies in two.
    lastHit.remove(kind);
    return look(kind).files.stream()
        .filter(pack -> pack != first && pack.contains(key))
        .map(pack -> read(kind, pack, key))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<ByteBuffer> read(String kind, PackFile pack, ContentHash key) {
    try {
      Optional<ByteBuffer> payload = pack.read(key);
      if (payload.isEmpty()) {
        LOG.warn("An entry of the pack {} is damaged", pack.file());
      }
      return payload;
    } catch (NoSuchFileException e) {
      byKind.remove(kind);
    } catch (IOException e) {
      LOG.warn("The pack {} cannot be read: {}", pack.file(), FileProblem.of(e));
    }
    return Optional.empty();
  }

  private @Nullable PackFile find(String kind, ContentHash key) {
    PackFile last = lastHit.get(kind);
    if (last != null && last.contains(key)) {
      return last;
    }
    Known before = byKind.get(kind);
    PackFile found = before == null ? null : find(before, key);
    if (found == null) {
      Known now = look(kind);
      found = now == before ? null : find(now, key);
    }
    if (found != null) {
      lastHit.put(kind, found);
    }
    return found;
  }

  private static @Nullable PackFile find(Known packs, ContentHash key) {
    for (PackFile pack : packs.files) {
      if (pack.contains(key)) {
        return pack;
      }
    }
    return null;
  }

  /** The packs as they are now; the same object if nothing was added. */
  private Known look(String kind) {
    Known before = byKind.get(kind);
    Path folder = folder(kind);
    long time = folder.toFile().lastModified();
    if (before != null && before.isCertain && before.time == time) {
      return before;
    }
    Map<Path, PackFile> open = new HashMap<>();
    if (before != null) {
      before.files.forEach(pack -> open.put(pack.file(), pack));
    }
    List<PackFile> files = new ArrayList<>();
    for (Path file : files(folder)) {
      PackFile known = open.get(file);
      if (known != null) {
        files.add(known);
      } else {
        open(file).ifPresent(files::add);
      }
    }
    boolean isCertain = System.currentTimeMillis() - time > TIME_GRAIN_MILLISECONDS;
    Known now =
        before != null && before.files.equals(files) && before.isCertain == isCertain
            ? before
            : new Known(List.copyOf(files), time, isCertain);
    byKind.put(kind, now);
    return now;
  }

  private static Optional<PackFile> open(Path file) {
    try {
      Optional<PackFile> pack = PackFile.open(file);
      if (pack.isEmpty()) {
        LOG.warn("The pack {} is damaged; what it had is computed again", file);
      }
      return pack;
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("The pack {} cannot be read: {}", file, FileProblem.of(e));
      return Optional.empty();
    }
  }

  /** The packs of a folder, by name. */
  private static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path entry : entries) {
        if (OWN.matcher(String.valueOf(entry.getFileName())).matches()) {
          files.add(entry);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      LOG.warn("The packs in {} cannot be listed: {}", folder, FileProblem.of(e));
    }
    files.sort(Comparator.naturalOrder());
    return files;
  }

  /**
   * Writes a pack, whole or not at all.
   *
   * @param keys of its entries, each once
   * @param read reads an entry; what it does not find is left out
   * @return the keys that the pack has; those that are left out, and all if the disk is full, stay
   *     where they are
   */
  List<ContentHash> write(
      String kind, List<ContentHash> keys, Function<ContentHash, Optional<ByteBuffer>> read) {
    Path part = null;
    try {
      Path folder = Files.createDirectories(folder(kind));
      part = Files.createTempFile(folder, "", DescriptorStore.PART_SUFFIX);
      List<PackFile.Row> rows = new ArrayList<>();
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        for (ContentHash key :
            keys.stream().sorted(Comparator.comparing(ContentHash::hex)).toList()) {
          Optional<ByteBuffer> payload = read.apply(key);
          if (payload.isPresent()) {
            ByteBuffer bytes = payload.get();
            int checksum = DescriptorStore.checksum(key.bytes(), bytes.duplicate());
            rows.add(new PackFile.Row(key, channel.position(), bytes.remaining(), checksum));
            writeFully(channel, bytes.duplicate());
          }
        }
        writeFully(channel, PackFile.end(rows));
        // What it replaces is deleted next.
        channel.force(true);
      }
      if (rows.isEmpty()) {
        Files.delete(part);
        return List.of();
      }
      List<ContentHash> packed = rows.stream().map(PackFile.Row::key).toList();
      Files.move(part, folder.resolve(name(kind, packed)), StandardCopyOption.ATOMIC_MOVE);
      return packed;
    } catch (IOException e) {
      if (part != null) {
        DescriptorStore.delete(part);
      }
      FileProblem.checkInterrupt(e);
      LOG.warn("A pack cannot be written in {}: {}", folder(kind), FileProblem.of(e));
      return List.of();
    }
  }

  /** The same for the same entries, so that a task that runs twice writes one file. */
  private static String name(String kind, List<ContentHash> sorted) {
    CacheKey name = CacheKey.of("pack", 1).with("kind", kind);
    sorted.forEach(key -> name.with("entry", key));
    return name.hash().hex() + SUFFIX;
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** How many entries a pack has; 0 if it is damaged. */
  static int count(Path file) {
    return open(file).map(PackFile::count).orElse(0);
  }
}
