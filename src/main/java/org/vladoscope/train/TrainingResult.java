package org.vladoscope.train;

import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.vlad.Vocabulary;

/**
 * What a training came to.
 *
 * @param vocabulary the vocabulary of the best epoch
 * @param curve all epochs
 */
public record TrainingResult(Vocabulary vocabulary, TrainingCurve curve) {

  /** Names the clusters, for a file that holds no others. */
  public ContentHash fingerprint() {
    CacheKey key = CacheKey.of("trained vocabulary", 1);
    Trainer.addTo(key, vocabulary);
    return key.hash();
  }

  /** True if an epoch answers the held-out queries better than what training began with. */
  public boolean isBetter() {
    return curve.best().epoch() > 0;
  }
}
