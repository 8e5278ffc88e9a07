package org.vladoscope.common;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can be read to its end. */
public final class ReadableFile {

  private ReadableFile() {}

  /**
   * Goes on if a path is a file, or nothing at all, which reading it will tell.
   *
   * @return the path
   * @throws FileSystemException if reading might never end: at a pipe or a device
   */
  public static Path check(Path file) throws FileSystemException {
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "it is a pipe or a device, not a file");
    }
    return file;
  }
}
