package org.vladoscope.step;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.FallbackBackbone;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.feature.backbone.Backbones;
import org.vladoscope.image.ImageSize;

/** The networks in use, each loaded once. Safe to use from several threads. */
public final class Networks implements AutoCloseable {

  /**
   * A network that is loaded once.
   *
   * @param size of images, if what it is depends on that; else any
   */
  private record Network(BackboneChoice choice, ImageSize size, Precision precision) {
    static Network of(PipelineConfig config) {
      return new Network(
          config.backbone(),
          decisive(config.backbone(), config.imageSize()),
          config.networkPrecision());
    }
  }

  /** A choice and the size of images, as above. */
  private record Described(BackboneChoice choice, ImageSize size) {}

  private static final ImageSize ANY = new ImageSize(640, 480);

  private final Compute compute;
  private final Map<Described, BackboneInfo> infos = new ConcurrentHashMap<>();
  private final Map<Network, Backbone> backbones = new ConcurrentHashMap<>();

  /** No network is loaded yet. */
  public Networks(Compute compute) {
    this.compute = compute;
  }

  /**
   * What a network is, without loading it.
   *
   * @param size of the images it is to run on
   * @throws org.vladoscope.common.InputException if there is none of that name or its weights
   *     cannot be read
   */
  public BackboneInfo info(BackboneChoice choice, ImageSize size) {
    return info(choice, size, Progress.NONE);
  }

  private BackboneInfo info(BackboneChoice choice, ImageSize size, Progress progress) {
    return infos.computeIfAbsent(
        new Described(choice, decisive(choice, size)),
        d -> Backbones.describe(d.choice, d.size, compute, progress));
  }

  /**
   * Finds out what the network of a configuration is, which may take many runs of it; what is asked
   * afterwards is known.
   *
   * @throws org.vladoscope.common.InputException as above
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public void findOut(PipelineConfig config, Progress progress) {
    info(config.backbone(), config.imageSize(), progress);
  }

  /**
   * What the network of a configuration is, without loading it.
   *
   * @throws org.vladoscope.common.InputException as above
   */
  public BackboneInfo info(PipelineConfig config) {
    return info(config.backbone(), config.imageSize());
  }

  private static ImageSize decisive(BackboneChoice choice, ImageSize size) {
    return Backbones.dependsOnSize(choice) ? size : ANY;
  }

  /** What a network expects as input; loads it. */
  public Optional<Preprocessing> preprocessing(PipelineConfig config) {
    return backbone(config).inputPreprocessing();
  }

  /**
   * Checks that images of the configured size can be used, and the precisions on this machine.
   *
   * @throws org.vladoscope.common.InputException naming the setting that cannot
   */
  public void check(PipelineConfig config) {
    info(config).checkSize(config.imageSize());
    compute.check(config.precision());
    compute.check(config.matching().precision());
  }

  /** The network of a configuration. */
  Backbone backbone(PipelineConfig config) {
    return backbones.computeIfAbsent(Network.of(config), this::open);
  }

  private Backbone open(Network network) {
    BackboneInfo known = info(network.choice, network.size);
    Backbone backbone =
        Backbones.open(network.choice, network.size, network.precision, known, compute);
    return compute.isGpu()
        ? new FallbackBackbone(
            backbone,
            () ->
                Backbones.open(
                    network.choice, network.size, Precision.FP32, known, compute.onCpu()))
        : backbone;
  }

  @Override
  public void close() {
    backbones.values().forEach(Backbone::close);
  }
}
