package org.vladoscope.train;

import java.util.Locale;

/** How far a training is, in words. */
final class TrainingClock {

  private static final double NANOS = 1e9;

  private final int epochs;
  private final int first;
  private long began = System.nanoTime();
  private int done;

  /**
   * Starts.
   *
   * @param epochs how many there are at most
   * @param done how many were done before
   */
  TrainingClock(int epochs, int done) {
    this.epochs = epochs;
    this.first = done;
    this.done = done;
  }

  void epochDone() {
    done++;
  }

  /** Leaves time out in which nothing was done. */
  void skip(long nanos) {
    began += nanos;
  }

  /** Share that is done within all epochs. */
  double fraction(double ofEpoch) {
    return Math.min(1, (done + ofEpoch) / epochs);
  }

  /** What is being done, and how long the rest takes at most. */
  String words(String what, double ofEpoch) {
    double here = done - first + ofEpoch;
    String text = String.format(Locale.ROOT, "Epoch %d of %d, %s", done + 1, epochs, what);
    if (here <= 0) {
      return text;
    }
    double left = (System.nanoTime() - began) / NANOS / here * (epochs - done - ofEpoch);
    return text
        + (left < 90
            ? String.format(Locale.ROOT, ", at most %.0f s left", left)
            : String.format(Locale.ROOT, ", at most %.0f min left", left / 60));
  }
}
