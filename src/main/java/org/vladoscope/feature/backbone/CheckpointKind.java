package org.vladoscope.feature.backbone;

import org.vladoscope.common.InputException;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneKind;
import org.vladoscope.feature.WeightsNeed;
import org.vladoscope.feature.checkpoint.ModelWeights;

/** An architecture whose layers are built here and whose weights come from a checkpoint. */
interface CheckpointKind extends BackboneKind {

  /**
   * Reads a choice's checkpoint.
   *
   * @throws InputException if it is missing, cannot be read or lacks weights of this architecture
   */
  ModelWeights read(BackboneChoice choice);

  @Override
  default WeightsNeed weights() {
    return WeightsNeed.REQUIRED;
  }

  @Override
  default boolean readsCheckpoints() {
    return true;
  }

  @Override
  default boolean fits(BackboneChoice choice) {
    try {
      read(choice);
      return true;
    } catch (InputException e) {
      return false;
    }
  }

  @Override
  default boolean hasReducedPrecision(BackboneChoice choice) {
    return true;
  }
}
