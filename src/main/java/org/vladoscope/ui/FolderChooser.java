package org.vladoscope.ui;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the user for a folder. */
@FunctionalInterface
public interface FolderChooser {

  /**
   * Asks.
   *
   * @param start where to begin, if known
   * @return nothing if the user changes their mind
   */
  Optional<Path> choose(@Nullable Path start);
}
