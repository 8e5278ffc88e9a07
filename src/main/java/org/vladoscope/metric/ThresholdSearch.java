package org.vladoscope.metric;

/**
 * Finds for a score the highest threshold it reaches. Equal slices of the thresholds' range say
 * where to look, so that most searches take a step or two.
 */
final class ThresholdSearch {

  private static final int SLICES = 1 << 14;

  private final float[] thresholds;
  private final float lowest;
  private final float highest;
  private final double slicesPerUnit;

  /** For each slice the first threshold that lies in it or above. */
  private final int[] first = new int[SLICES + 1];

  /**
   * Prepares the search.
   *
   * @param thresholds rising, all different and finite
   */
  ThresholdSearch(float[] thresholds) {
    this.thresholds = thresholds;
    int size = thresholds.length;
    this.lowest = size == 0 ? Float.POSITIVE_INFINITY : thresholds[0];
    this.highest = size == 0 ? Float.POSITIVE_INFINITY : thresholds[size - 1];
    double range = (double) highest - lowest;
    this.slicesPerUnit = range > 0 ? SLICES / range : 0;
    int at = 0;
    for (int slice = 0; slice <= SLICES; slice++) {
      while (at < size && slice(thresholds[at]) < slice) {
        at++;
      }
      first[slice] = at;
    }
  }

  private int slice(float score) {
    return Math.min((int) ((score - (double) lowest) * slicesPerUnit), SLICES - 1);
  }

  /** Index of the highest threshold that is not above a score, or −1 if all are, or for NaN. */
  int lastNotAbove(float score) {
    if (!(score >= lowest)) {
      return -1;
    }
    if (score >= highest) {
      return thresholds.length - 1;
    }
    int slice = slice(score);
    int low = first[slice];
    int high = first[slice + 1];
    // The first threshold above the score is among those of its slice, or the next one.
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (thresholds[middle] <= score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
