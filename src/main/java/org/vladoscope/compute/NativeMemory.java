package org.vladoscope.compute;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tunes the C allocator for tensors.
 *
 * <p>glibc maps every block above 32 MB (and, from other threads than the first, many smaller ones)
 * fresh from the kernel and gives it back at once. A network's activations are such blocks, so most
 * of the time of a forward pass went into page faults: 106 ms per 640×480 image on two threads with
 * the defaults, 65 to 75 ms with these settings.
 */
final class NativeMemory {

  private static final Logger LOG = LoggerFactory.getLogger(NativeMemory.class);

  // Parameters of mallopt(3) in glibc's malloc.h.
  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_MMAP_THRESHOLD = -3;
  private static final int M_MMAP_MAX = -4;
  private static final int M_ARENA_MAX = -8;

  private static final int KEEP_UP_TO = 512 << 20;

  // Where glibc's own thresholds, which move, come to rest in a program with large blocks.
  private static final int USUAL_MMAP_THRESHOLD = 32 << 20;
  private static final int USUAL_MMAP_MAX = 65536;

  private NativeMemory() {}

  /** Keeps freed blocks for reuse. Does nothing where the C library has no {@code mallopt}. */
  static void keepFreedBlocks() {
    set(M_ARENA_MAX, 1);
    set(M_MMAP_MAX, 0);
    set(M_TRIM_THRESHOLD, KEEP_UP_TO);
  }

  /** Goes back to what a program gets that does not ask for anything. */
  static void giveBackFreedBlocks() {
    set(M_MMAP_THRESHOLD, USUAL_MMAP_THRESHOLD);
    set(M_MMAP_MAX, USUAL_MMAP_MAX);
    set(M_TRIM_THRESHOLD, 2 * USUAL_MMAP_THRESHOLD);
  }

  /**
   * Gives back what is free now, wherever it lies; what is kept afterwards is kept as before. Takes
   * some milliseconds, and the next blocks of the size of activations come from the kernel again.
   */
  static void trim() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> trim = linker.defaultLookup().find("malloc_trim");
    if (trim.isEmpty()) {
      return;
    }
    try {
      int released =
          (int)
              linker
                  .downcallHandle(
                      trim.get(),
                      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG))
                  .invokeExact(0L);
      LOG.trace("malloc_trim gave something back: {}", released == 1);
    } catch (Throwable e) {
      LOG.debug("malloc_trim failed, going on without", e);
    }
  }

  private static void set(int parameter, int value) {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    Optional<MemorySegment> symbol = library.find("mallopt");
    if (symbol.isEmpty()) {
      return;
    }
    MethodHandle mallopt =
        linker.downcallHandle(
            symbol.get(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    try {
      int accepted = (int) mallopt.invokeExact(parameter, value);
      LOG.debug("mallopt({}, {}) accepted: {}", parameter, value, accepted == 1);
    } catch (Throwable e) {
      LOG.debug("mallopt failed, going on with the defaults", e);
    }
  }
}
