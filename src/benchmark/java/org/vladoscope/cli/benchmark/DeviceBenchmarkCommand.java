package org.vladoscope.cli.benchmark;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vladoscope.benchmark.peers.DeviceContest;
import org.vladoscope.benchmark.peers.DeviceContest.Agreement;
import org.vladoscope.benchmark.peers.DeviceContest.Side;
import org.vladoscope.cli.CommandLineMain;
import org.vladoscope.cli.option.PipelineOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a device with the CPU. */
@Command(
    name = "device",
    description = {
      "Compute a map on a device and on the CPU, with empty caches: how far descriptors and scores"
          + " lie apart, how long each step took, and what happens when the device's memory is"
          + " full.",
      "--vocabulary has to name a file that export-model wrote: clusters trained on each device"
          + " would differ by more than rounding."
    },
    mixinStandardHelpOptions = true)
final class DeviceBenchmarkCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "MAP", description = "Folder of the map.")
  Path folder = Path.of("");

  @Option(
      names = "--device",
      paramLabel = "cpu|gpu",
      defaultValue = "gpu",
      description = "What to compare with the CPU (default: ${DEFAULT-VALUE}).")
  DeviceChoice device = DeviceChoice.GPU;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
  @Nullable Path json;

  @Mixin PipelineOptions pipelineOptions = new PipelineOptions();

  private final Console console;

  DeviceBenchmarkCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PipelineConfig config = pipelineOptions.config();
    if (config.aggregator().file().isEmpty()) {
      throw new InputException("--vocabulary must name a file that export-model wrote.");
    }
    ConsoleProgress progress = new ConsoleProgress(console);
    try (Compute compared = Compute.open(device);
        Compute cpu = Compute.open(DeviceChoice.CPU)) {
      compared.loadTensorLibrary();
      PlaceMap map = PlaceMapFormats.known().read(folder, progress);
      Side there = DeviceContest.run(map, config, compared, progress);
      Side here = DeviceContest.run(map, config, cpu, progress);
      progress.done();
      Agreement agreement = DeviceContest.compare(there, here);
      print(there, here, agreement);
      Optional<Double> exhausted = DeviceContest.exhausted(compared, cpu);
      console.line(
          "with the device's memory full: %s",
          exhausted
              .map(difference -> "the product differs by %.1e".formatted(difference))
              .orElse("not tried, there is no GPU"));
      boolean holds = agreement.holds() && exhausted.orElse(0.0) <= DeviceContest.TOLERANCE;
      console.line("%s", holds ? "The device agrees with the CPU." : "THE DEVICE DIFFERS.");
      JsonOutput.write(
          json,
          JsonOutput.object(
              "map", map.name(),
              "agrees", holds,
              "tolerance", DeviceContest.TOLERANCE,
              "device", json(there),
              "cpu", json(here),
              "globals", agreement.globals(),
              "patches", agreement.patches(),
              "distances", agreement.distances(),
              "scores", agreement.scores(),
              "candidates", agreement.compared(),
              "candidatesOfOne", agreement.onlyOne(),
              "otherFirstAnswers", agreement.otherFirst(),
              "memoryFull", exhausted.<Object>map(difference -> difference).orElse("not tried"),
              "config", JsonOutput.of(config)));
      return holds ? CommandLineMain.OK : CommandLineMain.FAILED;
    } finally {
      progress.done();
    }
  }

  private void print(Side there, Side here, Agreement agreement) {
    console.line("%-28s %12s %12s", "seconds on one thread", there.device(), here.device());
    TreeSet<String> stages = new TreeSet<>(there.stages().keySet());
    stages.addAll(here.stages().keySet());
    for (String stage : stages) {
      console.line(
          "%-28s %12.3f %12.3f",
          stage,
          there.stages().getOrDefault(stage, Double.NaN),
          here.stages().getOrDefault(stage, Double.NaN));
    }
    console.line("%-28s %12.3f %12.3f", "all, on the clock", there.seconds(), here.seconds());
    console.line("");
    console.line("largest differences (at most %.0e):", DeviceContest.TOLERANCE);
    console.line("  global descriptors  %.1e", agreement.globals());
    console.line("  patch descriptors   %.1e", agreement.patches());
    console.line("  distances           %.1e", agreement.distances());
    console.line("  scores              %.1e", agreement.scores());
    console.line(
        "%d candidates compared, %d found by one alone, %d queries with another first answer",
        agreement.compared(), agreement.onlyOne(), agreement.otherFirst());
  }

  private static Map<String, Object> json(Side side) {
    return JsonOutput.object(
        "device", side.device(), "seconds", side.seconds(), "stages", side.stages());
  }
}
