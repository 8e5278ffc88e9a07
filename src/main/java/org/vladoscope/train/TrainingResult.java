package org.vladoscope.train;

import org.vladoscope.vlad.Vocabulary;

/**
 * What a training came to.
 *
 * @param vocabulary the words of the best epoch
 * @param curve all epochs
 */
public record TrainingResult(Vocabulary vocabulary, TrainingCurve curve) {

  /** True if an epoch answers the held-out queries better than what training began with. */
  public boolean isBetter() {
    return curve.best().epoch() > 0;
  }
}
