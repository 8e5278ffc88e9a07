package org.vladoscope.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;

/**
 * Hashes of files' contents, computed once for each state of a file: one that was changed meanwhile
 * is another file. Safe to use from several threads.
 */
public final class FileHashes {

  private record State(Path file, long size, long modified) {}

  private final Map<State, ContentHash> known = new ConcurrentHashMap<>();

  /**
   * The hash of a file's content.
   *
   * @throws InputException if it cannot be read
   */
  public ContentHash of(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      State state = new State(file, found.size(), found.lastModifiedTime().toMillis());
      ContentHash hash = known.get(state);
      if (hash == null) {
        hash = ContentHash.ofFile(file);
        known.put(state, hash);
      }
      return hash;
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }
}
