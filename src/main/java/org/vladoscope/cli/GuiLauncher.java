package org.vladoscope.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.OverlayFigures;

/**
 * The window, as the command line knows it: it can be opened, and has overlays to draw. So the
 * command line needs no JavaFX.
 */
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

  /** Its overlays; none unless it has some. */
  default OverlayFigures overlays() {
    return OverlayFigures.NONE;
  }
}
