package org.vladoscope.pipeline.prepare;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.Aggregator;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;

/**
 * What describes images depends on this.
 *
 * @param projection the file it comes from and how exactly it is used; null if it is fitted
 */
public record LearningKey(
    NetworkKey network, Aggregator aggregator, @Nullable Projection projection) {

  /** A projection of a file. */
  record Projection(Path file, Precision precision) {}

  /** That of a configuration. */
  public static LearningKey of(PipelineConfig config) {
    Path file = config.reduction().file();
    return new LearningKey(
        NetworkKey.of(config),
        config.aggregator(),
        file == null ? null : new Projection(file, config.precision()));
  }
}
