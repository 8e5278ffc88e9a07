package org.vladoscope.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.ui.explore.config.MethodFiles;

/** Asks the user for files and folders. */
public interface FileChoosers extends MethodFiles {

  /**
   * Asks for the folder of a map.
   *
   * @param start where to begin, if known
   * @return nothing if the user changes their mind
   */
  Optional<Path> chooseFolder(@Nullable Path start);

  /**
   * Asks for a file beside the images of a map.
   *
   * @return nothing if the user changes their mind
   */
  Optional<Path> chooseMapFile();

  /**
   * Asks for image files.
   *
   * @return none if the user changes their mind
   */
  List<Path> chooseImages();

  /**
   * Asks for the file of a ground truth.
   *
   * @return nothing if the user changes their mind
   */
  Optional<Path> chooseGroundTruth();
}
