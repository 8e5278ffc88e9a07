package org.vladoscope.dataset.format;

import java.util.List;
import org.vladoscope.dataset.GroundTruth;

/** One way in which a map can say which images belong together. */
interface GroundTruthReader {

  /** True if the map says it this way. */
  boolean applies(MapSource source, MapPictures pictures);

  /**
   * Reads it.
   *
   * @param warnings takes sentences about lines that were left out
   * @throws org.vladoscope.common.InputException if nothing in it can be used
   */
  GroundTruth read(MapSource source, MapPictures pictures, List<String> warnings);
}
