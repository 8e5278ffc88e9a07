package org.vladoscope.benchmark.peers;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vladoscope.compute.ProcessMemory;

/**
 * What a process took, from its start to its end.
 *
 * @param wallSeconds by the clock
 * @param cpuSeconds of all its threads, the system's part included
 * @param peakBytes most main memory it held, −1 if the system does not tell
 * @param writtenBytes what it gave the system to write, −1 if the system does not tell
 * @param keptBytes what lay in its folder afterwards
 */
public record SideCost(
    double wallSeconds, double cpuSeconds, long peakBytes, long writtenBytes, long keptBytes) {

  private static final Path IO = Path.of("/proc/self/io");

  /** Has this process write its figures into a file when it ends, however that comes about. */
  public static void recordAtEnd(Path file) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> record(file), "figures"));
  }

  private static void record(Path file) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try {
      Files.writeString(
          file,
          system.getProcessCpuTime()
              + " "
              + ProcessMemory.peak().orElse(-1)
              + " "
              + written()
              + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long written() throws IOException {
    if (!Files.isReadable(IO)) {
      return -1;
    }
    return Files.readAllLines(IO).stream()
        .filter(line -> line.startsWith("wchar:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(-1);
  }

  /**
   * Reads what {@link #recordAtEnd} wrote.
   *
   * @param kept what lies in the process's folder
   */
  static SideCost read(Path file, double wallSeconds, long kept) {
    try {
      List<Long> figures =
          List.of(Files.readString(file).trim().split(" ", -1)).stream()
              .map(Long::parseLong)
              .toList();
      return new SideCost(wallSeconds, figures.get(0) / 1e9, figures.get(1), figures.get(2), kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The smaller of each figure. */
  SideCost best(SideCost other) {
    return new SideCost(
        Math.min(wallSeconds, other.wallSeconds),
        Math.min(cpuSeconds, other.cpuSeconds),
        Math.min(peakBytes, other.peakBytes),
        Math.min(writtenBytes, other.writtenBytes),
        Math.min(keptBytes, other.keptBytes));
  }
}
