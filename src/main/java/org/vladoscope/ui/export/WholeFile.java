package org.vladoscope.ui.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.vladoscope.common.FileProblem;
import org.vladoscope.common.InputException;

/** Writes files whole or not at all. */
public final class WholeFile {

  private WholeFile() {}

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    /** Writes it. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, replacing an older one only once the new one is complete.
   *
   * @throws InputException if it cannot be written; the message names the file and the reason
   */
  public static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        content.write(out);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed(target, part, e);
    } catch (UncheckedIOException e) {
      throw failed(target, part, e.getCause() == null ? new IOException(e) : e.getCause());
    }
  }

  private static InputException failed(Path target, Path part, IOException reason) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException left) {
      reason.addSuppressed(left);
    }
    return new InputException(
        target + " cannot be written: " + FileProblem.of(reason) + ".", reason);
  }
}
