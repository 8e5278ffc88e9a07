package org.vladoscope.step;

import java.util.List;
import org.vladoscope.common.CacheKey;
import org.vladoscope.common.ContentHash;
import org.vladoscope.common.Progress;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceImage;
import org.vladoscope.feature.AttentionMaps;
import org.vladoscope.feature.Backbone;
import org.vladoscope.graph.Needs;
import org.vladoscope.graph.Shelf;
import org.vladoscope.graph.Step;
import org.vladoscope.graph.StepKind;
import org.vladoscope.graph.Stopwatch;
import org.vladoscope.image.BilinearResize;
import org.vladoscope.image.ImageDecoder;
import org.vladoscope.image.RgbImage;

/**
 * Beside the steps that lead to a ranking: where the class token of a vision transformer looks.
 * Runs the network once more, for images that are looked at, and is kept in memory only.
 */
public final class AttentionStep implements Step<PlaceImage, AttentionMaps> {

  /** What it is. */
  public static final StepKind KIND =
      new StepKind("attention", 11, "Attention", "image", "images", true, 4e-7);

  private final PipelineConfig config;
  private final Networks networks;
  private final FeatureStep features;
  private final Shelf<AttentionMaps> shelf;

  AttentionStep(StepResources resources, PipelineConfig config, FeatureStep features) {
    this.config = config;
    this.networks = resources.networks();
    this.features = features;
    this.shelf = resources.attentions();
  }

  @Override
  public StepKind kind() {
    return KIND;
  }

  @Override
  public ContentHash key(PlaceImage image) {
    return CacheKey.of(KIND.id(), 1).with("features", features.key(image)).hash();
  }

  @Override
  public Shelf<AttentionMaps> shelf() {
    return shelf;
  }

  @Override
  public void need(PlaceImage image, Needs needs) {
    // The image's file is all it needs.
  }

  @Override
  public double operations(PlaceImage image) {
    return features.operations(image);
  }

  @Override
  public List<AttentionMaps> compute(List<PlaceImage> images, Stopwatch watch, Progress progress) {
    Backbone network = networks.backbone(config);
    return images.stream()
        .map(
            image -> {
              progress.check();
              return watch.time(() -> attention(network, image));
            })
        .toList();
  }

  private AttentionMaps attention(Backbone network, PlaceImage image) {
    RgbImage resized = BilinearResize.resize(ImageDecoder.decode(image.file()), config.imageSize());
    return network
        .attention(resized)
        .orElseThrow(
            () -> new IllegalStateException(network.info().id() + " has no attention after all"));
  }
}
