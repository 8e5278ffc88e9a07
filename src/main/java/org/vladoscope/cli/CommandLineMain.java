package org.vladoscope.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.vladoscope.cli.option.EngineOptions;
import org.vladoscope.cli.option.FormatIds;
import org.vladoscope.cli.option.OverlayFigures;
import org.vladoscope.cli.option.OverlayIds;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.Shutdown;
import org.vladoscope.cli.window.GuiCommand;
import org.vladoscope.cli.window.GuiLauncher;
import org.vladoscope.cli.window.WindowStart;
import org.vladoscope.common.InputException;
import org.vladoscope.common.MemoryProblem;
import org.vladoscope.common.NameEncoding;
import org.vladoscope.common.Software;
import org.vladoscope.compute.DeviceChoice;
import org.vladoscope.compute.Precision;
import org.vladoscope.config.Preset;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.embedding.EmbeddingMethod;
import org.vladoscope.image.Decoding;
import org.vladoscope.image.ImageSize;
import org.vladoscope.pipeline.ProjectionSource;
import org.vladoscope.pipeline.crew.Crew;
import org.vladoscope.report.Strips;
import org.vladoscope.vlad.VladVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The command {@code vladoscope} with its subcommands. */
@Command(
    name = "vladoscope",
    description = "An interactive microscope for visual place recognition with Patch-NetVLAD.",
    mixinStandardHelpOptions = true)
public final class CommandLineMain implements Callable<Integer> {

  /** Everything went well. */
  public static final int OK = 0;

  /** The work failed. */
  public static final int FAILED = 1;

  /** The command was not understood. */
  public static final int WRONG_USAGE = 2;

  @Parameters(paramLabel = "MAP", arity = "0..1", description = "Map to open in the window.")
  @Nullable Path map;

  @Option(names = "--startup-time", description = "Open the window, print how long it took, close.")
  boolean startupTime;

  private final GuiLauncher gui;

  private CommandLineMain(GuiLauncher gui) {
    this.gui = gui;
  }

  @Override
  public Integer call() {
    EngineOptions engine = new EngineOptions();
    return gui.launch(
        new WindowStart(
            map, Preset.DEFAULT.config(), engine::openCompute, engine::openStore, startupTime));
  }

  /**
   * Runs a command and returns the exit code: 0 fine, 1 failed, 2 wrong usage.
   *
   * @param extra commands beside the program's own
   * @param before prepares the process; what it refuses is told like a failure of the command
   */
  public static int run(
      GuiLauncher gui,
      List<ExtraCommand> extra,
      Shutdown shutdown,
      Runnable before,
      String... arguments) {
    Console console = Console.standard(shutdown);
    try {
      before.run();
    } catch (InputException e) {
      console.err().println(e.getMessage());
      return FAILED;
    } catch (InvalidPathException e) {
      console.err().println(NameEncoding.refusal(e).getMessage());
      return FAILED;
    }
    return run(gui, extra, PlaceMapFormats.known(), console, Crew.NOBODY, arguments);
  }

  /**
   * Runs a command whose work others share; the same otherwise.
   *
   * @param crew keeps what it computes where the command looks for it
   */
  public static int run(Crew crew, Console console, String... arguments) {
    GuiLauncher noWindow =
        start -> {
          throw new InputException("Say which command to run: index, evaluate or query.");
        };
    return run(noWindow, List.of(), PlaceMapFormats.known(), console, crew, arguments);
  }

  static int run(GuiLauncher gui, Console console, String... arguments) {
    return run(gui, List.of(), PlaceMapFormats.known(), console, arguments);
  }

  static int run(
      GuiLauncher gui,
      List<ExtraCommand> extra,
      PlaceMapFormats formats,
      Console console,
      String... arguments) {
    return run(gui, extra, formats, console, Crew.NOBODY, arguments);
  }

  private static int run(
      GuiLauncher gui,
      List<ExtraCommand> extra,
      PlaceMapFormats formats,
      Console console,
      Crew crew,
      String... arguments) {
    CommandLine commands = commands(gui, extra, formats, console, crew, arguments);
    try {
      return commands.execute(arguments);
    } catch (OutOfMemoryError e) {
      // Errors pass the handler of exceptions.
      return failure(MemoryProblem.of("for this", e), commands, console);
    }
  }

  /** The commands that arguments may mean. */
  static CommandLine commands(
      GuiLauncher gui,
      List<ExtraCommand> extra,
      PlaceMapFormats formats,
      Console console,
      Crew crew,
      String... arguments) {
    CommandLine commands =
        new CommandLine(new CommandLineMain(gui), factory(formats, gui.overlays()));
    new Subcommands(() -> new GuiCommand(gui), console, formats, gui.overlays(), crew)
        .addTo(commands, arguments);
    extra.forEach(command -> commands.addSubcommand(command.create(console)));
    commands
        .registerConverter(Path.class, CommandLineMain::path)
        .registerConverter(PlaceMapFormat.class, converter(formats::byId))
        .registerConverter(Preset.class, converter(Preset::parse))
        .registerConverter(VladVersion.class, converter(VladVersion::parse))
        .registerConverter(ImageSize.class, converter(ImageSize::parse))
        .registerConverter(DeviceChoice.class, converter(DeviceChoice::parse))
        .registerConverter(ProjectionSource.class, converter(ProjectionSource::parse))
        .registerConverter(Strips.Which.class, converter(Strips.Which::parse))
        .registerConverter(EmbeddingMethod.class, converter(EmbeddingMethod::parse))
        .registerConverter(Precision.class, converter(Precision::parse))
        .registerConverter(Decoding.class, converter(Decoding::parse))
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setOut(console.out())
        .setErr(console.err())
        .setExecutionExceptionHandler((e, command, result) -> failure(e, command, console))
        .setParameterExceptionHandler(
            (e, all) -> {
              console.err().println(e.getMessage());
              console
                  .err()
                  .println(
                      "Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
              return WRONG_USAGE;
            });
    commands.getCommandSpec().version(Software.NAME);
    return commands;
  }

  /** Makes what options need to know of formats and overlays. */
  private static CommandLine.IFactory factory(PlaceMapFormats formats, OverlayFigures overlays) {
    CommandLine.IFactory usual = CommandLine.defaultFactory();
    return new CommandLine.IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        if (type == OverlayIds.class) {
          return type.cast(new OverlayIds(overlays));
        }
        return type == FormatIds.class ? type.cast(new FormatIds(formats)) : usual.create(type);
      }
    };
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(String.valueOf(NameEncoding.refusal(e).getMessage()));
    }
  }

  private static <T> ITypeConverter<T> converter(ITypeConverter<T> parse) {
    return text -> {
      try {
        return parse.convert(text);
      } catch (InputException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    };
  }

  private static int failure(Exception e, CommandLine command, Console console) {
    if (e instanceof CancellationException) {
      console.err().println("Cancelled.");
    } else if (e instanceof InputException) {
      console.err().println(e.getMessage());
    } else if (e instanceof InvalidPathException path) {
      console.err().println(NameEncoding.refusal(path).getMessage());
    } else {
      console.err().println(String.format(Locale.ROOT, "Something unexpected failed: %s", e));
    }
    Object user = command.getCommand();
    if (user instanceof MapCommand mapCommand && mapCommand.runOptions.verbose) {
      e.printStackTrace(console.err());
    }
    return FAILED;
  }
}
