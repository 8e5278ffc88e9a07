package org.vladoscope.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;

/**
 * Files that are written whole or not at all. A link in the place of a file is replaced, never
 * followed: what it leads to belongs to somebody else. All files that a user sees are written here.
 */
public final class WholeFile {

  /** A file of this name must not be there, not even as a link. */
  private static final OpenOption[] NEW = {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};

  private static final int BUFFER = 1 << 16;

  private WholeFile() {}

  /** Writes a file's content to a stream, which stays the caller's to close. */
  @FunctionalInterface
  public interface Streamed {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, in a folder that is made if need be.
   *
   * @throws InputException naming the file, which is as it was
   */
  public static void write(Path file, byte[] bytes) {
    stream(file, out -> out.write(bytes));
  }

  /**
   * Writes a file piece by piece; nobody sees it before it is complete.
   *
   * @throws InputException naming the file, which is as it was
   */
  public static void stream(Path file, Streamed content) {
    Path target = file.toAbsolutePath();
    try {
      Path folder = Objects.requireNonNull(target.getParent());
      Files.createDirectories(folder);
      // Not a temporary file of the system: those can be read by their owner only.
      Path part = folder.resolve(".vladoscope-" + UUID.randomUUID() + ".part");
      try {
        try (OutputStream out =
            new BufferedOutputStream(Files.newOutputStream(part, NEW), BUFFER)) {
          content.writeTo(out);
        }
        move(part, target);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new InputException(
          "The file " + file + " cannot be written: " + FileProblem.of(e) + ".", e);
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
