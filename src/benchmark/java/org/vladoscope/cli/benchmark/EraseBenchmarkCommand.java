package org.vladoscope.cli.benchmark;

import java.util.concurrent.Callable;
import org.vladoscope.cli.output.Console;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.erase.EraseBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a stroke of the eraser takes on a large map. */
@Command(
    name = "erase",
    description =
        "Measure how long a stroke of the eraser takes: the query's new descriptor, and the ranks"
            + " of a map of random descriptors.",
    mixinStandardHelpOptions = true)
final class EraseBenchmarkCommand implements Callable<Integer> {

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Database images (default: ${DEFAULT-VALUE}).")
  int images = 100_000;

  @Option(
      names = "--length",
      paramLabel = "D",
      defaultValue = "4096",
      description = "Values of a descriptor (default: ${DEFAULT-VALUE}).")
  int length = 4096;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "9",
      description = "Of so many the shortest counts (default: ${DEFAULT-VALUE}).")
  int repeat = 9;

  private final Console console;

  EraseBenchmarkCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Compute compute = Compute.open(DeviceChoice.CPU)) {
      EraseBenchmark benchmark = new EraseBenchmark(compute, repeat);
      console.line(
          "descriptor without 100 of 1200 cells, 64 clusters of 512 values: %.0f ms",
          1000 * benchmark.describing(64, 512));
      console.line(
          "one step of the search for the cells that must go: %.0f ms",
          1000 * benchmark.step(64, 512));
      console.line(
          "ranks of %d images with descriptors of %d values: %.0f ms",
          images, length, 1000 * benchmark.ranking(images, length));
    }
    return 0;
  }
}
