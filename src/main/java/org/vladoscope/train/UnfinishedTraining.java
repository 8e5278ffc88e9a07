package org.vladoscope.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vladoscope.config.PipelineConfig;

/**
 * A training that was stopped, by what its state says.
 *
 * @param pipeline the settings of the map that it was begun with
 * @param training how it is trained
 * @param curve the epochs that are done
 */
public record UnfinishedTraining(
    PipelineConfig pipeline, TrainingConfig training, TrainingCurve curve) {

  /**
   * Looks for it.
   *
   * @param state where the state would be kept
   * @throws org.vladoscope.common.InputException if there is one that cannot be gone on with
   */
  public static Optional<UnfinishedTraining> find(Path state) {
    return Files.exists(state) ? Optional.of(TrainingState.about(state)) : Optional.empty();
  }
}
