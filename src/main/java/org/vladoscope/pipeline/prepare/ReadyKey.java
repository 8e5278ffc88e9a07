package org.vladoscope.pipeline.prepare;

import java.util.Optional;
import org.vladoscope.config.ClusterMix;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.RetrievalSource;
import org.vladoscope.index.IndexConfig;

/**
 * What is ready of a map depends on this, whatever is asked afterwards.
 *
 * @param learning nothing if no image is looked at before something is asked
 */
public record ReadyKey(
    Optional<LearningKey> learning, RetrievalSource retrieval, IndexConfig index, ClusterMix mix) {

  /**
   * That of a configuration.
   *
   * @param looksAtImages false if no image is looked at before something is asked
   */
  public static ReadyKey of(PipelineConfig config, boolean looksAtImages) {
    return new ReadyKey(
        looksAtImages ? Optional.of(LearningKey.of(config)) : Optional.empty(),
        config.retrieval(),
        config.index(),
        config.mix());
  }

  /** True if another is the same with another index. */
  public boolean isSameButForIndex(ReadyKey other) {
    return new ReadyKey(learning, retrieval, other.index, mix).equals(other);
  }
}
