package org.vladoscope.train;

import java.util.stream.IntStream;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.GroundTruth;
import org.vladoscope.dataset.PlaceMap;

/** How queries that are not trained on fare against the whole database. */
final class HeldOutQueries {

  private final PlaceMap map;
  private final boolean[] usable;
  private final int[] queries;

  HeldOutQueries(TrainingImages images, int[] queries) {
    this.map = images.map();
    this.queries = queries.clone();
    this.usable = new boolean[map.database().size()];
    for (int d = 0; d < usable.length; d++) {
      usable[d] = images.isUsableImage(d);
    }
  }

  /**
   * Judges their rankings.
   *
   * @param similarities {@code [queries, database]}, a row for each of them
   * @return shares whose first candidate, and one of the first five, is right, and mean of 1 / rank
   *     of the first right one
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  EpochResult judge(int epoch, float loss, FloatMatrix similarities, Progress progress) {
    int first = 0;
    int firstFive = 0;
    double reciprocal = 0;
    for (int row = 0; row < queries.length; row++) {
      progress.check();
      int rank = rank(queries[row], row, similarities);
      first += rank == 1 ? 1 : 0;
      firstFive += rank <= 5 ? 1 : 0;
      reciprocal += 1.0 / rank;
    }
    return new EpochResult(
        epoch,
        loss,
        (float) first / queries.length,
        (float) firstFive / queries.length,
        (float) (reciprocal / queries.length));
  }

  /** Rank of the best positive; images of the soft ground truth take none. */
  private int rank(int query, int row, FloatMatrix similarities) {
    GroundTruth truth = map.groundTruth();
    int best =
        IntStream.of(truth.positives(query))
            .filter(d -> isRanked(query, d))
            .reduce((a, b) -> similarities.get(row, b) > similarities.get(row, a) ? b : a)
            .orElseThrow();
    float similarity = similarities.get(row, best);
    return 1
        + (int)
            IntStream.range(0, usable.length)
                .filter(d -> isRanked(query, d) && !truth.isSoft(query, d))
                .filter(
                    d ->
                        similarities.get(row, d) > similarity
                            || (similarities.get(row, d) == similarity && d < best))
                .count();
  }

  private boolean isRanked(int query, int image) {
    return usable[image] && !(map.queriesAreDatabase() && image == query);
  }
}
