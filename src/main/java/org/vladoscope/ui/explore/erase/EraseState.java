package org.vladoscope.ui.explore.erase;

import org.vladoscope.erase.CellArea;
import org.vladoscope.erase.ErasableImage;
import org.vladoscope.erase.ErasableMap;
import org.vladoscope.erase.ErasableQuery;
import org.vladoscope.ui.map.Comparison;

/** Whether something can be erased. */
sealed interface EraseState {

  /** Not in this pair. */
  record Told(String title, String hint) implements EraseState {}

  /** The descriptors are read. */
  record Waiting() implements EraseState {}

  /**
   * Yes.
   *
   * @param pair both images
   * @param map the descriptors of the database
   * @param asked ranks the map for the query
   * @param query its cells
   * @param candidate its cells
   */
  record Ready(
      Comparison pair,
      ErasableMap map,
      ErasableQuery asked,
      ErasableImage query,
      ErasableImage candidate)
      implements EraseState {

    Comparison.Side side(boolean isQuery) {
      return isQuery ? pair.query() : pair.candidate();
    }

    ErasableImage image(boolean isQuery) {
      return isQuery ? query : candidate;
    }

    /** Where the cells of an image lie. */
    CellArea area(boolean isQuery) {
      return new CellArea(pair.cells(), pair.config().imageSize(), side(isQuery).picture().size());
    }
  }
}
