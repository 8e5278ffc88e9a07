package org.vladoscope.ranking;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vladoscope.dataset.PlaceImage;

/**
 * A place of the database in the answer to a query.
 *
 * @param image its picture, or that of several cameras that is nearest to the query
 * @param queryView the picture of the query's place that is nearest to it; the query itself unless
 *     several cameras took it
 * @param databaseIndex the place's number in the map's database
 * @param rankBefore rank by the global descriptor, from 1
 * @param rankAfter rank after the patches were compared, from 1
 * @param distance Euclidean distance of the global descriptors; lower is better
 * @param scaleScores score of each patch size, higher is better; empty if it was not re-ranked
 * @param score fused score within this list, higher is better; NaN if it was not re-ranked
 * @param positive whether it shows the query's place, or null if the map does not say
 */
public record Candidate(
    PlaceImage image,
    PlaceImage queryView,
    int databaseIndex,
    int rankBefore,
    int rankAfter,
    double distance,
    List<Double> scaleScores,
    double score,
    @Nullable Boolean positive) {

  /** Copies the list. */
  public Candidate {
    scaleScores = List.copyOf(scaleScores);
  }

  /** True if its patches were compared with the query's. */
  public boolean isReranked() {
    return !scaleScores.isEmpty();
  }

  /** Cosine similarity of the global descriptors, which are of unit length. */
  public double globalSimilarity() {
    return 1 - distance * distance / 2;
  }
}
