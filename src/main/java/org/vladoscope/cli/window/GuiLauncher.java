package org.vladoscope.cli.window;

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
   * @return exit code
   */
  int launch(WindowStart start);

  /** Its overlays; none unless it has some. */
  default OverlayFigures overlays() {
    return OverlayFigures.NONE;
  }
}
