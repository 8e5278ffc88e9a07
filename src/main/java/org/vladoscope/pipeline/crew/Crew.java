package org.vladoscope.pipeline.crew;

import java.util.List;
import java.util.Optional;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;

/**
 * Computes what belongs to single images and queries of a map before a pipeline asks for it, and
 * keeps it in the store that the pipeline looks into. So whoever helps changes how long something
 * takes, and never what comes out: values are found by keys made of everything they depend on, and
 * what is missing the pipeline computes itself.
 */
public interface Crew {

  /** Nobody helps. */
  Crew NOBODY =
      new Crew() {
        @Override
        public Optional<List<ImageOutcome>> features(
            PipelineConfig config, int images, Progress progress) {
          return Optional.empty();
        }

        @Override
        public void globals(PipelineConfig config, int images, Progress progress) {
          // The pipeline computes them itself.
        }

        @Override
        public boolean answers(PipelineConfig config, int queries, Progress progress) {
          return false;
        }
      };

  /**
   * Computes and keeps the features of all images.
   *
   * @param images how many there are: those of the database, then those of the queries
   * @return one outcome for each, in their order; empty if nobody helps
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Optional<List<ImageOutcome>> features(PipelineConfig config, int images, Progress progress);

  /**
   * Computes and keeps the global descriptors of the images of the database.
   *
   * @param images how many of them can be used
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  void globals(PipelineConfig config, int images, Progress progress);

  /**
   * Describes patches of queries and of their candidates, matches and scores them, and keeps that.
   *
   * @param queries how many the map has
   * @return false if nobody helps
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  boolean answers(PipelineConfig config, int queries, Progress progress);
}
