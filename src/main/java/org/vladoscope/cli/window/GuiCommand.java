package org.vladoscope.cli.window;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.EngineOptions;
import org.vladoscope.cli.option.PipelineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens the window with other settings than usual, or on another cache. */
@Command(
    name = "gui",
    description = "Open the window; maps begin with the settings that are given.",
    mixinStandardHelpOptions = true)
public final class GuiCommand implements Callable<Integer> {

  @Parameters(paramLabel = "MAP", arity = "0..1", description = "Map to open.")
  @Nullable Path map;

  @Option(names = "--startup-time", description = "Print how long the start took, and close.")
  boolean startupTime;

  @Mixin PipelineOptions pipelineOptions = new PipelineOptions();
  @Mixin EngineOptions engine = new EngineOptions();

  private final GuiLauncher gui;

  /** A command that opens the window by a launcher. */
  public GuiCommand(GuiLauncher gui) {
    this.gui = gui;
  }

  @Override
  public Integer call() {
    return gui.launch(
        new WindowStart(
            map, pipelineOptions.config(), engine::openCompute, engine::openStore, startupTime));
  }
}
