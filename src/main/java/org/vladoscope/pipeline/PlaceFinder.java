package org.vladoscope.pipeline;

import java.util.List;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.CameraViews.View;

/** Finds the candidates of queries. */
interface PlaceFinder {

  /**
   * The best places of several queries.
   *
   * @param queries for each the images of its place
   * @param wanted at most so many places for each
   * @return the best first
   */
  List<List<PlaceSearch.Found>> find(
      PreparedMap prepared, List<List<View>> queries, int wanted, Progress progress);

  /** False if it may miss places that a comparison with all would find. */
  boolean isExact();

  /** What it is, for people. */
  String description();
}
