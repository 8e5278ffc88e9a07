package org.vladoscope.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vladoscope.cli.output.Console;
import org.vladoscope.cli.output.Shutdown;
import org.vladoscope.common.InputException;
import org.vladoscope.config.PipelineConfig;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.pipeline.crew.Crew;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * A command line that several processes read, each of which does a part of the work: the same words
 * make the same configuration everywhere.
 */
public final class SharedCommand {

  /** What they can share. */
  public static final Set<String> NAMES = Set.of("index", "evaluate", "query");

  private final MapCommand command;
  private final List<Path> paths;

  private SharedCommand(MapCommand command, List<Path> paths) {
    this.command = command;
    this.paths = List.copyOf(paths);
  }

  /**
   * Reads a command line, and runs nothing.
   *
   * @throws InputException if it is none of {@link #NAMES}, or is not understood
   */
  public static SharedCommand parse(String... arguments) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Console silent = new Console(nowhere, nowhere, false, new Shutdown());
    CommandLine commands =
        CommandLineMain.commands(
            start -> CommandLineMain.WRONG_USAGE,
            List.of(),
            PlaceMapFormats.known(),
            silent,
            Crew.NOBODY,
            arguments);
    ParseResult parsed;
    try {
      parsed = commands.parseArgs(arguments);
    } catch (ParameterException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
    if (!parsed.hasSubcommand()
        || !NAMES.contains(parsed.subcommand().commandSpec().name())
        || !(parsed.subcommand().commandSpec().userObject() instanceof MapCommand command)) {
      throw new InputException(
          "Only the commands index, evaluate and query can be shared between machines.");
    }
    List<Path> paths = new ArrayList<>();
    for (ArgSpec argument : parsed.subcommand().matchedArgs()) {
      if (argument.getValue() instanceof Path path) {
        paths.add(path);
      }
    }
    if (command.runOptions.engine.cache != null) {
      paths.add(Path.of(command.runOptions.engine.cache));
    }
    return new SharedCommand(command, paths);
  }

  /** The files and folders that it names. */
  public List<Path> paths() {
    return paths;
  }

  /** True if it says where computed values are kept. */
  public boolean namesCache() {
    return command.runOptions.engine.cache != null;
  }

  /** Its configuration. */
  public PipelineConfig config() {
    return command.pipelineOptions.config();
  }

  /**
   * Opens its map.
   *
   * @param crew keeps what it computes in the cache that the command names
   */
  public OpenedMap open(Crew crew) {
    return command.open(config(), crew);
  }
}
