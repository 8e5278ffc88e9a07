package org.vladoscope.dataset.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes maps in the layouts of other programs. */
public final class PoseFixtures {

  private PoseFixtures() {}

  /** Files that are pictures by their names only. */
  public static void emptyImages(Path folder, String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[0]);
    }
  }
}
