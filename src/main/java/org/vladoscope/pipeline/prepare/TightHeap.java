package org.vladoscope.pipeline.prepare;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the Java heap close to what is in use while it is open: where nearly all that is made is
 * gone soon, the heap would grow to its limit for the collector's convenience. It may still grow as
 * far as something needs. Does nothing in a virtual machine without such settings, or where a user
 * chose them.
 */
final class TightHeap implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TightHeap.class);

  private static final String MIN = "MinHeapFreeRatio";
  private static final String MAX = "MaxHeapFreeRatio";

  /** Percent of the heap that may be free after a collection before it grows. */
  private static final String TIGHT_MIN = "20";

  /** Percent of the heap that may be free after a collection before it shrinks. */
  private static final String TIGHT_MAX = "45";

  /** Settings as they were. */
  private record Before(HotSpotDiagnosticMXBean machine, String min, String max) {}

  private final @Nullable Before before;

  private TightHeap(@Nullable Before before) {
    this.before = before;
  }

  /** Begins to keep it so. */
  static TightHeap open() {
    try {
      HotSpotDiagnosticMXBean machine =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      if (machine == null) {
        return new TightHeap(null);
      }
      VMOption min = machine.getVMOption(MIN);
      VMOption max = machine.getVMOption(MAX);
      // Someone else's are tight already, who also puts them back.
      boolean isTight = min.getValue().equals(TIGHT_MIN) && max.getValue().equals(TIGHT_MAX);
      if (isTight || isChosen(min) || isChosen(max)) {
        return new TightHeap(null);
      }
      // In this order the least is never above the most.
      machine.setVMOption(MIN, TIGHT_MIN);
      machine.setVMOption(MAX, TIGHT_MAX);
      return new TightHeap(new Before(machine, min.getValue(), max.getValue()));
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("The heap stays as large as it likes", e);
      return new TightHeap(null);
    }
  }

  private static boolean isChosen(VMOption option) {
    return option.getOrigin() != VMOption.Origin.DEFAULT
        && option.getOrigin() != VMOption.Origin.MANAGEMENT;
  }

  @Override
  public void close() {
    if (before != null) {
      before.machine.setVMOption(MAX, before.max);
      before.machine.setVMOption(MIN, before.min);
    }
  }
}
