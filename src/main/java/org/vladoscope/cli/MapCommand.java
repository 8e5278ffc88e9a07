package org.vladoscope.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vladoscope.cli.option.PipelineOptions;
import org.vladoscope.cli.option.RunOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.ConsoleProgress;
import org.vladoscope.compute.Compute;
import org.vladoscope.config.ConfigText;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.PlaceMap;
import org.vladoscope.pipeline.Pipeline;
import org.vladoscope.pipeline.Workspace;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.store.DescriptorStore;
import picocli.CommandLine.Mixin;

/** What the commands that compute on a map have in common. */
abstract class MapCommand implements Callable<Integer> {

  @Mixin PipelineOptions pipelineOptions = new PipelineOptions();
  @Mixin RunOptions runOptions = new RunOptions();

  final Console console;
  final ConsoleProgress progress;
  private final Crew crew;

  MapCommand(Console console) {
    this(console, Crew.NOBODY);
  }

  MapCommand(Console console, Crew crew) {
    this.crew = crew;
    this.console = console;
    this.progress = new ConsoleProgress(console);
  }

  /** The opened engine, for the length of a command. */
  record Session(
      PlaceMap map,
      Compute compute,
      DescriptorStore store,
      Workspace workspace,
      Pipeline pipeline) {

    /** What computes, and in which precision, for people. */
    String device() {
      return ConfigText.device(compute.description(), pipeline.config());
    }
  }

  /** The map to work on. */
  abstract PlaceMap readMap();

  /** The command's work. */
  abstract void run(Session session);

  @Override
  public Integer call() {
    var config = pipelineOptions.config();
    Path weights = config.backbone().weights();
    if (weights != null && pipelineOptions.weights == null) {
      console
          .err()
          .println(
              "Weights for "
                  + config.backbone().id()
                  + ": "
                  + weights
                  + ", the only file in the models folder that fits.");
    }
    try (OpenedMap opened = open(config, crew)) {
      run(opened.session());
    } finally {
      progress.done();
    }
    return 0;
  }

  /** Opens the map with the settings of the command line. */
  OpenedMap open(PipelineConfig config, Crew helpers) {
    Compute compute = runOptions.engine.openCompute();
    try {
      compute.loadTensorLibraryAhead();
      PlaceMap map = readMap();
      reportOrigin(map);
      // What others keep in a store that all share is nobody's to throw away.
      DescriptorStore store =
          helpers == Crew.NOBODY
              ? runOptions.engine.openStore()
              : runOptions.engine.openSharedStore();
      return new OpenedMap(map, config, compute, store, helpers);
    } catch (RuntimeException | Error e) {
      compute.close();
      throw e;
    }
  }

  private void reportOrigin(PlaceMap map) {
    if (map.origin().isKnown()) {
      console.err().println("Read as " + map.origin().words() + ".");
    }
    for (String warning : map.origin().notices()) {
      console.err().println("Warning: " + warning);
    }
    for (String warning : map.warnings()) {
      console.err().println("Warning: " + warning);
    }
  }

  /** Tells how results of another program were understood. */
  void reportNotices(java.util.List<String> notices) {
    notices.forEach(notice -> console.err().println("Note: " + notice));
  }

  /** Tells which images were left out. */
  void reportFailures(java.util.Map<String, String> failures) {
    failures.forEach((name, reason) -> console.err().println("Left out " + name + ": " + reason));
  }
}
