package org.vladoscope.ui.session;

import java.nio.file.Path;
import java.util.Optional;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.format.known.ChosenMap;

/** Opens maps; never on the JavaFX thread. */
@FunctionalInterface
public interface MapOpener {

  /**
   * Reads a folder and computes what the first question needs.
   *
   * @throws InputException if the folder is no map; the message is for the user
   */
  MapSession open(Path folder, Progress progress);

  /**
   * What is in a folder before it is opened; nothing if this opener does not look.
   *
   * @throws InputException if there is no such folder
   */
  default Optional<FolderQuestion> question(Path folder, Progress progress) {
    return Optional.empty();
  }

  /** Opens a folder that was looked at and leaves nothing to ask. */
  default MapSession open(FolderQuestion looked, Progress progress) {
    throw new IllegalStateException("who does not look has nothing to open");
  }

  /** Opens a folder as somebody answered the question. */
  default MapSession open(ChosenMap chosen, Progress progress) {
    throw new IllegalStateException("who asks nothing is told nothing");
  }
}
