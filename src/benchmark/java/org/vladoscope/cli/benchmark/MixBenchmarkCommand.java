package org.vladoscope.cli.benchmark;

import java.util.concurrent.Callable;
import org.vladoscope.cli.output.Console;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.mix.MixBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long recall takes to follow a fader of the mixing desk. */
@Command(
    name = "mix",
    description =
        "Measure how long recall of a whole map takes to follow a fader of the mixing desk, on"
            + " descriptors made up of random numbers.",
    mixinStandardHelpOptions = true)
final class MixBenchmarkCommand implements Callable<Integer> {

  @Option(
      names = "--queries",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Queries (default: ${DEFAULT-VALUE}).")
  int queries = 1000;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Database images (default: ${DEFAULT-VALUE}).")
  int images = 1000;

  @Option(
      names = "--clusters",
      paramLabel = "K",
      defaultValue = "64",
      description = "Clusters (default: ${DEFAULT-VALUE}).")
  int clusters = 64;

  @Option(
      names = "--channels",
      paramLabel = "C",
      defaultValue = "512",
      description = "Values of a cluster's block (default: ${DEFAULT-VALUE}).")
  int channels = 512;

  @Option(
      names = "--dimensions",
      paramLabel = "P",
      defaultValue = "0",
      description = "Values of projected descriptors, 0 for not projected (the default).")
  int dimensions;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "50",
      description = "So many moves are timed (default: ${DEFAULT-VALUE}).")
  int repeat = 50;

  private final Console console;

  MixBenchmarkCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Compute compute = Compute.open(DeviceChoice.CPU);
        MixBenchmark benchmark =
            new MixBenchmark(queries, images, clusters, channels, dimensions, repeat, compute)) {
      console.line(
          "%d queries, %d images, %d clusters of %d values%s: ready after %.1f s",
          queries,
          images,
          clusters,
          channels,
          dimensions == 0 ? "" : ", projected to " + dimensions,
          benchmark.reading());
      line("recall after one fader moved", benchmark.move());
      line("recall after a cluster went solo or back", benchmark.solo());
      console.line("what muting each cluster would do: %.2f s", benchmark.effects());
    }
    return 0;
  }

  private void line(String what, double[] seconds) {
    console.line(
        "%s: %.0f ms, between %.0f and %.0f ms",
        what, 1000 * seconds[1], 1000 * seconds[0], 1000 * seconds[2]);
  }
}
