package org.vladoscope.ui.welcome;

import java.nio.file.Path;

/** What the welcome screen can set going. */
public interface WelcomeActions {

  /** Opens the map that comes with the program. */
  void openSample();

  /** Asks for a folder and opens it. */
  void chooseMap();

  /** Goes to the VLAD lab. */
  void showLab();

  /** Opens a folder. */
  void open(Path folder);

  /** Takes a map off the list of recent ones. */
  void forget(Path folder);
}
