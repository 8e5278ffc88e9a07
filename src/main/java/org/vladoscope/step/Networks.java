package org.vladoscope.step;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.feature.Backbone;
import org.vladoscope.feature.BackboneChoice;
import org.vladoscope.feature.BackboneInfo;
import org.vladoscope.feature.FallbackBackbone;
import org.vladoscope.feature.Preprocessing;
import org.vladoscope.feature.backbone.Backbones;

/** The networks in use, each loaded once. Safe to use from several threads. */
public final class Networks implements AutoCloseable {

  /** A network that is loaded once. */
  private record Network(BackboneChoice choice, Precision precision) {
    static Network of(PipelineConfig config) {
      return new Network(config.backbone(), config.networkPrecision());
    }
  }

  private final Compute compute;
  private final Map<BackboneChoice, BackboneInfo> infos = new ConcurrentHashMap<>();
  private final Map<Network, Backbone> backbones = new ConcurrentHashMap<>();

  /** No network is loaded yet. */
  public Networks(Compute compute) {
    this.compute = compute;
  }

  /**
   * What a network is, without loading it.
   *
   * @throws org.vladoscope.common.InputException if there is none of that name or its weights
   *     cannot be read
   */
  public BackboneInfo info(BackboneChoice choice) {
    return infos.computeIfAbsent(choice, c -> Backbones.describe(c, compute));
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
    info(config.backbone()).checkSize(config.imageSize());
    compute.check(config.precision());
    compute.check(config.matching().precision());
  }

  /** The network of a configuration. */
  Backbone backbone(PipelineConfig config) {
    return backbones.computeIfAbsent(Network.of(config), this::open);
  }

  private Backbone open(Network network) {
    Backbone backbone = Backbones.open(network.choice, network.precision, compute);
    return compute.isGpu()
        ? new FallbackBackbone(backbone, () -> Backbones.open(network.choice, compute.onCpu()))
        : backbone;
  }

  @Override
  public void close() {
    backbones.values().forEach(Backbone::close);
  }
}
