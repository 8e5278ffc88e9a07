package org.vladoscope.step;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.aggregate.PatchDescriber;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.Needs;
import org.vladoscope.graph.Shelf;
import org.vladoscope.graph.Step;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.StepRunner;
import org.vladoscope.graph.Stopwatch;
import org.vladoscope.linalg.Whitening;
import org.vladoscope.vlad.PatchGrid;
import org.vladoscope.vlad.PatchScale;

/**
 * Patch descriptors of the images that are looked at, {@code [patches, P]}, rows of unit length:
 * kept in memory up to a bound and never on disk (users of the original stored 800 GB of them).
 */
public final class PatchStep implements Step<PatchUnit, FloatMatrix> {

  /** What it is. */
  public static final StepKind KIND =
      new StepKind("patches", 6, "Patch descriptors", "image", "images", true, 3e-11);

  /** Raised when descriptors change, be it by their rounding. */
  private static final int VERSION = 2;

  private final StepResources resources;
  private final StepRunner runner;
  private final PipelineConfig config;
  private final DescriptorSizes sizes;
  private final FeatureStep features;
  private final LearningStep learning;
  private final Optional<ProjectionStep> fitted;
  private volatile @Nullable ContentHash projectionKey;

  PatchStep(
      StepResources resources,
      DescriptorSizes sizes,
      FeatureStep features,
      LearningStep learning,
      Optional<ProjectionStep> fitted) {
    this.resources = resources;
    this.runner = resources.runner();
    this.config = sizes.config();
    this.sizes = sizes;
    this.features = features;
    this.learning = learning;
    this.fitted = fitted;
  }

  @Override
  public StepKind kind() {
    return KIND;
  }

  /** Identifies how features become descriptors of patches, whatever their size. */
  private ContentHash projectionKey() {
    ContentHash known = projectionKey;
    if (known == null) {
      CacheKey key = CacheKey.of("shortening", 1).with("aggregator", learning.key(Whole.MAP));
      fitted.ifPresent(step -> key.with("projection", step.key(Whole.MAP)));
      if (config.reduction().file() != null) {
        key.with("projection", resources.hashes().of(config.reduction().file()));
      }
      known = key.with("precision", config.projectionPrecision().toString()).hash();
      projectionKey = known;
    }
    return known;
  }

  @Override
  public ContentHash key(PatchUnit unit) {
    return CacheKey.of(KIND.id(), VERSION)
        .with("features", features.key(unit.image()))
        .with("shortening", projectionKey())
        .with("size", unit.scale().size())
        .with("stride", unit.scale().stride())
        .hash();
  }

  @Override
  public Object subject(PatchUnit unit) {
    return features.key(unit.image());
  }

  @Override
  public Shelf<FloatMatrix> shelf() {
    return resources.patches();
  }

  @Override
  public void need(PatchUnit unit, Needs needs) {
    needs.need(features, unit.image());
    needs.need(learning, Whole.MAP);
    fitted.ifPresent(step -> needs.need(step, Whole.MAP));
  }

  /** Sums over the cells of each patch, then the projection of each patch. */
  @Override
  public double operations(PatchUnit unit) {
    PatchGrid grid = sizes.grid(unit.scale());
    int channels = sizes.backbone().channels();
    double projection = config.reduction().isNone() ? 0 : sizes.shortLength();
    return config.aggregator().patchOperations(grid, channels)
        + projection * grid.count() * sizes.descriptorLength();
  }

  @Override
  public List<FloatMatrix> compute(List<PatchUnit> units, Stopwatch watch, Progress progress) {
    FeatureMap map = runner.value(features, units.getFirst().image(), progress);
    AggregatorModel model = runner.value(learning, Whole.MAP, progress);
    PatchDescriber describer =
        model.patches().orElseThrow(() -> new InputException(whyNoPatches()));
    Optional<Whitening> projection = projection(progress);
    progress.check();
    List<PatchScale> scales = units.stream().map(PatchUnit::scale).toList();
    return watch.time(
        () ->
            projection
                .map(
                    p -> describer.patches(map, scales, p, config.precision(), resources.compute()))
                .orElseGet(() -> describer.patches(map, scales)));
  }

  private String whyNoPatches() {
    return config
        .aggregator()
        .withoutPatches()
        .orElseThrow(() -> new IllegalStateException("patches were promised"));
  }

  /** What shortens descriptors, fitted if need be; empty if they stay as they are. */
  Optional<Whitening> projection(Progress progress) {
    return fitted.isPresent()
        ? fitted.map(step -> runner.value(step, Whole.MAP, progress))
        : resources.trained().of(config.reduction());
  }
}
