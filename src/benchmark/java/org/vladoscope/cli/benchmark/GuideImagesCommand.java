package org.vladoscope.cli.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.vladoscope.cli.CommandLineMain;
import org.vladoscope.cli.option.RunOptions;
import org.vladoscope.cli.output.Console;
import org.vladoscope.common.InputException;
import org.vladoscope.compute.Compute;
import org.vladoscope.store.DescriptorStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws the images of the guide, or every page at another size to be looked at. */
@Command(
    name = "guide-images",
    description = {
      "Draw every page of the window with a map, as the guide shows them, into a folder.",
      "Runs are kept with the map: give a copy of it."
    },
    mixinStandardHelpOptions = true)
public final class GuideImagesCommand implements Callable<Integer> {

  /** Draws them. The command line knows the window only by this, so that it needs no JavaFX. */
  @FunctionalInterface
  public interface Painter {

    /**
     * Draws every page.
     *
     * @param map folder of the map
     * @param output folder for the images; made if need be
     * @return the files written
     */
    List<Path> paint(
        Path map,
        Compute compute,
        DescriptorStore store,
        boolean dark,
        int width,
        int height,
        Path output);
  }

  @Parameters(index = "0", paramLabel = "MAP", description = "Folder of the map.")
  Path map = Path.of("");

  @Parameters(index = "1", paramLabel = "FOLDER", description = "Where the images go.")
  Path output = Path.of("");

  @Option(names = "--dark", description = "In the dark theme instead of the light one.")
  boolean dark;

  @Option(
      names = "--window-size",
      paramLabel = "WxH",
      defaultValue = "1280x760",
      description = "Size of the window in pixels (default: ${DEFAULT-VALUE}).")
  String size = "1280x760";

  @Mixin RunOptions runOptions = new RunOptions();

  private final Console console;
  private final Painter painter;

  GuideImagesCommand(Console console, Painter painter) {
    this.console = console;
    this.painter = painter;
  }

  @Override
  public Integer call() {
    if (!size.matches("[1-9][0-9]{2,3}x[1-9][0-9]{2,3}")) {
      throw new InputException(
          "--window-size must be two numbers of pixels such as 1280x760, not " + size + ".");
    }
    int times = size.indexOf('x');
    int width = Integer.parseInt(size.substring(0, times));
    int height = Integer.parseInt(size.substring(times + 1));
    try (Compute compute = runOptions.engine.openCompute();
        DescriptorStore store = runOptions.engine.openStore()) {
      painter
          .paint(map, compute, store, dark, width, height, output)
          .forEach(file -> console.line("%s", file));
    }
    return CommandLineMain.OK;
  }
}
