package org.vladoscope.ui.explore.config;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the user for results of other programs. Each answers nothing if they change their mind. */
public interface MethodFiles {

  /** Asks for a folder with global descriptors. */
  Optional<Path> chooseDescriptorsFolder();

  /**
   * Asks for a file with global descriptors.
   *
   * @param ofQueries those of the queries, else those of the database
   */
  Optional<Path> chooseDescriptors(boolean ofQueries);

  /** Asks for a file with rankings. */
  Optional<Path> chooseRankings();
}
