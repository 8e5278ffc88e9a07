package org.vladoscope.cli.benchmark;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.vladoscope.cli.CommandLineMain;
import org.vladoscope.cli.option.PipelineOptions;
import org.vladoscope.cli.option.RunOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.window.WindowsBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a search for windows costs on a map. */
@Command(
    name = "windows",
    description =
        "Measure what a search for windows of one size costs on a map, beside what is said before"
            + " it, and how much of what comparing with every window finds the 8-bit index finds.",
    mixinStandardHelpOptions = true)
final class WindowsBenchmarkCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "MAP", description = "Folder of the map.")
  Path folder = Path.of("");

  @Option(
      names = "--window",
      paramLabel = "WxH",
      defaultValue = "6x4",
      description = "Size of the windows in cells (default: ${DEFAULT-VALUE}).")
  String size = "6x4";

  @Option(
      names = "--stride",
      paramLabel = "CELLS",
      defaultValue = "1",
      description = "How far windows lie apart (default: ${DEFAULT-VALUE}).")
  int stride = 1;

  @Option(
      names = "--windows",
      paramLabel = "N",
      defaultValue = "12",
      description = "So many windows of random images are searched (default: ${DEFAULT-VALUE}).")
  int windows = 12;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many hits each (default: ${DEFAULT-VALUE}).")
  int top = 50;

  @Mixin PipelineOptions pipelineOptions = new PipelineOptions();
  @Mixin RunOptions runOptions = new RunOptions();

  private final Console console;

  WindowsBenchmarkCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!size.matches("[1-9][0-9]{0,2}x[1-9][0-9]{0,2}")) {
      throw new InputException(
          "--window must be two numbers of cells such as 6x4, not " + size + ".");
    }
    int times = size.indexOf('x');
    ConsoleProgress progress = new ConsoleProgress(console);
    PlaceMap map = PlaceMapFormats.known().read(folder, progress);
    try (Compute compute = runOptions.engine.openCompute();
        DescriptorStore store = runOptions.engine.openStore();
        Workspace workspace = Workspace.open(map, compute, store, Crew.NOBODY)) {
      WindowsBenchmark benchmark =
          new WindowsBenchmark(workspace.pipeline(pipelineOptions.config()).prepare(progress));
      progress.done();
      WindowsBenchmark.Measured measured =
          benchmark.measure(
              Integer.parseInt(size.substring(0, times)),
              Integer.parseInt(size.substring(times + 1)),
              stride,
              windows,
              top);
      line("%s; %d values each", measured.plan().extent(), measured.plan().dimensions());
      line(
          "said after %.1f s: %s, %s",
          measured.planning(), measured.plan().memory(), measured.plan().time());
      line(
          "built after %.1f s; closing it gave back %.1f MB",
          measured.building(), measured.grown() / 1e6);
      line(
          "search by the index %.0f ms, of every window %.1f s (medians of %d)",
          1000 * measured.search(), measured.exact(), windows);
      line(
          "the index finds %.2f %% of the %d hits of every window, and the same first one in %.0f"
              + " %%",
          100 * measured.recall(), top, 100 * measured.first());
      line("similarities of the same hit differ by %.1e at most", measured.difference());
    }
    return CommandLineMain.OK;
  }

  private void line(String format, Object... values) {
    console.line("%s", String.format(Locale.ROOT, format, values));
  }
}
