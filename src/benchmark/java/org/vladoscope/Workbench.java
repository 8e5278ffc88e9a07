package org.vladoscope;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.benchmark.BenchmarkCommand;
import org.vladoscope.cli.benchmark.Tour;
import org.vladoscope.cli.benchmark.WindowBenchmark;
import org.vladoscope.cli.output.Shutdown;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.index.engine.IndexEngine;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.store.SampleMap;
import org.vladoscope.ui.ExploreBenchmark;
import org.vladoscope.ui.GuideImages;
import org.vladoscope.ui.WindowTour;
import org.vladoscope.ui.session.WorkspaceOpener;
import org.vladoscope.ui.theme.ThemeChoice;

/**
 * The program as plain {@code mvn} starts it: with commands that measure it, and with a tour of a
 * map where there is no display.
 */
public final class Workbench {

  private static final Path TOUR_FOLDER = Path.of("target", "tour");

  private Workbench() {}

  /** Runs a command; without one, opens the window or goes on the tour. */
  public static void main(String[] arguments) {
    new Main(
            List.of(
                BenchmarkCommand.of(
                    Workbench::measureWindow, Workbench::paintGuide, PeerProcess.class.getName())),
            Workbench::tour)
        .run(arguments);
  }

  private static int tour(@Nullable Path map, String obstacle, Shutdown shutdown) {
    Main.drawWithoutScreen();
    Path folder =
        Optional.ofNullable(map)
            .or(SampleMap::find)
            .orElseThrow(
                () ->
                    new InputException(
                        "The sample map was not found; name a map's folder: vladoscope MAP."));
    return Tour.run(folder, TOUR_FOLDER, obstacle, Workbench::paintWindow, shutdown);
  }

  private static List<Path> paintWindow(Path map, Path folder, Progress progress) {
    progress.report("Drawing the window", 0);
    IndexEngine engine = IndexEngine.fromSystemProperty();
    try (Compute compute = Compute.open(DeviceChoice.AUTO);
        DescriptorStore store = Main.openStore()) {
      return WindowTour.run(
          map,
          new WorkspaceOpener(compute, store, Preset.DEFAULT.config()),
          Main.device(compute, engine),
          folder);
    }
  }

  private static List<Path> paintGuide(
      Path map,
      Compute compute,
      DescriptorStore store,
      boolean dark,
      int width,
      int height,
      Path output) {
    Main.drawWithoutScreen();
    return GuideImages.draw(
        map,
        new WorkspaceOpener(compute, store, Preset.DEFAULT.config()),
        compute::description,
        dark ? ThemeChoice.DARK : ThemeChoice.LIGHT,
        width,
        height,
        output);
  }

  private static WindowBenchmark.Result measureWindow(
      Path map,
      PipelineConfig config,
      Compute compute,
      DescriptorStore store,
      int repeat,
      Progress progress) {
    ExploreBenchmark.Result result =
        ExploreBenchmark.run(map, config, compute, store, repeat, progress);
    return new WindowBenchmark.Result(result.timings(), result.pauses(), result.explanations());
  }
}
