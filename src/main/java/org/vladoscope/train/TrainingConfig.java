package org.vladoscope.train;

import java.util.EnumSet;
import java.util.Set;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.InputException;

/**
 * How the vocabulary is trained. Weakly supervised triplets as in Arandjelović et al.,
 * <i>NetVLAD</i> (CVPR 2016, section 4): the best positive in the current space, the hardest
 * negatives, a margin.
 *
 * @param parts what is trained, one part or more
 * @param firstGuess whether the first epoch is a guess without gradients, see {@link FirstGuess};
 *     triplets go on from there if it answers the held-out queries better
 * @param epochs at most so often all queries of the trained part are gone through, 1 to 10000
 * @param patience ends after so many epochs without a better held-out recall, 1 or more
 * @param learningRate step of Adam as a share of a part's typical value, above 0, at most 1
 * @param decay how strongly values are drawn back to where they began, 0 to 1: the share of the
 *     distance that a step takes away is this times the learning rate
 * @param margin 0 to 4; squared distances of descriptors must differ by this
 * @param negatives how many for each query, 1 to 100
 * @param batch how many queries a step looks at, 1 to 64
 * @param heldOut share of the queries that is held out, .1 to .9
 * @param heldOutFirst which side of the map is held out: where it begins, else where it ends
 * @param seed of the order of the queries
 */
public record TrainingConfig(
    Set<TrainedPart> parts,
    boolean firstGuess,
    int epochs,
    int patience,
    double learningRate,
    double decay,
    double margin,
    int negatives,
    int batch,
    double heldOut,
    boolean heldOutFirst,
    long seed) {

  /** Fewer queries than this in one of the two parts say nothing. */
  public static final int LEAST_QUERIES = 8;

  /** Chosen by measurement on six maps; see decision 19. */
  public static final TrainingConfig DEFAULT =
      new TrainingConfig(
          EnumSet.of(TrainedPart.PROJECTION, TrainedPart.CENTROIDS),
          true,
          30,
          10,
          .003,
          0,
          .3,
          10,
          4,
          .5,
          false,
          1);

  /** Checks the ranges. */
  public TrainingConfig {
    if (parts.isEmpty()) {
      throw new InputException("Nothing would be trained; choose a part, for example projection.");
    }
    parts = Set.copyOf(parts);
    check(epochs, 1, 10_000, "number of epochs");
    check(patience, 1, 10_000, "patience");
    check(negatives, 1, 100, "number of negatives");
    check(batch, 1, 64, "number of queries in a step");
    check(learningRate, Double.MIN_NORMAL, 1, "learning rate");
    check(decay, 0, 1, "decay");
    check(margin, 0, 4, "margin");
    check(heldOut, .1, .9, "share that is held out");
  }

  private static void check(double value, double least, double most, String what) {
    if (!(value >= least && value <= most)) {
      throw new InputException(
          "The %s must lie between %s and %s, not %s."
              .formatted(
                  what, text(least == Double.MIN_NORMAL ? 0 : least), text(most), text(value)));
    }
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  /** True if this part is trained. */
  public boolean trains(TrainedPart part) {
    return parts.contains(part);
  }

  /** The same for as long as another lasts: the one thing that may change on the way. */
  public TrainingConfig lasting(TrainingConfig other) {
    return new TrainingConfig(
        parts,
        firstGuess,
        other.epochs,
        other.patience,
        learningRate,
        decay,
        margin,
        negatives,
        batch,
        heldOut,
        heldOutFirst,
        seed);
  }

  /** Adds what changes the way a training takes; how long it goes on does not. */
  void addTo(CacheKey key) {
    for (TrainedPart part : TrainedPart.values()) {
      key.with(part.toString(), trains(part));
    }
    key.with("first guess", firstGuess)
        .with("learning rate", learningRate)
        .with("decay", decay)
        .with("margin", margin)
        .with("negatives", negatives)
        .with("batch", batch)
        .with("held out", heldOut)
        .with("first", heldOutFirst)
        .with("seed", seed);
  }
}
