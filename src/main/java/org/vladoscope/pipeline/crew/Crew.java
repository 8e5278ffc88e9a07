package org.vladoscope.pipeline.crew;

import java.util.List;
import java.util.Optional;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.index.DescriptorIndex;

/**
 * Computes what belongs to single images and pairs of a map before a pipeline asks for it, and
 * keeps it in the store that the pipeline looks into. So whoever helps changes how long something
 * takes, and never what comes out: values are found by keys made of everything they depend on, and
 * what is missing the pipeline computes itself. What is too large for one machine it may hold in
 * parts.
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
        public Optional<DescriptorIndex> index(
            PipelineConfig config, int images, int dimensions, Progress progress) {
          return Optional.empty();
        }

        @Override
        public Optional<List<double[]>> scores(
            PipelineConfig config, List<ImagePair> pairs, Progress progress) {
          return Optional.empty();
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
   * Computes and keeps the global descriptors of all images that can be used.
   *
   * @param images how many there are, usable or not: those of the database, then those of the
   *     queries
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  void globals(PipelineConfig config, int images, Progress progress);

  /**
   * An index over the global descriptors of the database whose parts others hold and search.
   *
   * @param config whose index is wanted
   * @param images how many images of the database can be used
   * @param dimensions length of a descriptor
   * @return what finds the rows of those images; empty if nobody helps
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Optional<DescriptorIndex> index(
      PipelineConfig config, int images, int dimensions, Progress progress);

  /**
   * Describes patches of images, matches and scores them, and keeps the matches.
   *
   * @param pairs each once
   * @return for each pair the score of every patch size; empty if nobody helps
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Optional<List<double[]>> scores(PipelineConfig config, List<ImagePair> pairs, Progress progress);
}
