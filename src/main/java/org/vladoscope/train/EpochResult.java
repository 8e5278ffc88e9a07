package org.vladoscope.train;

/**
 * What one epoch came to. Kept as 32-bit floats, as files hold them, so that a training that was
 * resumed says the same as one that was not.
 *
 * @param epoch its number; 0 is what training began with
 * @param loss mean over the epoch's steps; NaN before the first and for a guess, which makes none
 * @param recall share of the held-out queries whose first candidate is right
 * @param recallAt5 share of those with a right one among their first five
 * @param reciprocalRank mean of 1 / rank of their first right candidate
 */
public record EpochResult(
    int epoch, float loss, float recall, float recallAt5, float reciprocalRank) {

  /** An epoch whose held-out queries were not asked yet. */
  static EpochResult unjudged(int epoch, float loss) {
    return new EpochResult(epoch, loss, 0, 0, 0);
  }

  /** True if this one answers the held-out queries better; of equal ones the earlier counts. */
  boolean isBetterThan(EpochResult other) {
    return recall > other.recall
        || (recall == other.recall && reciprocalRank > other.reciprocalRank);
  }
}
