package org.vladoscope.cli.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.metric.confidence.Calibration;
import org.vladoscope.pipeline.Pipeline;
import org.vladoscope.run.WarpCalibration;
import org.vladoscope.store.DescriptorStore;
import picocli.CommandLine.Option;

/** What the probabilities of answers are calibrated on, where it is not the usual. */
public final class CalibrationOptions {

  private static final String WARPS = "warps";

  @Option(
      names = "--calibrate",
      paramLabel = "warps",
      description =
          "Calibrate the probabilities of answers on warped copies of the map's own images: needs"
              + " no ground truth, and fits any settings that re-rank by a cohort.")
  @Nullable String by;

  /**
   * Refuses what cannot be done before anything is computed.
   *
   * @throws InputException if these settings cannot be calibrated so
   */
  public void check(PlaceMap map, PipelineConfig config) {
    if (by == null) {
      return;
    }
    if (!by.equals(WARPS)) {
      throw new InputException("--calibrate takes " + WARPS + ", not '" + by + "'.");
    }
    WarpCalibration.refusal(map, config)
        .ifPresent(
            why -> {
              throw new InputException(why);
            });
  }

  /** The calibration that was asked for; empty if none was. */
  public Optional<Calibration> calibrate(
      PlaceMap map, Pipeline pipeline, DescriptorStore store, Progress progress) {
    return by == null
        ? Optional.empty()
        : Optional.of(new WarpCalibration(store).of(map, pipeline, progress));
  }
}
