package org.vladoscope.metric.confidence;

import java.util.OptionalDouble;

/** The area under the ROC curve. */
final class RocArea {

  private RocArea() {}

  /**
   * The chance that a value of the first kind is greater than one of the second, equal ones counted
   * half.
   *
   * @return empty if there are none of one kind
   */
  static OptionalDouble of(double[] first, double[] second) {
    if (first.length == 0 || second.length == 0) {
      return OptionalDouble.empty();
    }
    double wins = 0;
    for (double a : first) {
      for (double b : second) {
        wins += a > b ? 1 : a == b ? .5 : 0;
      }
    }
    return OptionalDouble.of(wins / ((double) first.length * second.length));
  }
}
