package org.vladoscope.ui.explore.why;

import java.util.Optional;
import java.util.OptionalInt;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.match.PairMatch;
import org.vladoscope.ranking.Candidate;
import org.vladoscope.ranking.Reranked;
import org.vladoscope.ui.view.Picture;

/**
 * A database image as an answer to a query.
 *
 * @param queryView the image of the query's place that it is compared with
 * @param image the database image
 * @param picture its pixels
 * @param listed what the ranking says of it; empty if it is not among the candidates
 * @param globalRank its rank by global descriptors, from 1; empty if it is not known
 * @param globalSimilarity cosine similarity of the global descriptors; NaN if it is not known
 * @param match the patches of both, compared; without patch sizes if the settings have none
 */
record Rival(
    PlaceImage queryView,
    PlaceImage image,
    Picture picture,
    Optional<Candidate> listed,
    OptionalInt globalRank,
    double globalSimilarity,
    PairMatch match) {

  /** Whether its patches decided its rank. */
  boolean isReranked() {
    return listed.filter(Reranked.class::isInstance).isPresent();
  }

  /** The score of each patch size, as it was ranked by if it was re-ranked. */
  double[] scores(PipelineConfig config) {
    return listed
        .filter(Reranked.class::isInstance)
        .map(candidate -> ((Reranked) candidate).scores())
        .orElseGet(
            () ->
                match.scales().stream()
                    .mapToDouble(scale -> scale.score(config.matching().scorer()))
                    .toArray());
  }

  /** How many matches of a patch size agree on one homography. */
  int inliers(int scale) {
    return match.scales().get(scale).inliers().inlierCount();
  }

  /** How many patches of a size are each other's most similar. */
  int matches(int scale) {
    return match.scales().get(scale).matches().count();
  }
}
