package org.vladoscope.ranking;

import java.util.List;
import org.vladoscope.dataset.PlaceImage;

/**
 * A candidate whose patches were not compared with the query's.
 *
 * @param image see {@link Candidate}
 * @param queryView see {@link Candidate}
 * @param databaseIndex see {@link Candidate}
 * @param rankBefore from 1
 * @param rankAfter from 1; behind all that were ranked anew
 * @param distance 0 or more; NaN if it is not known
 * @param truth whether it shows the query's place
 */
public record Retrieved(
    PlaceImage image,
    PlaceImage queryView,
    int databaseIndex,
    int rankBefore,
    int rankAfter,
    double distance,
    PlaceTruth truth)
    implements Candidate {

  /** The same at another rank of the final list. */
  Retrieved at(int rank) {
    return new Retrieved(image, queryView, databaseIndex, rankBefore, rank, distance, truth);
  }

  /** The same once its patches were compared. */
  Reranked scored(int rank, List<Double> scaleScores, double score) {
    return new Reranked(
        image, queryView, databaseIndex, rankBefore, rank, distance, truth, scaleScores, score);
  }
}
