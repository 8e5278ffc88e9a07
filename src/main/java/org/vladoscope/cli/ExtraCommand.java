package org.vladoscope.cli;

import org.vladoscope.cli.output.Console;
import picocli.CommandLine;

/** A command that the program does not bring along itself; whoever starts it hands it over. */
@FunctionalInterface
public interface ExtraCommand {

  /** The command with its subcommands. */
  CommandLine create(Console console);
}
