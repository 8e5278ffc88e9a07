package org.vladoscope.graph;

import org.vladoscope.config.PipelineConfig;

/**
 * What a configuration will cost before it is run.
 *
 * @param config the configuration
 * @param work the steps that must run, and for how many images or pairs
 * @param patches patches of one image, all patch sizes together
 * @param descriptorLength values of one patch descriptor
 * @param patchBytes memory of one image's patch descriptors: patches × descriptor length × 4 bytes
 * @param featureBytes one image's feature map on disk: cells × channels × 2 bytes
 * @param indexBytes memory of the index of all database images; 0 if there is none
 * @param seconds estimated wall time of the work
 * @param measured true if every step that must run was timed on this map before; false if usual
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

  /**
   * The cost of some work.
   *
   * @param sizes of the configuration's descriptors
   * @param databaseSize number of database images
   * @param globalLength values of a global descriptor; 0 if there is no index
   * @param work what must be computed
   * @param times what was measured so far
   * @param threads workers that share the work
   * @throws org.vladoscope.common.InputException if image size or patch sizes do not fit
   */
  public static CostEstimate of(
      DescriptorSizes sizes,
      int databaseSize,
      int globalLength,
      Workload work,
      StepTimes times,
      int threads) {
    PipelineConfig config = sizes.config();
    sizes.backbone().checkSize(config.imageSize());
    int patches = sizes.patches();
    return new CostEstimate(
        config,
        work,
        patches,
        sizes.shortLength(),
        (long) patches * sizes.shortLength() * Float.BYTES,
        (long) sizes.cells() * sizes.backbone().channels() * Short.BYTES,
        globalLength == 0 ? 0 : config.index().bytes(databaseSize, globalLength),
        work.seconds(times, threads),
        work.isMeasured(times));
  }
}
