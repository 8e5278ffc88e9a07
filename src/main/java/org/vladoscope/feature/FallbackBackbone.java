package org.vladoscope.feature;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.compute.DeviceMemory;
import org.vladoscope.image.RgbImage;

/**
 * A backbone on a device, until its memory does not suffice for an image; from then on the same one
 * on the CPU. There are no smaller batches to try first: images pass one by one.
 */
public final class FallbackBackbone implements Backbone {

  private static final Logger LOG = LoggerFactory.getLogger(FallbackBackbone.class);

  private final Backbone device;
  private final Supplier<Backbone> cpu;
  private @Nullable Backbone onCpu;

  /**
   * Begins on the device.
   *
   * @param cpu opens the same backbone on the CPU; asked only if need be
   */
  public FallbackBackbone(Backbone device, Supplier<Backbone> cpu) {
    this.device = device;
    this.cpu = cpu;
  }

  @Override
  public BackboneInfo info() {
    return device.info();
  }

  @Override
  public Optional<Preprocessing> inputPreprocessing() {
    return device.inputPreprocessing();
  }

  @Override
  public FeatureMap extract(RgbImage image) {
    return run(backbone -> backbone.extract(image));
  }

  @Override
  public Optional<AttentionMaps> attention(RgbImage image) {
    return run(backbone -> backbone.attention(image));
  }

  private <T> T run(Function<Backbone, T> computation) {
    Backbone instead = onCpu();
    if (instead != null) {
      return computation.apply(instead);
    }
    try {
      return computation.apply(device);
    } catch (RuntimeException e) {
      if (!DeviceMemory.isExhausted(e)) {
        throw e;
      }
      return computation.apply(moveToCpu());
    }
  }

  private synchronized @Nullable Backbone onCpu() {
    return onCpu;
  }

  private synchronized Backbone moveToCpu() {
    if (onCpu == null) {
      LOG.warn(
          "The GPU has too little memory for {}; it runs on the CPU from now on.", info().id());
      onCpu = cpu.get();
    }
    return onCpu;
  }

  @Override
  public synchronized void close() {
    device.close();
    if (onCpu != null) {
      onCpu.close();
    }
  }
}
