package org.vladoscope.train;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.vladoscope.common.InputException;

/**
 * A map in two parts that share no place: one to train on, one that is held out to see whether
 * training helps places it has never seen.
 *
 * @param trained numbers of the queries to train on
 * @param heldOut numbers of the queries held out
 * @param leftOut how many queries with a positive lie between the parts and are in neither
 * @param images for each database image whether it may be trained on; it then matches no query that
 *     is held out
 * @param rule how the map was cut, a phrase
 */
public record PlaceSplit(int[] trained, int[] heldOut, int leftOut, boolean[] images, String rule) {

  /** Copies. */
  public PlaceSplit {
    trained = trained.clone();
    heldOut = heldOut.clone();
    images = images.clone();
  }

  /**
   * Cuts a map.
   *
   * @throws InputException if one of the parts would be too small, with the counts
   */
  public static PlaceSplit of(TrainingImages images, TrainingConfig config) {
    PlaceSplit split = new PlaceCutter(images, config).cut();
    int least = TrainingConfig.LEAST_QUERIES;
    if (split.trained.length < least || split.heldOut.length < least) {
      throw new InputException(
          ("Too few queries with a match: %d to train on and %d to hold out, %d more lie in the gap"
               + " between; %d are needed on either side. Use a map with more queries or a larger"
               + " radius, or hold out another share.")
              .formatted(split.trained.length, split.heldOut.length, split.leftOut, least));
    }
    return split;
  }

  /** The split in a sentence, with counts. */
  public String words() {
    long count = IntStream.range(0, images.length).filter(d -> images[d]).count();
    return ("Split %s: trained on %d queries and %d of %d database images, %d queries held out, %d"
            + " between them left out. Held-out queries are ranked against the whole database.")
        .formatted(rule, trained.length, count, images.length, heldOut.length, leftOut);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlaceSplit split
        && Arrays.equals(trained, split.trained)
        && Arrays.equals(heldOut, split.heldOut)
        && leftOut == split.leftOut
        && Arrays.equals(images, split.images)
        && rule.equals(split.rule);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(trained) * 31 + Arrays.hashCode(heldOut);
  }

  @Override
  public String toString() {
    return words();
  }
}
