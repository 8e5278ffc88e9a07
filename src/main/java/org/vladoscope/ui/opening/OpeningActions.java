package org.vladoscope.ui.opening;

import java.nio.file.Path;
import org.vladoscope.dataset.format.known.ChosenMap;

/** What can come of the page that asks how a folder is read. */
public interface OpeningActions {

  /** Opens the folder as it was said. */
  void open(ChosenMap chosen);

  /** Asks anew, of a folder that is seen in another way. */
  void ask(Answering answering);

  /** Opens a folder of which it is saved how to read it. */
  void openSaved(Path folder);

  /** Tells that it could not be saved. */
  void failed(Throwable failure);

  /** Leaves everything as it was. */
  void cancel();
}
