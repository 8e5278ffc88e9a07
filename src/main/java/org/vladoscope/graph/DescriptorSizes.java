package org.vladoscope.graph;

import java.util.List;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;

/**
 * How long and how many the descriptors of a configuration are.
 *
 * @param config the configuration
 * @param backbone its network
 */
public record DescriptorSizes(PipelineConfig config, BackboneInfo backbone) {

  /** Length D of descriptors before they are shortened. */
  public int descriptorLength() {
    return config.aggregatorWithFile().descriptorLength(backbone.channels());
  }

  /** Length of patch descriptors as they are compared. */
  public int shortLength() {
    ReductionConfig reduction = config.reduction();
    if (reduction.file() != null) {
      return reduction.dimensions();
    }
    int possible = Math.min(descriptorLength(), reduction.samples() - 1);
    return reduction.isNone() ? descriptorLength() : Math.min(reduction.dimensions(), possible);
  }

  /** Length of global descriptors as they are compared: a trained projection shortens them too. */
  public int globalLength() {
    return config.reduction().file() == null ? descriptorLength() : shortLength();
  }

  /** Cells of a feature map. */
  public int cells() {
    return backbone.mapHeight(config.imageSize()) * backbone.mapWidth(config.imageSize());
  }

  /**
   * Where patches of a size lie.
   *
   * @throws org.vladoscope.common.InputException if patches are larger than the map
   */
  public PatchGrid grid(PatchScale scale) {
    return new PatchGrid(
        backbone.mapHeight(config.imageSize()),
        backbone.mapWidth(config.imageSize()),
        scale,
        backbone.geometry());
  }

  /** Where patches of all configured sizes lie; none if only the whole image is described. */
  public List<PatchGrid> grids() {
    return config.aggregator().hasPatches()
        ? config.scales().stream().map(this::grid).toList()
        : List.of();
  }

  /** Patches of an image, all scales together. */
  public int patches() {
    return grids().stream().mapToInt(PatchGrid::count).sum();
  }
}
