package org.vladoscope.cli;

import java.util.List;
import java.util.function.Supplier;
import org.vladoscope.cli.option.OverlayFigures;
import org.vladoscope.cli.output.Console;
import org.vladoscope.dataset.format.PlaceMapFormat;
import org.vladoscope.dataset.format.known.PlaceMapFormats;
import org.vladoscope.pipeline.crew.Crew;
import picocli.CommandLine;

/**
 * The subcommands of {@code vladoscope}. Reading the annotations of all of them takes longer than
 * many a query, so only those that a command line may mean are made.
 */
final class Subcommands {

  private record Subcommand(String name, Supplier<Object> maker) {}

  private final List<Subcommand> all;

  /**
   * The program's own commands.
   *
   * @param gui what {@code gui} does
   * @param formats the layouts that a {@link PlaceMapFormat} option may name
   * @param overlays what can be drawn over pairs
   * @param crew helps those whose work can be shared
   */
  Subcommands(
      Supplier<Object> gui,
      Console console,
      PlaceMapFormats formats,
      OverlayFigures overlays,
      Crew crew) {
    all =
        List.of(
            new Subcommand("gui", gui),
            new Subcommand("inspect", () -> new InspectCommand(console, formats)),
            new Subcommand("index", () -> new IndexCommand(console, formats, crew)),
            new Subcommand("query", () -> new QueryCommand(console, formats, overlays, crew)),
            new Subcommand("match", () -> new MatchCommand(console, formats, overlays)),
            new Subcommand("evaluate", () -> new EvaluateCommand(console, formats, crew)),
            new Subcommand("supplement", () -> new SupplementCommand(console, formats)),
            new Subcommand("duel", () -> new DuelCommand(console, formats)),
            new Subcommand("embed", () -> new EmbedCommand(console, formats)),
            new Subcommand("aliases", () -> new AliasesCommand(console, formats)),
            new Subcommand("windows", () -> new WindowsCommand(console, formats)),
            new Subcommand("mix", () -> new MixCommand(console, formats)),
            new Subcommand("export-model", () -> new ExportModelCommand(console, formats)),
            new Subcommand("train", () -> new TrainCommand(console, formats)),
            new Subcommand("sweep", () -> new SweepCommand(console, formats)),
            new Subcommand("cache", () -> new CacheCommand(console)),
            new Subcommand("models", () -> new ModelsCommand(console)),
            new Subcommand("lab", () -> new LabCommand(console)));
  }

  /**
   * Adds the commands that some argument names. Where none does, nobody can mean one, but help
   * lists all; and so do words that come from a file, which is read later.
   */
  void addTo(CommandLine program, String... arguments) {
    List<String> words = List.of(arguments);
    boolean anyNamed = all.stream().anyMatch(command -> words.contains(command.name()));
    boolean inFile = words.stream().anyMatch(word -> word.startsWith("@"));
    boolean help = words.contains("--help") || words.contains("-h");
    boolean everything = inFile || (help && !anyNamed);
    for (Subcommand command : all) {
      if (everything || words.contains(command.name())) {
        program.addSubcommand(command.name(), command.maker().get());
      }
    }
  }
}
