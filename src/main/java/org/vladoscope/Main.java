package org.vladoscope;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.CommandLineMain;
import org.vladoscope.cli.Shutdown;
import org.vladoscope.cli.Tour;
import org.vladoscope.cli.WindowBenchmark;
import org.vladoscope.common.InputException;
import org.vladoscope.common.Progress;
import org.vladoscope.compute.Compute;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.config.Preset;
import org.vladoscope.index.faiss.IndexEngine;
import org.vladoscope.store.CacheFolder;
import org.vladoscope.store.DescriptorStore;
import org.vladoscope.store.SampleMap;
import org.vladoscope.ui.ExploreBenchmark;
import org.vladoscope.ui.PreferencesFile;
import org.vladoscope.ui.UiOptions;
import org.vladoscope.ui.VladoscopeApp;
import org.vladoscope.ui.session.WorkspaceOpener;

/** Where the program starts, and the one place where its parts are put together. */
public final class Main {

  private static final Path TOUR_FOLDER = Path.of("target", "tour");

  private Main() {}

  /** Runs a command; without one, opens the window. */
  public static void main(String[] arguments) {
    // JavaCPP would refuse to go on once the process is four times as large as the Java heap may
    // be. Networks and indexes lie outside the heap, so that says nothing here.
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    Shutdown shutdown = Shutdown.ofProcess();
    int code =
        CommandLineMain.run(
            (map, startupTime) -> openWindow(map, startupTime, shutdown),
            Main::measureWindow,
            shutdown,
            arguments);
    shutdown.ended();
    System.exit(code);
  }

  /** Opens the window, or goes on a tour of the map where there is no display. */
  private static int openWindow(@Nullable Path map, boolean startupTime, Shutdown shutdown) {
    Display display = Display.here();
    if (display.error().isPresent()) {
      throw new InputException(display.error().get());
    }
    Optional<String> obstacle = display.obstacle();
    if (obstacle.isPresent() && !startupTime) {
      return tour(map, obstacle.get(), shutdown);
    }
    if (obstacle.isPresent()) {
      drawWithoutScreen();
    }
    shutdown.onWish(VladoscopeApp::closeWindows);
    IndexEngine engine = IndexEngine.fromSystemProperty();
    try (Compute compute = Compute.open(DeviceChoice.AUTO);
        DescriptorStore store = openStore()) {
      return VladoscopeApp.launch(
          new UiOptions(
              map,
              SampleMap.find().orElse(null),
              new WorkspaceOpener(compute, store, Preset.DEFAULT.config()),
              () -> compute.description() + "  \u00b7  " + engine.description(compute),
              new PreferencesFile(PreferencesFile.userFile()),
              startupTime,
              startupTime ? printer(System.out) : duration -> {}));
    }
  }

  private static Consumer<Duration> printer(PrintStream out) {
    return duration ->
        out.printf(Locale.ROOT, "usable window after %.2f s%n", duration.toMillis() / 1000.0);
  }

  private static int tour(@Nullable Path map, String obstacle, Shutdown shutdown) {
    drawWithoutScreen();
    Path folder =
        Optional.ofNullable(map)
            .or(SampleMap::find)
            .orElseThrow(
                () ->
                    new InputException(
                        "The sample map was not found; name a map's folder: vladoscope MAP."));
    return Tour.run(folder, TOUR_FOLDER, obstacle, Main::paintWindow, shutdown);
  }

  private static List<Path> paintWindow(Path map, Path folder, Progress progress) {
    progress.report("Drawing the window", 0);
    IndexEngine engine = IndexEngine.fromSystemProperty();
    try (Compute compute = Compute.open(DeviceChoice.AUTO);
        DescriptorStore store = openStore()) {
      return org.vladoscope.ui.WindowTour.run(
          map,
          new WorkspaceOpener(compute, store, Preset.DEFAULT.config()),
          () -> compute.description() + "  \u00b7  " + engine.description(compute),
          folder);
    }
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

  /** Has JavaFX draw in memory. Must come before JavaFX starts. */
  private static void drawWithoutScreen() {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("java.awt.headless", "true");
  }

  private static DescriptorStore openStore() {
    Path folder = Objects.requireNonNull(CacheFolder.standard());
    return DescriptorStore.open(folder, DescriptorStore.DEFAULT_LIMIT);
  }
}
