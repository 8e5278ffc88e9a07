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
   * What somebody should look at before a folder is opened; nothing if it can be opened at once.
   *
   * @throws InputException if there are no images in the folder
   */
  default Optional<FolderQuestion> question(Path folder, Progress progress) {
    return Optional.empty();
  }

  /** Opens a folder as somebody answered the question. */
  default MapSession open(ChosenMap chosen, Progress progress) {
    throw new IllegalStateException("who asks nothing is told nothing");
  }
}
