package org.vladoscope.compute;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vladoscope.common.FloatMatrix;

/**
 * Computes on a device as long as its memory suffices, else in smaller blocks, and at last on the
 * CPU.
 */
final class FallbackSide implements ProductSide {

  private static final Logger LOG = LoggerFactory.getLogger(FallbackSide.class);

  /** Smaller blocks are not worth the way to the device. */
  private static final int MIN_ROWS = 32;

  private final Supplier<ProductSide> cpu;
  private @Nullable ProductSide device;
  private @Nullable ProductSide retired;
  private @Nullable ProductSide instead;

  /**
   * Begins on the device.
   *
   * @param device puts the right side there
   * @param cpu keeps it here; asked only if need be
   */
  FallbackSide(Supplier<ProductSide> device, Supplier<ProductSide> cpu) {
    this.cpu = cpu;
    try {
      this.device = device.get();
    } catch (RuntimeException e) {
      giveUp(e);
    }
  }

  @Override
  public void product(
      FloatMatrix left, int from, int rows, int group, Compute.ProductBlock consumer) {
    ProductSide side = device();
    if (side == null) {
      onCpu().product(left, from, rows, group, consumer);
      return;
    }
    try {
      side.product(left, from, rows, group, consumer);
      return;
    } catch (RuntimeException e) {
      if (!DeviceMemory.isExhausted(e)) {
        throw e;
      }
      if (rows <= MIN_ROWS) {
        giveUp(e);
        onCpu().product(left, from, rows, group, consumer);
        return;
      }
    }
    int half = rows / 2;
    product(left, from, half, group, consumer);
    product(left, from + half, rows - half, group, consumer);
  }

  private synchronized @Nullable ProductSide device() {
    return device;
  }

  private synchronized void giveUp(RuntimeException failure) {
    if (!DeviceMemory.isExhausted(failure)) {
      throw failure;
    }
    LOG.warn(
        "The GPU has too little memory for a matrix product ({}); the CPU computes it.",
        failure.getMessage());
    // Other threads may still be computing with it: freed when this is closed.
    if (device != null) {
      retired = device;
      device = null;
    }
  }

  private synchronized ProductSide onCpu() {
    if (instead == null) {
      instead = cpu.get();
    }
    return instead;
  }

  @Override
  public synchronized void close() {
    for (ProductSide side : Arrays.asList(device, retired, instead)) {
      if (side != null) {
        side.close();
      }
    }
  }
}
