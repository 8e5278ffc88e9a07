package org.vladoscope.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much of the machine other programs used while something was timed.
 *
 * @param others their share of the processor time of all cores, 0 to 1; NaN if unknown
 */
public record MachineLoad(double others) {

  /** Nothing is known, as for results that were kept before this was noted. */
  public static final MachineLoad UNKNOWN = new MachineLoad(Double.NaN);

  /** Times change little while others use less. */
  private static final double BUSY = .1;

  /** Checks the share. */
  public MachineLoad {
    if (others < 0 || others > 1) {
      throw new IllegalArgumentException("a share of " + others);
    }
  }

  /** Whether anything is known. */
  public boolean isKnown() {
    return !Double.isNaN(others);
  }

  /** True if times were measured while others kept the machine busy: they say little. */
  public boolean isBusy() {
    return others >= BUSY;
  }

  /** Begins to watch the machine. */
  public static Watch watch() {
    return new Watch();
  }

  /** Watches the machine while something is timed; one at a time in a process. */
  public static final class Watch {
    private final OperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Watch() {
      // Both tell of the time since they were asked last.
      system.getCpuLoad();
      system.getProcessCpuLoad();
    }

    /** What others used since it began. */
    public MachineLoad end() {
      return of(system.getCpuLoad(), system.getProcessCpuLoad());
    }
  }

  /**
   * What is left of all work without one's own.
   *
   * @param all share of the processor time that was used, negative if unknown
   * @param own share that this process used, negative if unknown
   */
  static MachineLoad of(double all, double own) {
    return all < 0 || own < 0 || Double.isNaN(all) || Double.isNaN(own)
        ? UNKNOWN
        : new MachineLoad(Math.clamp(all - own, 0, 1));
  }
}
