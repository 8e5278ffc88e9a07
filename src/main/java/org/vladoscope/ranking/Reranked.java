package org.vladoscope.ranking;

import java.util.List;
import org.vladoscope.dataset.PlaceImage;

/**
 * A candidate whose patches were compared with the query's.
 *
 * @param image see {@link Candidate}
 * @param queryView see {@link Candidate}
 * @param databaseIndex see {@link Candidate}
 * @param rankBefore from 1
 * @param rankAfter from 1
 * @param distance 0 or more; NaN if it is not known
 * @param truth whether it shows the query's place
 * @param scaleScores score of each patch size, higher is better; one or more
 * @param score fused score within this list, higher is better
 */
public record Reranked(
    PlaceImage image,
    PlaceImage queryView,
    int databaseIndex,
    int rankBefore,
    int rankAfter,
    double distance,
    PlaceTruth truth,
    List<Double> scaleScores,
    double score)
    implements Candidate {

  /** Copies the list and checks that there is a score. */
  public Reranked {
    scaleScores = List.copyOf(scaleScores);
    if (scaleScores.isEmpty() || Double.isNaN(score)) {
      throw new IllegalArgumentException("a candidate that was ranked anew has scores");
    }
  }

  /** The score of each patch size as an array. */
  public double[] scores() {
    return scaleScores.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
