package org.vladoscope.graph;

import java.util.Map;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.BackboneInfo;

/**
 * What a configuration will cost before it is run.
 *
 * @param config the configuration
 * @param work the stages that must run, and for how many images or pairs
 * @param patches patches of one image, all patch sizes together
 * @param descriptorLength values of one patch descriptor
 * @param patchBytes memory of one image's patch descriptors: patches × descriptor length × 4 bytes
 * @param featureBytes one image's feature map on disk: cells × channels × 2 bytes
 * @param indexBytes memory of the index of all database images
 * @param seconds estimated wall time of the work
 * @param measured true if every stage that must run was timed on this map before; false if usual
 *     times were taken for some
 */
public record CostEstimate(
    PipelineConfig config,
    Workload work,
    int patches,
    int descriptorLength,
    long patchBytes,
    long featureBytes,
    long indexBytes,
    double seconds,
    boolean measured) {

  /** Work on images and pairs is shared between threads; these are one piece each. */
  private static boolean isShared(Stage stage) {
    return stage != Stage.VOCABULARY && stage != Stage.INDEX && stage != Stage.PROJECTION;
  }

  /**
   * The cost of some work.
   *
   * @param backbone the configuration's network
   * @param databaseSize number of database images
   * @param work what must be computed
   * @param times what was measured so far
   * @param threads workers that share the work
   * @throws org.vladoscope.common.InputException if image size or patch sizes do not fit
   */
  public static CostEstimate of(
      PipelineConfig config,
      BackboneInfo backbone,
      int databaseSize,
      Workload work,
      StageTimes times,
      int threads) {
    backbone.checkSize(config.imageSize());
    StageLoad load = new StageLoad(config, backbone);
    double seconds = 0;
    boolean measured = true;
    for (Map.Entry<Stage, Integer> entry : work.units().entrySet()) {
      Stage stage = entry.getKey();
      int units = entry.getValue();
      // The last of an odd number of units is waited for alone.
      int turns = isShared(stage) ? (units + threads - 1) / threads : units;
      seconds += turns * load.operations(stage) * times.secondsPerOperation(stage);
      measured &= times.isMeasured(stage);
    }
    int patches = load.patches();
    return new CostEstimate(
        config,
        work,
        patches,
        load.shortLength(),
        (long) patches * load.shortLength() * Float.BYTES,
        (long) load.cells() * backbone.channels() * Short.BYTES,
        config.index().bytes(databaseSize, load.globalLength()),
        seconds,
        measured);
  }
}
