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

  /**
   * What is known of a file.
   *
   * @param size in bytes
   * @param modified milliseconds since 1970
   * @param hash of its content
   */
  public record Known(long size, long modified, ContentHash hash) {}

  private final Map<State, ContentHash> known = new ConcurrentHashMap<>();

  /**
   * The hash of a file's content.
   *
   * @throws InputException if it cannot be read
   */
  public ContentHash of(Path file) {
    return known(file).hash;
  }

  /**
   * The hash of a file's content, and what it holds for.
   *
   * @throws InputException if it cannot be read
   */
  public Known known(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      State state = new State(file, found.size(), found.lastModifiedTime().toMillis());
      ContentHash hash = known.get(state);
      if (hash == null) {
        hash = ContentHash.ofFile(file);
        known.put(state, hash);
      }
      return new Known(state.size, state.modified, hash);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.of(e) + ".", e);
    }
  }

  /** Takes over what someone else found out, which counts while the file stays as it was. */
  public void learn(Path file, Known found) {
    known.put(new State(file, found.size, found.modified), found.hash);
  }
}
