package org.vladoscope.step;

import java.nio.file.Path;
import java.util.List;
import org.vladoscope.aggregate.AggregatorModel;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.FloatMatrix;
import org.vladoscope.common.InputException;
import org.vladoscope.common.L2;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.graph.DescriptorSizes;
import org.vladoscope.graph.Needs;
import org.vladoscope.graph.Shelf;
import org.vladoscope.graph.Stopwatch;
import org.vladoscope.step.kept.Entries;

/** Global descriptors by features and aggregator; shortened if a trained projection is used. */
final class ComputedGlobals implements GlobalStep {

  private final StepResources resources;
  private final PipelineConfig config;
  private final FeatureStep features;
  private final LearningStep learning;
  private final DescriptorSizes sizes;
  private final Shelf<float[]> shelf;

  ComputedGlobals(
      StepResources resources, DescriptorSizes sizes, FeatureStep features, LearningStep learning) {
    this.resources = resources;
    this.config = sizes.config();
    this.features = features;
    this.learning = learning;
    this.sizes = sizes;
    this.shelf = Shelf.onDisk(resources.store(), KIND.id(), Entries::of, Entries::floats);
  }

  @Override
  public ContentHash key(PlaceImage image) {
    CacheKey key = CacheKey.of(KIND.id(), 1).with("features", features.key(image));
    addAggregationTo(key);
    return key.hash();
  }

  @Override
  public int length() {
    return sizes.globalLength();
  }

  @Override
  public boolean isForeign() {
    return false;
  }

  @Override
  public void addTo(CacheKey key, DatabaseImages images) {
    key.with("database", images.key(features));
    addAggregationTo(key);
  }

  /** Adds how features become global descriptors. */
  private void addAggregationTo(CacheKey key) {
    key.with("aggregator", learning.key(Whole.MAP));
    if (!config.mix().isNone()) {
      // Named only where there is one, so that what was kept before there were mixes is found.
      key.with("mix", config.mix().toString());
    }
    Path projection = config.reduction().file();
    if (projection != null) {
      key.with("projection", resources.hashes().of(projection))
          .with("precision", config.precision().toString());
    }
  }

  @Override
  public Shelf<float[]> shelf() {
    return shelf;
  }

  @Override
  public void need(PlaceImage image, Needs needs) {
    needs.need(features, image);
    needs.need(learning, Whole.MAP);
  }

  @Override
  public double operations(PlaceImage image) {
    double projection =
        config.reduction().file() == null
            ? 0
            : (double) sizes.descriptorLength() * sizes.shortLength();
    return config.aggregator().globalOperations(sizes.cells(), sizes.backbone().channels())
        + projection;
  }

  @Override
  public List<float[]> compute(List<PlaceImage> images, Stopwatch watch, Progress progress) {
    AggregatorModel model = mixed(resources.runner().value(learning, Whole.MAP, progress), config);
    return images.stream()
        .map(
            image -> {
              FeatureMap map = resources.runner().value(features, image, progress);
              return watch.time(() -> describe(image, map, model));
            })
        .toList();
  }

  /** What was learned, with clusters that count as the configuration's mix says. */
  static AggregatorModel mixed(AggregatorModel learned, PipelineConfig config) {
    return config.mix().isNone()
        ? learned
        : learned.mixed(
            config.mix().factors(learned.vocabulary().map(words -> words.size()).orElse(0)));
  }

  private float[] describe(PlaceImage image, FeatureMap map, AggregatorModel model) {
    float[] whole = model.global(map);
    if (!config.mix().isNone() && L2.norm(whole, 0, whole.length) < .5) {
      throw new InputException(
          image.name()
              + " has nothing in the clusters that the mix "
              + config.mix()
              + " leaves, and so no descriptor; mute fewer clusters.");
    }
    return resources
        .trained()
        .of(config.reduction())
        .map(
            p -> p.apply(FloatMatrix.ofRows(whole), config.precision(), resources.compute()).data())
        .orElse(whole);
  }
}
