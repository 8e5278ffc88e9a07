package org.vladoscope.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.teach.race.Bytes;
import org.vladoscope.teach.race.VladRace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The VLAD lab without its window. */
@Command(
    name = "lab",
    description = "The measurements of the VLAD lab.",
    mixinStandardHelpOptions = true)
final class LabCommand implements Callable<Integer> {

  @Spec @Nullable CommandSpec spec;

  private final Console console;

  LabCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandSpec own = spec;
    if (own != null) {
      throw new ParameterException(own.commandLine(), "Say what to measure: lab vlad.");
    }
    return CommandLineMain.WRONG_USAGE;
  }

  /** Races the formulations of hard VLAD. */
  @Command(
      name = "vlad",
      description = "Race five ways of computing VLAD on made-up features.",
      mixinStandardHelpOptions = true)
  int vlad(
      @Option(
              names = "--images",
              paramLabel = "T",
              defaultValue = "256",
              description = "Number of images (default: ${DEFAULT-VALUE}).")
          int images,
      @Option(
              names = "--features",
              paramLabel = "N",
              defaultValue = "128",
              description = "Features of each image (default: ${DEFAULT-VALUE}).")
          int features,
      @Option(
              names = "--dims",
              paramLabel = "F",
              defaultValue = "64",
              description = "Length of a feature (default: ${DEFAULT-VALUE}).")
          int dims,
      @Option(
              names = "--clusters",
              paramLabel = "K",
              defaultValue = "16",
              description = "Number of centroids (default: ${DEFAULT-VALUE}).")
          int clusters,
      @Option(
              names = "--rounds",
              paramLabel = "R",
              defaultValue = "25",
              description = "How often each runs; the best counts (default: ${DEFAULT-VALUE}).")
          int rounds,
      @Option(
              names = "--seed",
              defaultValue = "1",
              description = "Start of the made-up numbers (default: ${DEFAULT-VALUE}).")
          long seed,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
          @Nullable Path json) {
    VladRace.Setup setup = new VladRace.Setup(images, features, dims, clusters, rounds, seed);
    ConsoleProgress progress = new ConsoleProgress(console);
    VladRace.Result result = VladRace.run(setup, progress);
    progress.done();
    print(result);
    JsonOutput.write(json, json(result));
    return CommandLineMain.OK;
  }

  private void print(VladRace.Result result) {
    VladRace.Setup setup = result.setup();
    console.line(
        "VLAD of T=%d images with N=%d features of F=%d values, K=%d centroids; one thread,"
            + " assignment included, best of %d rounds",
        setup.images(), setup.features(), setup.dims(), setup.clusters(), setup.rounds());
    console.line(
        "%-10s %12s %12s %12s %16s", "", "CPU time", "of looping", "allocated", "max diff");
    double looping = result.lanes().getFirst().cpuSeconds();
    for (VladRace.Lane lane : result.lanes()) {
      if (lane.refusal() != null) {
        console.line("%-10s %s", lane.formulation().name(), lane.refusal());
      } else {
        console.line(
            "%-10s %9.2f ms %12.3f %12s %16.1e",
            lane.formulation().name(),
            1e3 * lane.cpuSeconds(),
            lane.cpuSeconds() / looping,
            Bytes.text(lane.bytes()),
            lane.maxDifference());
      }
    }
  }

  private static Map<String, Object> json(VladRace.Result result) {
    VladRace.Setup setup = result.setup();
    List<Map<String, Object>> lanes = new ArrayList<>();
    for (VladRace.Lane lane : result.lanes()) {
      Map<String, Object> entry = JsonOutput.object("name", lane.formulation().name());
      if (lane.refusal() == null) {
        entry.put("cpuSeconds", lane.cpuSeconds());
        entry.put("allocatedBytes", lane.bytes());
        entry.put("maxDifference", lane.maxDifference());
      } else {
        entry.put("refused", lane.refusal());
      }
      lanes.add(entry);
    }
    return JsonOutput.object(
        "images", setup.images(),
        "features", setup.features(),
        "dims", setup.dims(),
        "clusters", setup.clusters(),
        "rounds", setup.rounds(),
        "seed", setup.seed(),
        "threads", 1,
        "formulations", lanes);
  }
}
