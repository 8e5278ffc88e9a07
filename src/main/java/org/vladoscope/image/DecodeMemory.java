package org.vladoscope.image;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vladoscope.common.InputException;

/**
 * Lets as many images be decoded at once as memory has room for: each says beforehand how much it
 * takes, by its header, and waits for its turn. Safe to use from several threads.
 */
final class DecodeMemory {

  /** Of pixels that native decoders hold outside the heap; the largest image takes 600 MB. */
  static final DecodeMemory NATIVE = new DecodeMemory(1_000_000_000);

  /** A part of the Java heap; the rest is for what is computed from images. */
  static final DecodeMemory HEAP = new DecodeMemory(Runtime.getRuntime().maxMemory() / 10 * 6);

  /** Semaphores count in int; this is fine enough for images. */
  private static final int UNIT = 1 << 16;

  private final int units;
  private final Semaphore free;

  /**
   * Some memory.
   *
   * @param bytes that all images under way may take together
   */
  DecodeMemory(long bytes) {
    units = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
    // First come, first served: a large image is not passed by small ones for ever.
    free = new Semaphore(units, true);
  }

  /**
   * Does work that takes memory when there is enough of it.
   *
   * @param name of the image, for messages
   * @param bytes the most it takes at once
   * @throws InputException if it takes more than images may, or if the memory ran out all the same
   */
  <T> T with(String name, long bytes, Supplier<T> work) {
    long wanted = bytes / UNIT + 1;
    if (wanted > units) {
      throw tooLittle(name, bytes, null);
    }
    try {
      return holding((int) wanted, work);
    } catch (OutOfMemoryError e) {
      // Others may have taken more than they said, or the heap is full of something else.
      try {
        return holding(units, work);
      } catch (OutOfMemoryError again) {
        throw tooLittle(name, bytes, again);
      }
    }
  }

  /**
   * Does work when there is enough memory, or all of it.
   *
   * @param bytes the most it takes at once
   */
  <T> T inTurn(long bytes, Supplier<T> work) {
    return holding((int) Math.min(units, bytes / UNIT + 1), work);
  }

  private <T> T holding(int wanted, Supplier<T> work) {
    try {
      free.acquire(wanted);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
    try {
      return work.get();
    } finally {
      free.release(wanted);
    }
  }

  private InputException tooLittle(String name, long bytes, @Nullable OutOfMemoryError cause) {
    return new InputException(
        String.format(
            "There is too little memory for %s: decoding it takes about %d MB, and images may take"
                + " %d MB here. Make the image smaller, or give Java more with -Xmx, for example"
                + " -Xmx%dg.",
            name,
            megabytes(bytes),
            megabytes((long) units * UNIT),
            // Six tenths of it are for images.
            Math.max(Runtime.getRuntime().maxMemory() * 2, bytes * 10 / 6) / (1 << 30) + 1),
        cause);
  }

  private static long megabytes(long bytes) {
    return Math.max(1, Math.round(bytes / 1e6));
  }
}
