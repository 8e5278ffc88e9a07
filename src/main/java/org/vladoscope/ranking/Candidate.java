package org.vladoscope.ranking;

import org.vladoscope.dataset.PlaceImage;

/** A place of the database in the answer to a query: found by the global search, or ranked anew. */
public sealed interface Candidate permits Retrieved, Reranked {

  /** Its image, or that of several cameras that is nearest to the query. */
  PlaceImage image();

  /**
   * The image of the query's place that is nearest to it; the query itself unless several cameras
   * took it.
   */
  PlaceImage queryView();

  /** The place's number in the map's database. */
  int databaseIndex();

  /** Rank by the global descriptor, from 1. */
  int rankBefore();

  /** Rank after the patches were compared, from 1. */
  int rankAfter();

  /**
   * Euclidean distance of the global descriptors; lower is better. NaN if another program gave the
   * order alone.
   */
  double distance();

  /** Whether it shows the query's place. */
  PlaceTruth truth();

  /** Cosine similarity of the global descriptors, which are of unit length; NaN as the distance. */
  default double globalSimilarity() {
    return 1 - distance() * distance() / 2;
  }
}
