package org.vladoscope.compute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory this process holds, Java heap and native memory together; Linux alone tells. */
public final class ProcessMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path MACHINE = Path.of("/proc/meminfo");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private ProcessMemory() {}

  /** Bytes in main memory now. */
  public static OptionalLong resident() {
    return status("VmRSS:");
  }

  /** The most there were, since the start or since {@link #restartPeak}. */
  public static OptionalLong peak() {
    return status("VmHWM:");
  }

  /** Bytes of main memory that the machine has free for those who ask. */
  public static OptionalLong available() {
    return value(MACHINE, "MemAvailable:");
  }

  private static OptionalLong status(String name) {
    return value(STATUS, name);
  }

  private static OptionalLong value(Path file, String name) {
    if (!Files.isReadable(file)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Gives back what was freed and lets {@link #peak} start anew.
   *
   * @return false if this system cannot
   */
  public static boolean restartPeak() {
    System.gc();
    NativeMemory.trim();
    try {
      Files.writeString(CLEAR, "5");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether native memory that was freed is kept for reuse, as it is from when the tensor library
   * is loaded, or handled as the C library does unasked. For measurements of what that is worth.
   */
  public static void keepFreedBlocks(boolean keep) {
    if (keep) {
      NativeMemory.keepFreedBlocks();
    } else {
      NativeMemory.giveBackFreedBlocks();
    }
  }
}
