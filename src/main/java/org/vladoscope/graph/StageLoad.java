package org.vladoscope.graph;

import java.util.List;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;
import org.vladoscope.vlad.ReductionConfig;

/**
 * How much work a stage is for one unit, in operations that grow as its running time does. Times
 * measured under one configuration so tell about another.
 *
 * @param config the configuration
 * @param backbone its network
 */
public record StageLoad(PipelineConfig config, BackboneInfo backbone) {

  /** Length D of patch descriptors before they are shortened. */
  int descriptorLength() {
    return config.vocabulary().clusters() * backbone.channels();
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
  int cells() {
    return backbone.mapHeight(config.imageSize()) * backbone.mapWidth(config.imageSize());
  }

  /** Where patches of some scales lie. */
  public List<PatchGrid> grids(List<PatchScale> scales) {
    int height = backbone.mapHeight(config.imageSize());
    int width = backbone.mapWidth(config.imageSize());
    return scales.stream().map(s -> new PatchGrid(height, width, s, backbone.geometry())).toList();
  }

  /** Patches of an image, all scales together. */
  public int patches() {
    return grids(config.scales()).stream().mapToInt(PatchGrid::count).sum();
  }

  /** The work of a stage on one unit. */
  public double operations(Stage stage) {
    return switch (stage) {
      case FEATURES -> (double) config.imageSize().width() * config.imageSize().height();
      case VOCABULARY -> (double) config.vocabulary().samples() * descriptorLength();
      case GLOBALS -> (double) cells() * descriptorLength() + globalProjection();
      case INDEX -> config.index().buildOperations(globalLength());
      case PROJECTION -> projection();
      case PATCHES -> patches(grids(config.scales()));
      case MATCHES -> matches(grids(config.scales()));
      case RAPID, RANSAC -> patches();
    };
  }

  private double globalProjection() {
    return config.reduction().file() == null ? 0 : (double) descriptorLength() * shortLength();
  }

  /** The Gram matrix of the samples, and the strongest of its eigenvectors. */
  private double projection() {
    double samples = config.reduction().samples();
    double side = Math.min(samples, descriptorLength());
    return side * side * (Math.max(samples, descriptorLength()) + 12.0 * shortLength());
  }

  /** Sums over the cells of each patch, then the projection of each patch. */
  public double patches(List<PatchGrid> grids) {
    double work = 0;
    for (PatchGrid grid : grids) {
      double projection = config.reduction().isNone() ? 0 : shortLength();
      work +=
          (double) grid.count() * descriptorLength() * (20.0 * grid.scale().size() + projection);
    }
    return work;
  }

  /** All products between the patches of two images. */
  public double matches(List<PatchGrid> grids) {
    return grids.stream()
        .mapToDouble(g -> (double) g.count() * g.count() * (shortLength() + 40))
        .sum();
  }
}
