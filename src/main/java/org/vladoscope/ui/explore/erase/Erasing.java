package org.vladoscope.ui.explore.erase;

import org.vladoscope.erase.ErasedCells;

/**
 * What is erased in a pair.
 *
 * @param query cells of the query
 * @param candidate cells of the candidate
 * @param found those of the query's that a search found, to be drawn in their own colour
 */
record Erasing(ErasedCells query, ErasedCells candidate, ErasedCells found) {

  /** Nothing is. */
  static final Erasing NONE = new Erasing(ErasedCells.NONE, ErasedCells.NONE, ErasedCells.NONE);

  ErasedCells of(boolean isQuery) {
    return isQuery ? query : candidate;
  }

  /** The same with some cells of one image more, or less. */
  Erasing changed(boolean isQuery, ErasedCells cells, boolean back) {
    ErasedCells now = back ? of(isQuery).without(cells) : of(isQuery).and(cells);
    return isQuery
        ? new Erasing(now, candidate, back ? found.without(cells) : found)
        : new Erasing(query, now, found);
  }

  boolean isEmpty() {
    return query.isEmpty() && candidate.isEmpty();
  }
}
