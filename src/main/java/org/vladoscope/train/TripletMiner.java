package org.vladoscope.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.Progress;
import org.vladoscope.dataset.GroundTruth;

/**
 * Chooses for each query the positive that is most similar by the current descriptors, and the
 * negatives that are most similar: those the network gets wrong, or nearly so.
 */
final class TripletMiner {

  private final GroundTruth truth;
  private final boolean[] allowed;
  private final boolean selfExcluded;
  private final int negatives;

  /**
   * A miner.
   *
   * @param allowed for each database image whether it may be used
   * @param selfExcluded whether query i is database image i
   * @param negatives how many for each query
   */
  TripletMiner(GroundTruth truth, boolean[] allowed, boolean selfExcluded, int negatives) {
    this.truth = truth;
    this.allowed = allowed.clone();
    this.selfExcluded = selfExcluded;
    this.negatives = negatives;
  }

  /**
   * The triplets of some queries, in their order; those without a positive or a negative that may
   * be used have none.
   *
   * @param similarities {@code [queries, database]}, a row for each of them
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  List<Triplet> mine(int[] queries, FloatMatrix similarities, Progress progress) {
    List<Triplet> triplets = new ArrayList<>();
    for (int row = 0; row < queries.length; row++) {
      progress.check();
      int query = queries[row];
      int at = row;
      Comparator<Integer> nearestFirst =
          Comparator.comparingDouble((Integer d) -> -similarities.get(at, d));
      int[] others =
          IntStream.range(0, similarities.cols())
              .filter(d -> isNegative(query, d))
              .boxed()
              .sorted(nearestFirst)
              .limit(negatives)
              .mapToInt(Integer::intValue)
              .toArray();
      IntStream.of(truth.positives(query))
          .filter(d -> allowed[d] && !isItself(query, d))
          .boxed()
          .min(nearestFirst)
          .filter(positive -> others.length > 0)
          .ifPresent(positive -> triplets.add(new Triplet(query, positive, others)));
    }
    return triplets;
  }

  private boolean isNegative(int query, int image) {
    return allowed[image]
        && !isItself(query, image)
        && !truth.isPositive(query, image)
        && !truth.isSoft(query, image);
  }

  private boolean isItself(int query, int image) {
    return selfExcluded && query == image;
  }
}
