package org.vladoscope.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens the window. The command line knows it only by this, so that it needs no JavaFX. */
@FunctionalInterface
public interface GuiLauncher {

  /**
   * Opens the window and returns when it is closed.
   *
   * @param map a map to open at once, or null for the welcome screen
   * @param startupTime true to print how long the start took and close the window again
   * @return exit code
   */
  int launch(@Nullable Path map, boolean startupTime);
}
