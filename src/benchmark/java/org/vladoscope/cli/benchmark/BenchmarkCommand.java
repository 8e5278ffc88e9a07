package org.vladoscope.cli.benchmark;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vladoscope.cli.CommandLineMain;
import org.vladoscope.cli.ExtraCommand;
import org.vladoscope.cli.option.PipelineOptions;
import org.vladoscope.cli.option.RunOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.cli.output.JsonOutput;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Timings;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.store.DescriptorStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures how quick the window and the engine are, and how well scores find places; draws the
 * window.
 */
@Command(
    name = "benchmark",
    description =
        "Measure how quick the window and the engine are, and how well scores find places; draw"
            + " the images of the guide.",
    mixinStandardHelpOptions = true,
    subcommandsRepeatable = false)
public final class BenchmarkCommand {

  private BenchmarkCommand() {}

  /**
   * The command with its subcommands.
   *
   * @param benchmark measures the window
   * @param painter draws the images of the guide
   * @param peer class that the processes of {@code peers} start with
   */
  public static ExtraCommand of(
      WindowBenchmark benchmark, GuideImagesCommand.Painter painter, String peer) {
    return console ->
        new CommandLine(new BenchmarkCommand())
            .addSubcommand(new Explore(console, benchmark))
            .addSubcommand(new EngineBenchmarkCommand(console))
            .addSubcommand(new DeviceBenchmarkCommand(console))
            .addSubcommand(new EraseBenchmarkCommand(console))
            .addSubcommand(new WindowsBenchmarkCommand(console))
            .addSubcommand(new MixBenchmarkCommand(console))
            .addSubcommand(new PeersBenchmarkCommand(console, peer))
            .addSubcommand(new QualityBenchmarkCommand(console))
            .addSubcommand(new GuideImagesCommand(console, painter));
  }

  /** Drives the Explore perspective. */
  @Command(
      name = "explore",
      description = {
        "Drive the Explore perspective of a window without a display, and measure how long its"
            + " answers take and how long it ever stands still.",
        "Nothing is saved between runs unless --cache names a folder, so that all do the same work."
      },
      mixinStandardHelpOptions = true)
  static final class Explore implements Callable<Integer> {

    /** So many candidates are re-ranked unless an option says otherwise. */
    private static final int CANDIDATES = 100;

    @Parameters(index = "0", paramLabel = "MAP", description = "Folder of the map.")
    Path map = Path.of("");

    @Option(
        names = "--repeat",
        paramLabel = "N",
        defaultValue = "15",
        description = "How often each action is measured (default: ${DEFAULT-VALUE}).")
    int repeat = 15;

    @Mixin PipelineOptions pipelineOptions = new PipelineOptions();
    @Mixin RunOptions runOptions = new RunOptions();

    private final Console console;
    private final WindowBenchmark benchmark;

    Explore(Console console, WindowBenchmark benchmark) {
      this.console = console;
      this.benchmark = benchmark;
    }

    @Override
    public Integer call() {
      if (repeat < 1) {
        throw new InputException("--repeat must be 1 or more, not " + repeat + ".");
      }
      PipelineConfig config = pipelineOptions.config();
      if (pipelineOptions.rerank == null) {
        config = config.withRerank(CANDIDATES);
      }
      double loadBefore = load();
      ConsoleProgress progress = new ConsoleProgress(console);
      try (Compute compute = runOptions.engine.openCompute();
          DescriptorStore store =
              runOptions.engine.cache == null
                  ? DescriptorStore.temporary()
                  : runOptions.engine.openStore()) {
        WindowBenchmark.Result result =
            benchmark.run(map, config, compute, store, repeat, progress);
        progress.done();
        print(config, compute, loadBefore, result);
        JsonOutput.write(
            runOptions.json,
            JsonOutput.object(
                "map", map.toString(),
                "config", JsonOutput.of(config),
                "device", ConfigText.device(compute.description(), config),
                "loadBefore", loadBefore,
                "loadAfter", load(),
                "timings", result.timings().stream().map(Explore::json).toList(),
                "longestPauses", result.pauses().stream().map(Explore::json).toList()));
      } finally {
        progress.done();
      }
      return CommandLineMain.OK;
    }

    /** Average number of processes that were running or waiting over the last minute. */
    private static double load() {
      return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void print(
        PipelineConfig config, Compute compute, double loadBefore, WindowBenchmark.Result result) {
      console.line(
          "%s: %d candidates, %s, load %.1f before and %.1f after",
          map.toAbsolutePath().normalize().getFileName(),
          config.rerank(),
          ConfigText.device(compute.description(), config),
          loadBefore,
          load());
      console.line("");
      console.line(
          "%-52s %9s %9s %9s %9s   %s",
          "milliseconds", "best", "median", "worst", "CPU", "goal for the median");
      result
          .timings()
          .forEach(
              t ->
                  console.line(
                      "%-52s %9.1f %9.1f %9.1f %9.1f   %s",
                      t.what(), t.best(), t.median(), t.worst(), t.medianCpu(), goal(t)));
      console.line("");
      console.line(
          "%-52s %9s %9s   %s",
          "longest pause of the JavaFX thread while", "ms", "own CPU", "goal");
      result
          .pauses()
          .forEach(
              p ->
                  console.line(
                      "%-52s %9.1f %9.1f   %s", p.what(), p.worst(), p.medianCpu(), goal(p)));
      console.line("");
      console.line(
          "CPU: median processor time of all threads. Own CPU: the most the JavaFX thread itself"
              + " worked in one pause; the rest it waited.");
      if (runOptions.verbose) {
        result.explanations().forEach(text -> console.line("%n%s", text));
      }
    }

    private static String goal(Timings timings) {
      Double goal = timings.goal();
      return goal == null
          ? ""
          : String.format(
              Locale.ROOT, "%.0f, %s", goal, timings.isReached() ? "reached" : "MISSED");
    }

    private static Map<String, Object> json(Timings timings) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("what", timings.what());
      json.put("best", timings.best());
      json.put("median", timings.median());
      json.put("worst", timings.worst());
      if (timings.goal() != null) {
        json.put("goal", timings.goal());
        json.put("reached", timings.isReached());
      }
      json.put("milliseconds", timings.milliseconds());
      json.put("cpu", timings.cpu());
      return json;
    }
  }
}
