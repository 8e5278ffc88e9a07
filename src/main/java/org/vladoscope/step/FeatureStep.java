package org.vladoscope.step;

import java.util.List;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.FeatureMap;
import org.vladoscope.graph.Needs;
import org.vladoscope.graph.Shelf;
import org.vladoscope.graph.Step;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.Stopwatch;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.ImageSize;
import org.vladoscope.step.kept.Entries;
import org.vladoscope.store.FileHashes;

/** From an image file to the feature map of the network. */
public final class FeatureStep implements Step<PlaceImage, FeatureMap> {

  /** What it is. */
  public static final StepKind KIND =
      new StepKind("features", 1, "Network", "image", "images", true, 4e-7);

  private final PipelineConfig config;
  private final Networks networks;
  private final FileHashes hashes;
  private final Shelf<FeatureMap> shelf;

  FeatureStep(StepResources resources, PipelineConfig config) {
    this.config = config;
    this.networks = resources.networks();
    this.hashes = resources.hashes();
    this.shelf =
        resources
            .features()
            .before(Shelf.onDisk(resources.store(), KIND.id(), Entries::of, Entries::featureMap));
  }

  @Override
  public StepKind kind() {
    return KIND;
  }

  @Override
  public ContentHash key(PlaceImage image) {
    return withSettings(CacheKey.of(KIND.id(), 2).with("image", hashes.of(image.file()))).hash();
  }

  /** Names all that features depend on but the image. */
  ContentHash settings() {
    return withSettings(CacheKey.of(KIND.id(), 2)).hash();
  }

  private CacheKey withSettings(CacheKey key) {
    BackboneInfo network = networks.info(config);
    return key.with("width", config.imageSize().width())
        .with("height", config.imageSize().height())
        .with("decoding", config.decoding().key())
        .with("network", network.id())
        .with("weights", network.weightsHash())
        .with("precision", config.networkPrecision().toString());
  }

  @Override
  public Shelf<FeatureMap> shelf() {
    return shelf;
  }

  @Override
  public void need(PlaceImage image, Needs needs) {
    // The image's file is all it needs.
  }

  @Override
  public double operations(PlaceImage image) {
    return (double) config.imageSize().width() * config.imageSize().height();
  }

  @Override
  public List<FeatureMap> compute(List<PlaceImage> images, Stopwatch watch, Progress progress) {
    Backbone network = networks.backbone(config);
    ImageSize size = config.imageSize();
    return images.stream()
        .map(
            image ->
                watch.time(
                    () ->
                        network
                            .extract(ImageDecoder.decode(image.file(), size, config.decoding()))
                            .roundedToHalf()))
        .toList();
  }
}
