package org.vladoscope.ui.session;

import java.nio.file.Path;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;

/** Opens maps; never on the JavaFX thread. */
@FunctionalInterface
public interface MapOpener {

  /**
   * Reads a folder and computes what the first question needs.
   *
   * @throws InputException if the folder is no map; the message is for the user
   */
  MapSession open(Path folder, Progress progress);
}
