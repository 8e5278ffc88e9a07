package org.vladoscope.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.FileProblem;
import org.vladoscope.store.DescriptorStore.Usage;

/**
 * What lies in a store's folder: how much of it there is, and what is thrown away. Files that have
 * not the form of the store's own are somebody else's and stay.
 */
final class StoreFolder {

  private static final Logger LOG = LoggerFactory.getLogger(StoreFolder.class);

  // KIND/FIRST TWO DIGITS/KEY.entry and, while it is written, KIND/FIRST TWO DIGITS/KEY'S
  // START….part
  private static final Pattern OWN_ENTRY = Pattern.compile("([0-9a-f]{2})/\\1[0-9a-f]{62}\\.entry");
  private static final Pattern OWN_PART =
      Pattern.compile("(([0-9a-f]{2})/\\2[0-9a-f]{10}|packs/)[0-9]*\\.part");

  /** KIND/packs/NAME.pack. */
  private static final Pattern OWN_PACK = Pattern.compile("packs/[0-9a-f]{64}\\.pack");

  /** A part not written to for so long was left by a crash. */
  private static final Duration PART_LIFETIME = Duration.ofHours(1);

  private final Path root;

  StoreFolder(Path root) {
    this.root = root;
  }

  /** What the store holds, by kind. */
  Map<String, Usage> usage() {
    Map<String, Usage> usage = new TreeMap<>();
    for (Entry entry : files(OWN_ENTRY)) {
      usage.merge(entry.kind, new Usage(1, entry.bytes), Usage::plus);
    }
    for (Entry pack : files(OWN_PACK)) {
      usage.merge(pack.kind, new Usage(Packs.count(pack.file), pack.bytes), Usage::plus);
    }
    return usage;
  }

  /**
   * Deletes every entry and what crashes left, and nothing else that may lie in the folder.
   *
   * @return bytes freed
   */
  long clear() {
    long freed = 0;
    for (Entry pack : files(OWN_PACK)) {
      DescriptorStore.delete(pack.file);
      freed += pack.bytes;
    }
    return freed + dropUntil(0);
  }

  /**
   * Deletes the entries longest unused, and what crashes left.
   *
   * @param allowed bytes that entries may take afterwards
   * @return bytes freed
   */
  long dropUntil(long allowed) {
    List<Entry> entries = new ArrayList<>(files(OWN_ENTRY));
    entries.sort(Comparator.comparing(Entry::lastUse));
    long total = entries.stream().mapToLong(Entry::bytes).sum();
    long freed = 0;
    for (Entry entry : entries) {
      if (total - freed <= allowed) {
        break;
      }
      DescriptorStore.delete(entry.file);
      freed += entry.bytes;
    }
    return freed + dropOldParts();
  }

  private long dropOldParts() {
    FileTime old = FileTime.from(Instant.now().minus(PART_LIFETIME));
    long freed = 0;
    for (Entry part : files(OWN_PART)) {
      if (part.lastUse.compareTo(old) < 0) {
        DescriptorStore.delete(part.file);
        freed += part.bytes;
      }
    }
    return freed;
  }

  private record Entry(Path file, String kind, long bytes, FileTime lastUse) {}

  /** The store's own files whose path below their kind's folder has this form. */
  private List<Entry> files(Pattern form) {
    List<Entry> entries = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          EnumSet.noneOf(FileVisitOption.class),
          3,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              Path relative = root.relativize(file);
              if (relative.getNameCount() == 3
                  && form.matcher(relative.getName(1) + "/" + relative.getName(2)).matches()) {
                entries.add(
                    new Entry(
                        file,
                        relative.getName(0).toString(),
                        attributes.size(),
                        attributes.lastModifiedTime()));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  /** Deletes the folder and whatever the store has in it. */
  void deleteAll() {
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              DescriptorStore.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
                throws IOException {
              try {
                Files.deleteIfExists(folder);
              } catch (DirectoryNotEmptyException left) {
                LOG.debug("{} is not empty", folder);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      LOG.warn("The temporary cache {} cannot be deleted: {}", root, FileProblem.of(e));
    }
  }
}
